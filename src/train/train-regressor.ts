// An autoencoder and labelled data become a model: encode, cross-validate where asked for, train, test, save with the card.
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Dataset, loadDataset } from '../dataset/load.js';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import { findArchitecture } from '../model/architecture.js';
import { type BackendRequest, useBackend } from '../model/backend.js';
import { codeStatistics, predictRows, take } from '../model/codes.js';
import { crossValidate } from '../model/cross-validation.js';
import { type AnchorErrors, evaluateAnchors } from '../model/evaluate.js';
import type { ModelCard } from '../model/model-card.js';
import { denormalize } from '../model/normalization.js';
import { saveModel } from '../model/save-model.js';
import { trainRegressor } from '../model/train-regressor.js';
import { anchorNames } from '../quantities.js';
import { version } from '../version.js';
import { encodeRecords, poseCount, splitDataset } from './labelled-codes.js';
import { checkpointsIn } from './train-vae.js';
import { loadVae } from './vae-folder.js';

export interface TrainRegressorOptions {
  /** Folder of the autoencoder. */
  vae: string;
  /** Data folders of one physics. */
  data: readonly string[];
  /** Model folder to write; its name is the model's. */
  out: string;
  /** With cross validation: the most. */
  epochs: number;
  /** Find the number of epochs by four-fold cross validation. @default false */
  crossValidation?: boolean;
  /** @default 16 */
  batchSize?: number;
  /** @default 1e-4 */
  learningRate?: number;
  /** @default 1 */
  seed?: number;
  /** Where checkpoints lie while it trains; removed when the model is saved. @default a hidden folder beside `out` */
  work?: string;
  resume?: boolean;
  backend?: BackendRequest;
  command: string;
  description?: string;
  emit?: Emit;
  signal?: AbortSignal;
}

export interface TrainedModel {
  card: ModelCard;
  errors: AnchorErrors[];
}

/** @returns null where the signal ended the training early, which can be resumed */
export async function trainRegressorModel(options: TrainRegressorOptions): Promise<TrainedModel | null> {
  const { vae: vaeFolder, data, out, epochs, seed = 1, command, description, signal, emit } = options;
  const {
    crossValidation = false,
    batchSize = 16,
    learningRate,
    resume = false,
    work = join(dirname(out), `.${basename(out)}.training`),
  } = options;
  const checkpoints = checkpointsIn(work, resume);
  const backend = await useBackend(options.backend);
  const { encoder, decoder, card: vae } = await loadVae(vaeFolder);
  const architecture = findArchitecture(vae.architecture);
  const { latentDim, cells } = architecture.vae;
  const dataset = await loadDataset(data);
  checkCells(dataset, cells, data);
  const { training, test } = splitDataset(dataset);
  const encoded = encodeRecords(dataset, encoder, architecture.vae, training, poseCount);
  const tested = encodeRecords(dataset, encoder, architecture.vae, test);
  const shared = {
    ...encoded,
    latentDim,
    architecture: architecture.regressor,
    batchSize,
    learningRate,
    seed,
    signal,
    emit,
  };

  let best = epochs;
  if (crossValidation) {
    const found = await crossValidate({ ...shared, maximumEpochs: epochs, checkpointDir: join(checkpoints, 'folds') });
    if (found.state === 'stopped') return null;
    best = Math.max(1, found.epochs);
  }
  const validation = test.length > 0 ? tested : undefined;
  const trained = await trainRegressor({
    ...shared,
    epochs: best,
    validation,
    checkpointDir: join(checkpoints, 'all'),
  });
  const { regressor, normalization, state, history } = trained;
  if (state === 'stopped') return null;
  const predicted =
    test.length > 0
      ? denormalize(take(predictRows(regressor, tested.codes, latentDim)), normalization)
      : new Float32Array();
  const errors = evaluateAnchors(predicted, tested.anchors);
  const card = await saveModel(
    out,
    { encoder, decoder, regressor },
    {
      name: basename(out),
      description,
      physics: dataset.physics,
      architecture: structuredClone(architecture) as ModelCard['architecture'],
      normalization: { mean: [...normalization.mean], deviation: [...normalization.deviation] },
      codes: codeStatistics(encoded.codes, latentDim),
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
      },
      losses: {
        vae: vae.losses.training ?? null,
        vaeValidation: vae.losses.validation ?? null,
        regressor: history[history.length - 1].trainingLoss,
        ...Object.fromEntries(errors.map(({ name, meanAbsoluteError }) => [`test.${name}`, meanAbsoluteError])),
      },
      versions: { loopsmith: version, node: process.versions.node, [backend.name]: backend.version },
    },
  );
  for (const network of [encoder, decoder, regressor]) network.dispose();
  rmSync(work, { recursive: true, force: true });
  return { card, errors };
}

function checkCells({ cells, count }: Dataset, wanted: number, data: readonly string[]): void {
  const where = data.join(', ');
  if (count === 0)
    throw new LoopsmithError(`${where}: no record has all ${anchorNames.length} anchor points`, 'failed');
  if (cells !== wanted)
    throw new LoopsmithError(`${where}: images of ${cells} cells, the autoencoder takes ${wanted}`, 'failed');
}
