// A trained model: structure's image -> code -> anchor points, and code -> image. All calls are synchronous, so that a search can
// score a generation in the middle of its own synchronous loop.
import { join } from 'node:path';
import { LoopsmithError } from '../errors.js';
import { statisticNames } from '../structure/image-statistics.js';
import { pictureShape } from './architecture.js';
import { type Backend, type BackendRequest, startBackend } from './backend.js';
import { decodeCodes } from './codes.js';
import { type ModelCard, readModelCard } from './model-card.js';
import { findModel } from './model-folders.js';
import { createPredictor } from './predictor.js';
import { loadNetworks, type NetworkName, type Networks, networkNames } from './save-model.js';

/** Anchor points of several structures, count x 6 in the order of `anchorNames`, in Ms and HA. */
export interface Prediction {
  readonly anchors: Float32Array;
  /** Standard deviation to expect of each; null where the model has no ensemble. */
  readonly uncertainty: Float32Array | null;
}

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
  /** The same, with how far off it may be. */
  predictCodes(codes: Float32Array, count: number): Prediction;
  /** How the anchor points of codes change with the codes. @returns count x 6 x latentDim, in Ms or HA per unit of the code */
  slopes(codes: Float32Array, count: number): Float32Array;
  /** Of real structures, as exactly as the model can: from their image statistics where it was trained for that. @param images as for encode */
  predictImages(images: Float32Array, count: number): Prediction;
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
  const backend = await startBackend(request);
  const networks = await loadNetworks(folder, card);
  checkShapes(folder, networks, card);
  return createModel(networks, card, backend);
}

/** A model from networks at hand, which it takes over. */
export function createModel(networks: Networks, card: ModelCard, backend: Backend): Model {
  const { decoder } = networks;
  const { vae } = card.architecture;
  const { cells, latentDim } = vae;
  const predict = createPredictor(networks, card);
  return {
    card,
    backend,
    latentDim,
    cells,
    encode: (images, count) => predict.encode(rows(images, count, cells ** 2, 'images')),
    decode: (codes, count) => decodeCodes(decoder, rows(codes, count, latentDim, 'codes'), vae),
    predictAnchors: (codes, count) => predict.codes(rows(codes, count, latentDim, 'codes')).anchors,
    predictCodes: (codes, count) => predict.codes(rows(codes, count, latentDim, 'codes')),
    slopes: (codes, count) => predict.slopes(rows(codes, count, latentDim, 'codes')),
    predictImages: (images, count) => predict.images(rows(images, count, cells ** 2, 'images')),
    dispose() {
      for (const network of Object.values(networks)) network.dispose();
    },
  };
}

function rows(values: Float32Array, count: number, width: number, what: string): Float32Array {
  if (count > 0 && values.length === count * width) return values;
  throw new LoopsmithError(`${what}: expected ${count} times ${width} values, got ${values.length}`);
}

function checkShapes(folder: string, networks: Networks, card: ModelCard): void {
  const { vae, regressor } = card.architecture;
  const statistics = [statisticNames.length];
  const expected: Record<NetworkName, number[]> = {
    encoder: pictureShape(vae),
    decoder: [vae.latentDim],
    regressor: regressor.statistics ? statistics : [vae.latentDim],
    reader: [vae.latentDim],
    estimator: statistics,
  };
  for (const name of networkNames) {
    const shape = expected[name];
    const found = networks[name]?.inputs[0].shape.slice(1);
    if (!found || found.join() === shape.join()) continue;
    const path = join(folder, name);
    throw new LoopsmithError(
      `${path}: takes ${found.join(' x ')} values, the card says ${shape.join(' x ')}`,
      'failed',
    );
  }
}
