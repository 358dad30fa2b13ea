// From nothing to a trained autoencoder in a folder: drawn structures as data, checkpoints on the way.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkCount, LoopsmithError } from '../errors.js';
import { findArchitecture } from '../model/architecture.js';
import { startBackend } from '../model/backend.js';
import { hasCheckpoints } from '../model/checkpoint.js';
import type { LayersModel } from '../model/layers.js';
import { poseCount, structureBatches } from '../model/structure-batches.js';
import { trainVae } from '../model/train-vae.js';
import { lockedWhile } from '../store/run-lock.js';
import { teachReader } from './teach-reader.js';
import { type DrawingJob, drawIn } from './training-job.js';
import { checkNoModel, holdsVae, saveVae, type VaeCard } from './vae-folder.js';
import { validationImages } from './validation-images.js';

export interface TrainVaeOptions extends DrawingJob {
  architecture: string;
  steps: number;
  /** @default 64 */
  batchSize?: number;
  /** @default 1e-4 */
  learningRate?: number;
  /** Of the last step, half a cosine from the first. @default the same */
  finalLearningRate?: number;
  /** Over which the rate rises from zero. @default 0 */
  warmupSteps?: number;
  /** Of the divergence, see model/vae-loss.ts. @default 0.1 */
  klWeight?: number;
  /** Of the reader, where the architecture has one. @default 2000 */
  readerSteps?: number;
}

/** @returns the card; null where the signal ended the training early, which can be resumed */
export async function trainVaeFolder(options: TrainVaeOptions): Promise<VaeCard | null> {
  const { out, architecture, resume = false } = options;
  findArchitecture(architecture);
  checkNoModel(out);
  const checkpointDir = checkpointsIn(out, resume);
  // one that was killed before its first checkpoint begins anew, but not in the place of an autoencoder that is finished
  if (holdsVae(out) && !hasCheckpoints(checkpointDir))
    throw new LoopsmithError(
      `${out}: holds an autoencoder, without checkpoints to resume its training from: expected another --out`,
    );
  return lockedWhile(out, () => train(options, checkpointDir));
}

async function train(options: TrainVaeOptions, checkpointDir: string): Promise<VaeCard | null> {
  const { out, architecture, steps, batchSize = 64, seed = 1, pool, command } = options;
  checkCount('steps', steps);
  const { name: backend } = await startBackend(options.backend);
  const { cells } = findArchitecture(architecture).vae;
  const trained = await trainVae({
    ...options,
    batchSize,
    seed,
    checkpointDir,
    batches: structureBatches({ seed, cells, draw: drawIn(pool) }),
    validation: validationImages(cells),
  });
  const { encoder, decoder, state, history, seconds } = trained;
  let reader: LayersModel | undefined;
  try {
    if (state === 'stopped') return null;
    const read = await teachReader({
      ...options,
      networks: { encoder, decoder },
      batchSize: Math.ceil(batchSize / poseCount),
      // a reader belongs to one autoencoder: where that is trained further, it begins anew
      checkpointDir: join(checkpointDir, `reader-${steps}`),
    });
    reader = read?.reader;
    if (read?.state === 'stopped') return null;
    const last = history[history.length - 1];
    const losses = { training: last.trainingLoss, validation: last.validationLoss, ...last.measures };
    const created = new Date().toISOString();
    const draft = { architecture, seed, steps, batchSize, seconds, losses, command, backend, created };
    if (!read) return await saveVae(out, { encoder, decoder }, draft);
    const card = { ...draft, losses: { ...losses, reader: read.loss }, statistics: read.standard };
    return await saveVae(out, { encoder, decoder, reader: read.reader }, card);
  } finally {
    for (const network of [encoder, decoder, reader]) network?.dispose();
  }
}

/**
 * Folder of the checkpoints; one with checkpoints is gone on with only when that was asked for.
 * @param of folder in it, of the network that is trained. @default all
 */
export function checkpointsIn(out: string, resume: boolean, of = ''): string {
  const folder = join(out, 'checkpoints', of);
  if (resume && !existsSync(folder)) throw new LoopsmithError(`${out}: no checkpoints to resume from`);
  if (!resume && existsSync(folder))
    throw new LoopsmithError(
      `${out}: holds the checkpoints of a training: give --resume to go on, or another --out; to begin anew, delete ${folder}`,
    );
  return folder;
}
