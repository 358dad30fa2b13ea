// An autoencoder and labelled data become a model: encode, cross-validate where asked for, train, test, save with the card.
import { rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Dataset, loadDataset } from '../dataset/load.js';
import { checkCount, LoopsmithError } from '../errors.js';
import { findArchitecture } from '../model/architecture.js';
import { startBackend } from '../model/backend.js';
import { type AnchorErrors, evaluateAnchors } from '../model/evaluate.js';
import type { ModelCard } from '../model/model-card.js';
import { createPredictor, type Predictor } from '../model/predictor.js';
import { columnStatistics, pickRows } from '../model/rows.js';
import { checkModelFolder, saveModel } from '../model/save-model.js';
import { poseCount } from '../model/structure-batches.js';
import { anchorNames } from '../quantities.js';
import { lockedWhile } from '../store/run-lock.js';
import { version } from '../version.js';
import { askRecords } from './ask-records.js';
import { checkErrors } from './check-errors.js';
import { splitDataset } from './labelled-codes.js';
import { teachEnsemble } from './teach-ensemble.js';
import { teachRegressor } from './teach-regressor.js';
import { checkpointsIn } from './train-vae.js';
import type { TrainingJob } from './training-job.js';
import { loadVae } from './vae-folder.js';

export interface TrainRegressorOptions extends TrainingJob {
  /** Folder of the autoencoder. */
  vae: string;
  /** Data folders of one physics. */
  data: readonly string[];
  /** Model folder to write; its name is the model's. */
  out: string;
  /** With cross validation: the most. @default 300, of an ensemble 60 */
  epochs?: number;
  /** Find the number of epochs by four-fold cross validation. @default false */
  crossValidation?: boolean;
  /** @default 16, of an ensemble 64 */
  batchSize?: number;
  /** @default 1e-4, of an ensemble 1e-3 falling to 1e-5 */
  learningRate?: number;
  /** Where checkpoints lie while it trains; removed when the model is saved. @default a hidden folder beside `out` */
  work?: string;
  description?: string;
}

export interface TrainedModel {
  card: ModelCard;
  errors: AnchorErrors[];
}

/** @returns null where the signal ended the training early, which can be resumed */
export async function trainRegressorModel(options: TrainRegressorOptions): Promise<TrainedModel | null> {
  checkModelFolder(options.out);
  const out = resolve(options.out); // so that it has a name and a folder above it
  const { resume = false, work = join(dirname(out), `.${basename(out)}.training`) } = options;
  const checkpointDir = checkpointsIn(work, resume);
  return lockedWhile(work, () => train(options, { out, work, checkpointDir }));
}

interface Folders {
  out: string;
  work: string;
  checkpointDir: string;
}

async function train(
  options: TrainRegressorOptions,
  { out, work, checkpointDir }: Folders,
): Promise<TrainedModel | null> {
  const { vae: vaeFolder, data, epochs, batchSize, learningRate, seed = 1, crossValidation = false } = options;
  const { command, description, checkpointSeconds, signal, emit } = options;
  if (epochs !== undefined) checkCount('epochs', epochs);
  const backend = await startBackend(options.backend);
  const { card: vae, ...autoencoder } = await loadVae(vaeFolder);
  const held = new Set(Object.values(autoencoder));
  try {
    const architecture = findArchitecture(vae.architecture);
    const dataset = await loadDataset(data);
    checkCells(dataset, architecture.vae.cells, data);
    const { training, test } = splitDataset(dataset);
    for (const message of dataset.warnings()) emit?.({ type: 'warning', message });
    if (test.length === 0) emit?.({ type: 'warning', message: `${data.join(', ')}: ${untested}` });
    const teach = architecture.regressor.statistics ? teachEnsemble : teachRegressor;
    const taught = await teach({
      architecture,
      autoencoder,
      standard: vae.statistics,
      dataset,
      training,
      test,
      epochs,
      batchSize,
      learningRate,
      crossValidation,
      seed,
      checkpointDir,
      checkpointSeconds,
      signal,
      emit,
    });
    if (!taught) return null;
    for (const network of Object.values(taught.networks)) held.add(network);
    const { normalization, epochs: best, losses, codes } = taught;
    const { encoder, decoder } = autoencoder;
    const networks = { encoder, decoder, ...taught.networks };
    const draft = {
      name: basename(out),
      description,
      physics: dataset.physics,
      architecture: structuredClone(architecture) as ModelCard['architecture'],
      normalization: { mean: [...normalization.mean], deviation: [...normalization.deviation] },
      ...(vae.statistics && { statistics: vae.statistics }),
      codes: columnStatistics(codes, architecture.vae.latentDim),
      created: new Date().toISOString(),
      command: `${vae.command}; ${command}`,
      seed,
      data: {
        vaeStructures: vae.steps * vae.batchSize,
        vaeSteps: vae.steps,
        labelled: dataset.count,
        training: training.length,
        test: test.length,
        poses: poseCount,
        epochs: best,
        ...(batchSize && { batchSize }),
        ...(learningRate && { learningRate }),
      },
      drawn: dataset.drawn,
      versions: { loopsmith: version, node: process.versions.node, [backend.name]: backend.version },
    };
    const predictor = createPredictor(networks, draft);
    const errors = errorsOf(predictor, dataset, test);
    // Where there are no tests, what it was trained on must do.
    const checked = test.length > 0 ? test : training.slice(0, 100);
    checkErrors(test.length > 0 ? errors : errorsOf(predictor, dataset, checked), checked.length, dataset.anchors);
    const card = await saveModel(out, networks, {
      ...draft,
      losses: {
        vae: vae.losses.training ?? null,
        vaeValidation: vae.losses.validation ?? null,
        ...losses,
        ...Object.fromEntries(errors.map(({ name, meanAbsoluteError }) => [`test.${name}`, meanAbsoluteError])),
      },
    });
    rmSync(work, { recursive: true, force: true });
    return { card, errors };
  } finally {
    for (const network of held) network.dispose();
  }
}

function errorsOf(predictor: Predictor, dataset: Dataset, which: number[]): AnchorErrors[] {
  const { anchors: predicted } = askRecords(predictor, dataset, which).structures;
  return evaluateAnchors(predicted, pickRows(dataset.anchors, anchorNames.length, which));
}

const untested =
  'nothing tests the model: draws 9, 19, 29 ... do, and none of these is labelled (a shard k/n may hold them all)';

function checkCells({ cells, count }: Dataset, wanted: number, data: readonly string[]): void {
  const where = data.join(', ');
  if (count === 0)
    throw new LoopsmithError(`${where}: no record has all ${anchorNames.length} anchor points`, 'failed');
  if (cells !== wanted)
    throw new LoopsmithError(`${where}: images of ${cells} cells, the autoencoder takes ${wanted}`, 'failed');
}
