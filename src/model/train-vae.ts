// Training of the variational autoencoder on images that are made on the fly, so that none is seen twice.
import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../random.js';
import { findArchitecture, pictureShape, type VaeArchitecture } from './architecture.js';
import { initializeWeights, weightsOf } from './initialize.js';
import { scheduleSettings } from './learning-rate.js';
import { startAtModes } from './modes.js';
import { toPictures } from './picture.js';
import { type Training, type TrainingOptions, type TrainingResult, train } from './train-loop.js';
import { createDecoder, createEncoder } from './vae.js';
import { type VaeNetworks, vaeLoss } from './vae-loss.js';

export interface VaeTrainingOptions extends TrainingOptions {
  /** Name of an architecture, or its sizes. @default 'paper' */
  architecture?: string | VaeArchitecture;
  /** Images of a step, batchSize x cells x cells of k_x; a pure function of the step. */
  batches(step: number, batchSize: number): Float32Array | Promise<Float32Array>;
  /** In all. */
  steps: number;
  /** Steps from one loss value to the next. @default 100 */
  stepsPerEpoch?: number;
  /** @default 64 */
  batchSize?: number;
  /** Weight of the divergence, see vae-loss.ts. @default 0.1 */
  klWeight?: number;
  /** Images that no step sees, any number. */
  validation?: Float32Array;
}

export interface TrainedVae extends VaeNetworks, TrainingResult {}

/** Trains an encoder and a decoder; the caller disposes them. The backend is the one in use. */
export async function trainVae(options: VaeTrainingOptions): Promise<TrainedVae> {
  const { architecture = 'paper', batches, steps, stepsPerEpoch = 100, batchSize = 64, klWeight = 0.1 } = options;
  const { seed = 1, validation } = options;
  const vae = typeof architecture === 'string' ? findArchitecture(architecture).vae : architecture;
  const networks = { encoder: createEncoder(vae), decoder: createDecoder(vae) };
  for (const network of [networks.encoder, networks.decoder])
    initializeWeights(network, createRandom(seed, 'weights', network.name));
  const { latentDim } = vae;
  if (vae.modes) {
    const first = await batches(0, modeImages);
    startAtModes(networks, { architecture: vae, pictures: toPictures(first, vae), klWeight });
  }

  const training: Training<Float32Array> = {
    ...options,
    network: 'vae',
    networks: [networks.encoder, networks.decoder],
    variables: [...weightsOf(networks.encoder), ...weightsOf(networks.decoder)].map(({ val }) => val),
    stepsPerEpoch,
    samplesPerStep: batchSize,
    settings: {
      ...scheduleSettings(steps, options),
      stepsPerEpoch,
      batchSize,
      klWeight,
      seed,
      architecture: JSON.stringify(vae),
    },
    batch: (step) => batches(step, batchSize),
    loss(images, step) {
      const noise = tf.tensor2d(normalNoise(batchSize * latentDim, seed, step), [batchSize, latentDim]);
      return { ...vaeLoss(networks, toTensor(images, vae), noise, klWeight) };
    },
    ...(validation && { validate: () => validateVae(networks, validation, vae, klWeight) }),
  };
  return { ...networks, ...(await train(training)) };
}

/** From how many images the variance of the modes is taken. */
const modeImages = 512;

/** Noise of a step: independent of all other steps, the same on every backend. */
function normalNoise(count: number, seed: number, step: number): Float32Array {
  const random = createRandom(seed, 'sampling', step);
  const noise = new Float32Array(count);
  for (let i = 0; i < count; i++) noise[i] = random.normal();
  return noise;
}

/** Images as the networks take them. */
export const toTensor = (images: Float32Array, architecture: VaeArchitecture): tf.Tensor4D =>
  tf.tensor4d(toPictures(images, architecture), [
    images.length / architecture.cells ** 2,
    ...pictureShape(architecture),
  ]);

const validationBatch = 64;

/** Loss at z = zMean, and the number of latent dimensions in use: those whose zMean varies by more than 0.01 over the images. */
function validateVae(networks: VaeNetworks, images: Float32Array, architecture: VaeArchitecture, klWeight: number) {
  const { cells, latentDim } = architecture;
  const count = images.length / cells ** 2;
  const sums = { loss: 0, imageError: 0, divergence: 0 };
  const [sum, squares] = [new Float64Array(latentDim), new Float64Array(latentDim)];
  for (let start = 0; start < count; start += validationBatch) {
    const end = Math.min(count, start + validationBatch);
    const part = toTensor(images.subarray(start * cells ** 2, end * cells ** 2), architecture);
    const measures = tf.tidy(() => ({ ...vaeLoss(networks, part, null, klWeight) }));
    for (const name of ['loss', 'imageError', 'divergence'] as const)
      sums[name] += (measures[name].dataSync()[0] * (end - start)) / count;
    const codes = tf.tidy(() => (networks.encoder.apply(part) as tf.Tensor2D[])[0]);
    for (const [i, value] of codes.dataSync().entries()) {
      sum[i % latentDim] += value / count;
      squares[i % latentDim] += (value * value) / count;
    }
    tf.dispose([part, codes, Object.values(measures)]);
  }
  const activeDimensions = sum.reduce((n, mean, i) => n + (squares[i] - mean * mean > 0.01 ? 1 : 0), 0);
  return { ...sums, activeDimensions };
}
