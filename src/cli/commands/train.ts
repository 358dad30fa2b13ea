// loopsmith train vae | reader | regressor
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { LoopsmithError } from '../../errors.js';
import type { Emit } from '../../events.js';
import { architectures } from '../../model/architecture.js';
import type { BackendRequest } from '../../model/backend.js';
import { cardFile, readModelCard } from '../../model/model-card.js';
import { createThreadPool } from '../../pool/thread-pool.js';
import { trainReaderFolder } from '../../train/train-reader.js';
import { trainRegressorModel } from '../../train/train-regressor.js';
import { trainVaeFolder } from '../../train/train-vae.js';
import { createAnnouncer } from '../announce.js';
import { commandLine } from '../command-line.js';
import {
  backendOption,
  collect,
  jsonOption,
  positiveNumber,
  tuiOption,
  wholeNumber,
  withExample,
} from '../flags/options.js';
import { createInterrupt } from '../interrupt.js';
import { print, printJson, say } from '../output.js';
import { errorTable } from '../tables/error-table.js';
import { watched } from '../watch.js';

interface SharedFlags {
  out: string;
  batchSize?: number;
  learningRate?: number;
  seed: number;
  resume?: boolean;
  checkpointSeconds: number;
  backend: BackendRequest;
  tui: boolean;
  json?: boolean;
}

type VaeFlags = SharedFlags & {
  architecture: string;
  steps: number;
  finalLearningRate?: number;
  warmupSteps?: number;
  klWeight?: number;
  readerSteps?: number;
};
type ReaderFlags = Omit<SharedFlags, 'learningRate'> & { vae: string; steps: number };
type RegressorFlags = SharedFlags & {
  vae: string;
  data: string[];
  epochs?: number;
  crossValidation?: boolean;
  description?: string;
};

export function command(): Command {
  const train = new Command('train').description('Train the networks: first the autoencoder, then the regressor.');
  withExample(train, 'loopsmith train vae --steps 5000 --out training/vae');
  const vae = train
    .command('vae')
    .description('Train the variational autoencoder on drawn structures.')
    .addOption(
      new Option('--architecture <name>', 'size of the networks').choices(Object.keys(architectures)).default('paper'),
    )
    .requiredOption('--steps <n>', 'training steps in all', wholeNumber(1))
    .requiredOption('--out <dir>', 'folder to write')
    .option('--batch-size <n>', 'images of a step', wholeNumber(1), 64)
    .option('--final-learning-rate <x>', 'of the last step, half a cosine from the first', positiveNumber)
    .option('--warmup-steps <n>', 'steps over which the rate rises from zero', wholeNumber(0))
    .option('--kl-weight <x>', 'of the divergence: twice the image error that it leads to', positiveNumber)
    .option('--reader-steps <n>', 'steps of the reader of image statistics, where there is one', wholeNumber(1));
  withExample(shared(vae), 'loopsmith train vae --steps 5000 --out training/vae').action(runVae);
  const reader = train
    .command('reader')
    .description('Train the reader of image statistics of an autoencoder anew; encoder and decoder stay as they are.')
    .requiredOption('--vae <dir>', 'folder that "train vae" wrote, or a model whose autoencoder to take')
    .requiredOption('--steps <n>', 'training steps in all', wholeNumber(1))
    .requiredOption('--out <dir>', 'folder to write')
    .option('--batch-size <n>', 'structures of a step, each in four poses', wholeNumber(1), 16);
  withExample(common(reader), 'loopsmith train reader --vae first-light --steps 1000 --out training/reader').action(
    runReader,
  );
  const regressor = train
    .command('regressor')
    .description('Train the regressor on labelled data and save the model.')
    .requiredOption('--vae <dir>', 'folder that "train vae" wrote, or a model whose autoencoder to take')
    .requiredOption('--data <dir>', 'labelled data; repeatable', collect)
    .requiredOption('--out <dir>', 'model folder to write; its name is the name of the model')
    .option(
      '--epochs <n>',
      'epochs; with --cross-validation the most (default: 300, of an ensemble 60)',
      wholeNumber(1),
    )
    .option('--cross-validation', 'find the number of epochs by four-fold cross validation')
    .option('--description <text>', 'one line for the card')
    .option('--batch-size <n>', 'records of a step (default: 16, of an ensemble 64)', wholeNumber(1));
  const example = 'loopsmith train regressor --vae training/vae --data data/resolved --out presets/models/mine';
  withExample(shared(regressor), example).action(runRegressor);
  return train;
}

const shared = (command: Command): Command =>
  common(
    command.option('--learning-rate <x>', 'of the first step (default: 1e-4, of an ensemble 1e-3)', positiveNumber),
  );

const common = (command: Command): Command =>
  command
    .option('--seed <n>', 'same seed, same weights', wholeNumber(0), 1)
    .option('--resume', 'go on from the last checkpoint')
    .option('--checkpoint-seconds <n>', 'time between checkpoints: what a crash can lose', wholeNumber(0), 300)
    .addOption(backendOption())
    .addOption(tuiOption())
    .addOption(jsonOption());

async function runVae({ json, tui, ...flags }: VaeFlags): Promise<void> {
  if (await watched({ tui, json })) return;
  const pool = createThreadPool({ workers: 1 });
  try {
    const card = await announced((watch) => trainVaeFolder({ ...flags, ...watch, pool }));
    if (json) printJson(card);
    else
      print(
        `${flags.out}: ${card.steps} steps in ${Math.round(card.seconds)} s, image error ${card.losses.imageError?.toFixed(4)}`,
      );
  } finally {
    await pool.close();
  }
}

async function runReader({ json, tui, ...flags }: ReaderFlags): Promise<void> {
  if (await watched({ tui, json })) return;
  const pool = createThreadPool({ workers: 1 });
  try {
    const card = await announced((watch) => trainReaderFolder({ ...flags, ...watch, pool }));
    if (json) return printJson(card);
    const { reader } = card.losses;
    print(
      `${flags.out}: ${flags.steps} steps in ${Math.round(card.seconds)} s, validation error ${reader?.toFixed(4)}`,
    );
  } finally {
    await pool.close();
  }
}

async function runRegressor({ json, tui, ...flags }: RegressorFlags): Promise<void> {
  if (await watched({ tui, json })) return;
  if (existsSync(join(flags.out, cardFile)))
    say(`${flags.out}: there is a model of ${readModelCard(flags.out).created}; the new one takes its place`);
  const { card, errors } = await announced((watch) => trainRegressorModel({ ...flags, ...watch }));
  if (json) return printJson({ model: card, errors });
  print(errorTable(errors));
  const { training, test, epochs } = card.data;
  print(
    `${flags.out}: model ${card.name}, physics ${card.physics.name}, trained on ${training} labels, ${test} test it, ${epochs} epochs`,
  );
}

/** What every training is given: lines for its events, Ctrl-C, the command for its card. */
async function announced<Result>(
  train: (watch: { emit: Emit; signal: AbortSignal; command: string }) => Promise<Result | null>,
): Promise<Result> {
  const interrupt = createInterrupt('stopping after this step; Ctrl-C again ends at once');
  const lines = createAnnouncer();
  try {
    const result = await train({ emit: lines.emit, signal: interrupt.signal, command: fromTheStart() });
    if (result) return result;
  } finally {
    lines.end();
    interrupt.release();
  }
  throw new LoopsmithError(`stopped; to go on: ${fromTheStart()} --resume`, 'failed');
}

/** What makes the same once more, in one go. */
const fromTheStart = () => commandLine(process.argv.slice(2).filter((arg) => arg !== '--resume'));
