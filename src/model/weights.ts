// A network as files in the TensorFlow.js layers format: model.json (layers, list of weights) and weights.bin (float16 or float32).
// Written and read here, because only the native backend knows file:// paths.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { parseJson } from '../json.js';
import { onFile } from '../store/file-failure.js';
import { sha256 } from '../store/sha256.js';
import { toFloat16 } from './float16.js';
import { weightsOf } from './initialize.js';
import { digestOfArrays } from './tensor-file.js';

/** What tells a whole file from a damaged one. */
export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

const layersFile = 'model.json';
const weightsFile = 'weights.bin';

const manifestSchema = z.object({
  format: z.literal('layers-model'),
  modelTopology: z.looseObject({}),
  weightsManifest: z.tuple([
    z.object({
      paths: z.tuple([z.literal(weightsFile)]),
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.number().int().positive()),
          dtype: z.literal('float32'),
          quantization: z.object({ dtype: z.literal('float16') }).optional(),
        }),
      ),
    }),
  ]),
});

/** Writes networks into folders of their names. @param write gets 'encoder/weights.bin' @returns digests by the same path */
export async function saveNetworks(
  write: (path: string, content: Uint8Array) => void,
  networks: Readonly<Record<string, tf.LayersModel | undefined>>,
  precision: 'float16' | 'float32',
): Promise<Record<string, FileDigest>> {
  const digests: Record<string, FileDigest> = {};
  for (const [name, network] of Object.entries(networks)) {
    if (!network) continue;
    for (const [file, bytes] of Object.entries(await networkFiles(network, precision))) {
      write(`${name}/${file}`, bytes);
      digests[`${name}/${file}`] = { bytes: bytes.length, sha256: sha256(bytes) };
    }
  }
  return digests;
}

/** What tells networks from others of the same layers. */
export const networksDigest = (networks: readonly tf.LayersModel[]): string =>
  digestOfArrays(networks.flatMap(weightsOf).map(({ val }) => val.dataSync<'float32'>())).slice(0, 16);

/** Of what `saveNetworks` said, that of one network, by file. */
export const digestsOf = (files: Readonly<Record<string, FileDigest>>, network: string): Record<string, FileDigest> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`${network}/`))
      .map(([path, digest]) => [basename(path), digest]),
  );

/** A network as files by name. @param precision of the weights */
async function networkFiles(
  network: tf.LayersModel,
  precision: 'float16' | 'float32',
): Promise<Record<string, Uint8Array>> {
  let files: Record<string, Uint8Array> = {};
  const handler = tf.io.withSaveHandler(
    async ({ modelTopology, weightSpecs = [], weightData = new ArrayBuffer(0) }) => {
      const values = new Float32Array(tf.io.CompositeArrayBuffer.join(weightData));
      const half = precision === 'float16';
      const data = half ? toFloat16(values) : values;
      const weights = weightSpecs.map(({ name, shape, dtype }) => ({
        name,
        shape,
        dtype,
        ...(half && { quantization: { dtype: 'float16' } }),
      }));
      const generatedBy = `TensorFlow.js tfjs-layers v${tf.version_layers}`;
      const manifest = {
        format: 'layers-model',
        generatedBy,
        modelTopology,
        weightsManifest: [{ paths: [weightsFile], weights }],
      };
      files = {
        [layersFile]: Buffer.from(JSON.stringify(manifest)),
        [weightsFile]: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      };
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  );
  await network.save(handler);
  return files;
}

/**
 * Reads a network.
 * @param digests of its files, where they are known
 * @throws LoopsmithError naming the file that is missing, cut short, altered or of another form
 */
export async function loadNetwork(folder: string, digests?: Record<string, FileDigest>): Promise<tf.LayersModel> {
  const read = (name: string): Buffer => {
    const path = join(folder, name);
    const bytes = onFile('read', path, () => readFileSync(path));
    const expected = digests?.[name];
    if (expected && bytes.length !== expected.bytes)
      throw new LoopsmithError(`${path}: expected ${expected.bytes} bytes, found ${bytes.length}`, 'failed');
    if (expected && sha256(bytes) !== expected.sha256)
      throw new LoopsmithError(
        `${path}: does not match the digest in the model's card; the file was altered`,
        'failed',
      );
    return bytes;
  };
  const text = read(layersFile).toString('utf8');
  const { modelTopology, weightsManifest } = parseJson(text, manifestSchema, join(folder, layersFile), {
    expected: 'a TensorFlow.js layers model',
  });
  const [{ weights }] = weightsManifest;
  const bytes = read(weightsFile);
  const size = weights.reduce((sum, { shape, quantization }) => sum + product(shape) * (quantization ? 2 : 4), 0);
  if (bytes.length !== size)
    throw new LoopsmithError(`${join(folder, weightsFile)}: expected ${size} bytes, found ${bytes.length}`, 'failed');
  const weightData = new Uint8Array(bytes).buffer;
  try {
    return await tf.loadLayersModel({ load: async () => ({ modelTopology, weightSpecs: weights, weightData }) });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new LoopsmithError(`${join(folder, layersFile)}: not a network (${reason})`, 'failed', { cause: error });
  }
}

const product = (shape: readonly number[]): number => shape.reduce((size, edge) => size * edge, 1);
