// Ensembles trained anew on some of the labels, on the autoencoder and reader of a model: how well would it do without the others?
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset } from '../dataset/load.js';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import { assignFolds } from '../model/cross-validation.js';
import { type ModelCard, readModelCard } from '../model/model-card.js';
import { findModel } from '../model/model-folders.js';
import { createPredictor } from '../model/predictor.js';
import { loadNetworks } from '../model/save-model.js';
import { countProgress } from '../progress.js';
import { anchorNames } from '../quantities.js';
import { askRecords, type Said } from './ask-records.js';
import { teachEnsemble } from './teach-ensemble.js';

export interface FreshEnsemblesOptions {
  /** Name or folder. */
  model: string;
  dataset: Dataset;
  emit?: Emit;
  signal?: AbortSignal;
}

export interface FreshEnsembles {
  /** Trains on the records at `training` and asks about those at `test`; null once the signal has come. */
  ask(training: readonly number[], test: readonly number[]): Promise<Said | null>;
  dispose(): void;
}

/** The backend is the one in use. @throws LoopsmithError for a model without ensembles */
export async function openFreshEnsembles({ model, dataset, emit, signal }: FreshEnsemblesOptions) {
  const folder = findModel(model);
  const card = readModelCard(folder);
  const { architecture, statistics: standard } = card;
  if (!architecture.regressor.statistics)
    throw new LoopsmithError(`model ${card.name}: only ensembles are trained anew; ${architecture.name} has none`);
  const autoencoder = await loadNetworks(folder, card);
  return {
    async ask(training, test) {
      const checkpointDir = mkdtempSync(join(tmpdir(), 'loopsmith-ensemble-'));
      const lesson = {
        architecture,
        autoencoder,
        standard,
        dataset,
        seed: card.seed,
        // as the model itself was trained
        ...pickNumbers(card.data, ['epochs', 'batchSize', 'learningRate']),
        crossValidation: false,
        emit,
        signal,
      };
      try {
        const taught = await teachEnsemble({ ...lesson, training: [...training], test: [...test], checkpointDir });
        if (!taught) return null;
        try {
          const { encoder, decoder } = autoencoder;
          const { mean, deviation } = taught.normalization;
          const normalization = { mean: [...mean], deviation: [...deviation] };
          const predictor = createPredictor({ encoder, decoder, ...taught.networks }, { ...card, normalization });
          return askRecords(predictor, dataset, test);
        } finally {
          for (const network of [taught.networks.regressor, taught.networks.estimator]) network?.dispose();
        }
      } finally {
        rmSync(checkpointDir, { recursive: true, force: true });
      }
    },
    dispose() {
      for (const network of Object.values(autoencoder)) network.dispose();
    },
  } satisfies FreshEnsembles;
}

function pickNumbers<Name extends string>(from: ModelCard['data'], names: readonly Name[]) {
  const found = names.flatMap((name) => (typeof from[name] === 'number' ? [[name, from[name]] as const] : []));
  return Object.fromEntries(found) as Partial<Record<Name, number>>;
}

/**
 * Every record asked about once, by an ensemble that was trained without its part of the data; null once the signal has come.
 * @param folds parts, dealt out by the draws of the records
 */
export async function askInFolds(
  ensembles: FreshEnsembles,
  { records }: Dataset,
  folds: number,
  emit?: Emit,
): Promise<Said | null> {
  if (folds > records.length)
    throw new LoopsmithError(`folds: expected at most ${records.length}, the number of records, got ${folds}`);
  const fold = assignFolds(
    records.map(({ index }) => index),
    folds,
    1,
  );
  const positions = [...fold.keys()];
  const empty = (): Float32Array<ArrayBuffer> => new Float32Array(records.length * anchorNames.length);
  const all = {
    structures: { anchors: empty(), uncertainty: empty() },
    codes: { anchors: empty(), uncertainty: empty() },
  };
  const tested = countProgress(emit, 'parts tested', folds);
  for (let k = 0; k < folds; k++) {
    const test = positions.filter((position) => fold[position] === k);
    const said = await ensembles.ask(
      positions.filter((position) => fold[position] !== k),
      test,
    );
    if (!said) return null;
    for (const way of ['structures', 'codes'] as const) {
      place(all[way].anchors, said[way].anchors, test);
      place(all[way].uncertainty, said[way].uncertainty, test);
    }
    tested();
  }
  return all;
}

/** Rows of `from` to the rows `which` of `to`. */
function place(to: Float32Array, from: Float32Array | null, which: readonly number[]): void {
  const width = anchorNames.length;
  for (const [row, position] of which.entries())
    if (from) to.set(from.subarray(row * width, (row + 1) * width), position * width);
}
