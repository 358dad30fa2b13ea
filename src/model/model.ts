// A trained model: structure's image -> code -> anchor points, and code -> image. All calls are synchronous, so that a search can
// score a generation in the middle of its own synchronous loop.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { packageRoot } from '../config/paths.js';
import { LoopsmithError } from '../errors.js';
import { pictureShape } from './architecture.js';
import { type Backend, type BackendRequest, useBackend } from './backend.js';
import { decodeCodes, encodeImages, predictRows, take } from './codes.js';
import { cardFile, type ModelCard, readModelCard } from './model-card.js';
import { denormalize } from './normalization.js';
import { type NetworkName, type Networks, networkNames } from './save-model.js';
import { type FileDigest, loadNetwork } from './weights.js';

export interface Model {
  readonly card: ModelCard;
  /** Where it computes, and why there. */
  readonly backend: Backend;
  readonly latentDim: number;
  /** Edge of the image, in cells. */
  readonly cells: number;
  /** @param images count x cells x cells of k_x @returns count x latentDim */
  encode(images: Float32Array, count: number): Float32Array;
  /** @param codes count x latentDim @returns count x cells x cells of k_x in (-1, 1) */
  decode(codes: Float32Array, count: number): Float32Array;
  /** @param codes count x latentDim @returns count x 6 in the order of `anchorNames`, in Ms and HA */
  predictAnchors(codes: Float32Array, count: number): Float32Array;
  dispose(): void;
}

/**
 * @param nameOrFolder a name of ./presets/models or of the package's presets/models, or a model's folder
 * @throws LoopsmithError where there is none, or naming the file that is missing or damaged
 */
export async function loadModel(
  nameOrFolder: string,
  { backend: request = 'auto' }: { backend?: BackendRequest } = {},
): Promise<Model> {
  const folder = findModel(nameOrFolder);
  const card = readModelCard(folder);
  const backend = await useBackend(request);
  const [encoder, decoder, regressor] = await Promise.all(
    networkNames.map((name) => loadNetwork(join(folder, name), digestsOf(card, name))),
  );
  const networks = { encoder, decoder, regressor };
  checkShapes(folder, networks, card);
  return createModel(networks, card, backend);
}

/** A model from networks at hand, which it takes over. */
export function createModel({ encoder, decoder, regressor }: Networks, card: ModelCard, backend: Backend): Model {
  const { vae } = card.architecture;
  const { cells, latentDim } = vae;
  return {
    card,
    backend,
    latentDim,
    cells,
    encode: (images, count) => encodeImages(encoder, rows(images, count, cells ** 2, 'images'), vae),
    decode: (codes, count) => decodeCodes(decoder, rows(codes, count, latentDim, 'codes'), vae),
    predictAnchors(codes, count) {
      const outputs = predictRows(regressor, rows(codes, count, latentDim, 'codes'), latentDim);
      return denormalize(take(outputs), card.normalization);
    },
    dispose() {
      for (const network of [encoder, decoder, regressor]) network.dispose();
    },
  };
}

function rows(values: Float32Array, count: number, width: number, what: string): Float32Array {
  if (count > 0 && values.length === count * width) return values;
  throw new LoopsmithError(`${what}: expected ${count} times ${width} values, got ${values.length}`);
}

function checkShapes(folder: string, { encoder, decoder, regressor }: Networks, card: ModelCard): void {
  const { vae } = card.architecture;
  const { latentDim } = vae;
  const expected: Record<NetworkName, [tf.LayersModel, number[]]> = {
    encoder: [encoder, pictureShape(vae)],
    decoder: [decoder, [latentDim]],
    regressor: [regressor, [latentDim]],
  };
  for (const name of networkNames) {
    const [network, shape] = expected[name];
    const found = network.inputs[0].shape.slice(1);
    if (found.join() === shape.join()) continue;
    const path = join(folder, name);
    throw new LoopsmithError(
      `${path}: takes ${found.join(' x ')} values, the card says ${shape.join(' x ')}`,
      'failed',
    );
  }
}

const digestsOf = ({ files }: ModelCard, network: NetworkName): Record<string, FileDigest> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`${network}/`))
      .map(([path, digest]) => [basename(path), digest]),
  );

const modelFolders = () => [resolve('presets', 'models'), join(packageRoot(), 'presets', 'models')];

/** The folder that a name or a path stands for. */
export function findModel(nameOrFolder: string): string {
  const places = [resolve(nameOrFolder), ...modelFolders().map((folder) => join(folder, nameOrFolder))];
  const isModel = (folder: string) => existsSync(join(folder, cardFile));
  const found = places.find(isModel);
  if (found) return found;
  if (/[/\\]/.test(nameOrFolder) && existsSync(nameOrFolder))
    throw new LoopsmithError(`${nameOrFolder}: no ${cardFile}: expected a model's folder`, 'failed');
  const known = listModels().join(', ') || 'none yet; "loopsmith train" makes one';
  throw new LoopsmithError(`unknown model "${nameOrFolder}" (known: ${known})`);
}

/** Names that loadModel knows. */
export function listModels(): string[] {
  const names = modelFolders()
    .filter((folder) => existsSync(folder) && statSync(folder).isDirectory())
    .flatMap((folder) => readdirSync(folder).filter((name) => existsSync(join(folder, name, cardFile))));
  return [...new Set(names)].sort();
}
