// Training of the reader on drawn structures, without labels: their codes on one side, their exact statistics on the other.
import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../random.js';
import { imageStatistics, statisticNames } from '../structure/image-statistics.js';
import { encodeImages } from './codes.js';
import { initializeWeights, weightsOf } from './initialize.js';
import { scheduleSettings } from './learning-rate.js';
import { createReader, type ReaderArchitecture, startAtDecoder } from './reader.js';
import { type TrainingOptions, type TrainingResult, train } from './train-loop.js';
import type { VaeNetworks } from './vae-loss.js';

/** Of each statistic over drawn structures; standardized ones have mean 0 and deviation 1. */
export interface Standard {
  readonly mean: number[];
  readonly deviation: number[];
}

export interface ReaderTrainingOptions extends TrainingOptions {
  architecture: ReaderArchitecture;
  networks: VaeNetworks;
  /** Images of a step, as for trainVae. */
  batches(step: number, batchSize: number): Float32Array | Promise<Float32Array>;
  steps: number;
  /** @default 100 */
  stepsPerEpoch?: number;
  /** @default 64 */
  batchSize?: number;
  /** Images that no step sees. */
  validation?: Float32Array;
}

export interface TrainedReader extends TrainingResult {
  readonly reader: tf.LayersModel;
  readonly standard: Standard;
}

interface Batch {
  codes: Float32Array;
  statistics: Float32Array;
}

/** From how many structures mean and deviation of the statistics are taken. */
const standardImages = 512;

/** Trains a reader; the caller disposes it. The backend is the one in use, the encoder stays as it is. */
export async function trainReader(options: ReaderTrainingOptions): Promise<TrainedReader> {
  const { architecture, networks, batches, steps, stepsPerEpoch = 100, batchSize = 64, seed = 1, validation } = options;
  const { vae } = architecture;
  const width = statisticNames.length;
  const reader = createReader(architecture, width);
  initializeWeights(reader, createRandom(seed, 'weights', reader.name));
  startAtDecoder(reader, networks.decoder, architecture);
  const standard = standardOf(statisticsOf(await batches(0, standardImages), vae.cells), width);
  const toBatch = (images: Float32Array): Batch => ({
    codes: encodeImages(networks.encoder, images, vae),
    statistics: standardize(statisticsOf(images, vae.cells), standard),
  });
  const lossOf = ({ codes, statistics }: Batch): tf.Scalar => {
    const z = tf.tensor2d(codes, [codes.length / vae.latentDim, vae.latentDim]);
    const wanted = tf.tensor2d(statistics, [statistics.length / width, width]);
    return tf.mean(tf.squaredDifference(reader.apply(z, { training: true }) as tf.Tensor2D, wanted));
  };
  const held = validation && toBatch(validation);
  const result = await train<Batch>({
    ...options,
    network: 'reader',
    variables: weightsOf(reader).map(({ val }) => val),
    stepsPerEpoch,
    samplesPerStep: batchSize,
    settings: { ...scheduleSettings(steps, options), batchSize, seed, architecture: JSON.stringify(architecture) },
    batch: async (step) => toBatch(await batches(step, batchSize)),
    loss: (batch) => ({ loss: lossOf(batch) }),
    ...(held && { validate: () => ({ loss: tf.tidy(() => lossOf(held).dataSync()[0]) }) }),
  });
  return { reader, standard, ...result };
}

/** @param images count x cells x cells @returns count x statistics */
export function statisticsOf(images: Float32Array, cells: number): Float32Array {
  const width = statisticNames.length;
  const count = images.length / cells ** 2;
  const all = new Float32Array(count * width);
  for (let i = 0; i < count; i++)
    all.set(imageStatistics(images.subarray(i * cells ** 2, (i + 1) * cells ** 2), cells), i * width);
  return all;
}

/** (value - mean) / deviation, in a new array. */
export const standardize = (values: Float32Array, { mean, deviation }: Standard): Float32Array =>
  values.map((value, i) => (value - mean[i % mean.length]) / deviation[i % mean.length]);

function standardOf(values: Float32Array, width: number): Standard {
  const count = values.length / width;
  const mean = new Array<number>(width).fill(0);
  const squares = new Array<number>(width).fill(0);
  for (let i = 0; i < values.length; i++) mean[i % width] += values[i] / count;
  for (let i = 0; i < values.length; i++) squares[i % width] += (values[i] - mean[i % width]) ** 2 / count;
  return { mean, deviation: squares.map((square) => Math.sqrt(square) || 1) };
}
