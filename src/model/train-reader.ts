// Training of the reader on drawn structures, without labels: their codes on one side, their exact statistics on the other.
import * as tf from '@tensorflow/tfjs';
import { joined } from '../joined.js';
import { createRandom } from '../random.js';
import { statisticNames } from '../structure/image-statistics.js';
import { encodeImages } from './codes.js';
import { initializeWeights, weightsOf } from './initialize.js';
import { scheduleSettings } from './learning-rate.js';
import { createReader, type ReaderArchitecture, startAtDecoder } from './reader.js';
import { fitStandard, type Standard, standardize, statisticsOf } from './standard.js';
import { inPose, poseCount } from './structure-batches.js';
import { type TrainingOptions, type TrainingResult, train } from './train-loop.js';
import type { VaeNetworks } from './vae-loss.js';
import { networksDigest } from './weights.js';

export interface ReaderTrainingOptions extends TrainingOptions {
  architecture: ReaderArchitecture;
  networks: VaeNetworks;
  /** Images of a step, count x cells x cells; a pure function of the step. */
  batches(step: number, count: number): Float32Array | Promise<Float32Array>;
  steps: number;
  /** @default 100 */
  stepsPerEpoch?: number;
  /** Images of a step; each is learned in its four poses, which have one and the same statistics. @default 16 */
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
  const { architecture, networks, batches, steps, stepsPerEpoch = 100, batchSize = 16, seed = 1, validation } = options;
  const { vae } = architecture;
  const width = statisticNames.length;
  const reader = createReader(architecture, width);
  initializeWeights(reader, createRandom(seed, 'weights', reader.name));
  startAtDecoder(reader, networks.decoder, architecture);
  const standard = fitStandard(statisticsOf(await batches(0, standardImages), vae.cells));
  const toBatch = (images: Float32Array): Batch => {
    const statistics = standardize(statisticsOf(images, vae.cells), standard);
    const poses = Array.from({ length: poseCount }, (_, pose) => inPose(images, vae.cells, pose));
    return {
      codes: joined(poses.map((posed) => encodeImages(networks.encoder, posed, vae))),
      statistics: joined(poses.map(() => statistics)),
    };
  };
  const lossOf = ({ codes, statistics }: Batch): tf.Scalar => {
    const z = tf.tensor2d(codes, [codes.length / vae.latentDim, vae.latentDim]);
    const wanted = tf.tensor2d(statistics, [statistics.length / width, width]);
    return tf.mean(tf.squaredDifference(reader.apply(z, { training: true }) as tf.Tensor2D, wanted));
  };
  const held = validation && toBatch(validation);
  const result = await train<Batch>({
    ...options,
    network: 'reader',
    networks: [reader],
    variables: weightsOf(reader).map(({ val }) => val),
    stepsPerEpoch,
    samplesPerStep: poseCount * batchSize,
    settings: {
      ...scheduleSettings(steps, options),
      batchSize,
      seed,
      architecture: JSON.stringify(architecture),
      autoencoder: networksDigest([networks.encoder, networks.decoder]),
    },
    batch: async (step) => toBatch(await batches(step, batchSize)),
    loss: (batch) => ({ loss: lossOf(batch) }),
    ...(held && { validate: () => ({ loss: tf.tidy(() => lossOf(held).dataSync()[0]) }) }),
  });
  return { reader, standard, ...result };
}
