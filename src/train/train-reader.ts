// A new reader for an autoencoder that is there: where the image statistics or the reader's layers have changed, minutes instead of hours.
import { checkCount, LoopsmithError } from '../errors.js';
import { findArchitecture } from '../model/architecture.js';
import { startBackend } from '../model/backend.js';
import type { LayersModel } from '../model/layers.js';
import { lockedWhile } from '../store/run-lock.js';
import { teachReader } from './teach-reader.js';
import { checkpointsIn } from './train-vae.js';
import type { DrawingJob } from './training-job.js';
import { checkNoModel, checkSameAutoencoder, loadVae, saveVae, type VaeCard } from './vae-folder.js';

export interface TrainReaderOptions extends DrawingJob {
  /** Folder of an autoencoder, or a model, whose encoder and decoder are kept. */
  vae: string;
  steps: number;
  /** Structures of a step, each in four poses. @default 16 */
  batchSize?: number;
}

/** @returns the card; null where the signal ended the training early, which can be resumed */
export async function trainReaderFolder(options: TrainReaderOptions): Promise<VaeCard | null> {
  checkNoModel(options.out);
  return lockedWhile(options.out, () => train(options));
}

async function train(options: TrainReaderOptions): Promise<VaeCard | null> {
  const { vae, out, steps, seed = 1, resume = false, command } = options;
  checkCount('steps', steps);
  const { name: backend } = await startBackend(options.backend);
  const { card: facts, encoder, decoder, reader: before } = await loadVae(vae);
  before?.dispose();
  let reader: LayersModel | undefined;
  try {
    if (!findArchitecture(facts.architecture).regressor.statistics)
      throw new LoopsmithError(`${vae}: an autoencoder of architecture ${facts.architecture} has no reader`);
    const networks = { encoder, decoder };
    await checkSameAutoencoder(out, vae, networks);
    const checkpointDir = checkpointsIn(out, resume, 'reader');
    const lesson = { ...options, architecture: facts.architecture, networks, readerSteps: steps, checkpointDir };
    const read = await teachReader(lesson);
    reader = read?.reader;
    if (!read || read.state === 'stopped') return null;
    const card = {
      ...facts,
      seed,
      seconds: read.seconds,
      losses: { ...facts.losses, reader: read.loss },
      statistics: read.standard,
      command: `${facts.command}; ${command}`,
      backend,
      created: new Date().toISOString(),
    };
    return await saveVae(out, { ...networks, reader: read.reader }, card);
  } finally {
    for (const network of [encoder, decoder, reader]) network?.dispose();
  }
}
