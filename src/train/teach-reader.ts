// The reader of an autoencoder: learned from drawn structures, without labels, so it belongs to the autoencoder and not to a physics.
import { findArchitecture } from '../model/architecture.js';
import { readerOf } from '../model/reader.js';
import { structureBatches } from '../model/structure-batches.js';
import { trainReader } from '../model/train-reader.js';
import type { VaeNetworks } from '../model/vae-loss.js';
import { type DrawingJob, drawIn } from './training-job.js';
import { validationImages } from './validation-images.js';

export interface TeachReaderOptions
  extends Pick<DrawingJob, 'seed' | 'pool' | 'checkpointSeconds' | 'emit' | 'signal'> {
  architecture: string;
  networks: VaeNetworks;
  /** @default 2000 */
  readerSteps?: number;
  /** Structures of a step, each in four poses. @default 16 */
  batchSize?: number;
  checkpointDir: string;
}

const readerRate = 2e-3;
// Other structures than the autoencoder's: the reader should read codes of structures that are new to the encoder.
const readerSeed = 1_000_000;

/** @returns null where the architecture has no reader; `state` says whether the signal ended the training early */
export async function teachReader(options: TeachReaderOptions) {
  const { architecture: name, readerSteps = 2000, seed = 1, pool, networks, batchSize, ...rest } = options;
  const architecture = findArchitecture(name);
  if (!architecture.regressor.statistics) return null;
  const { cells } = architecture.vae;
  const trained = await trainReader({
    architecture: readerOf(architecture),
    networks,
    steps: readerSteps,
    batchSize,
    seed,
    learningRate: readerRate,
    finalLearningRate: readerRate / 100,
    batches: structureBatches({ seed: seed + readerSeed, cells, inPoses: 1, draw: drawIn(pool) }),
    validation: validationImages(cells),
    checkpointDir: rest.checkpointDir,
    checkpointSeconds: rest.checkpointSeconds,
    emit: rest.emit,
    signal: rest.signal,
  });
  return { ...trained, loss: trained.history.at(-1)?.validationLoss ?? null };
}
