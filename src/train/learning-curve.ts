// How the test errors of an ensemble fall with the number of labels: the same autoencoder and reader, ensembles trained anew.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset } from '../dataset/load.js';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import { type AnchorErrors, evaluateAnchors } from '../model/evaluate.js';
import { findModel } from '../model/model.js';
import { readModelCard } from '../model/model-card.js';
import { createPredictor } from '../model/predictor.js';
import { pickRows } from '../model/rows.js';
import { loadNetworks } from '../model/save-model.js';
import { anchorNames } from '../quantities.js';
import { teachEnsemble } from './teach-ensemble.js';

export interface LearningCurveOptions {
  model: string;
  dataset: Dataset;
  training: readonly number[];
  test: readonly number[];
  /** Numbers of labels; more than there are means all. */
  counts: readonly number[];
  emit?: Emit;
  signal?: AbortSignal;
}

export interface LearningPoint {
  labels: number;
  /** From structures and from codes. */
  errors: AnchorErrors[];
  codeErrors: AnchorErrors[];
}

/** The backend is the one in use. Ends early at the signal, with the points that are done. */
export async function learningCurve(options: LearningCurveOptions): Promise<LearningPoint[]> {
  const { model, dataset, training, test, counts, emit, signal } = options;
  const folder = findModel(model);
  const card = readModelCard(folder);
  const { architecture, statistics: standard } = card;
  if (!architecture.regressor.statistics)
    throw new LoopsmithError(
      `model ${card.name}: learning curves are those of ensembles; ${architecture.name} has none`,
    );
  const autoencoder = await loadNetworks(folder, card);
  const solved = pickRows(dataset.anchors, anchorNames.length, test);
  const images = dataset.images(test);
  const points: LearningPoint[] = [];
  const sizes = [...new Set(counts.map((count) => Math.min(count, training.length)))].sort((a, b) => a - b);
  for (const labels of sizes) {
    const work = mkdtempSync(join(tmpdir(), 'loopsmith-curve-'));
    const lesson = { architecture, autoencoder, standard, dataset, test: [...test], seed: card.seed, emit, signal };
    const part = { training: training.slice(0, labels), crossValidation: false, checkpointDir: work };
    const taught = await teachEnsemble({ ...lesson, ...part });
    rmSync(work, { recursive: true, force: true });
    if (!taught) break;
    const { encoder, decoder } = autoencoder;
    const networks = { encoder, decoder, ...taught.networks };
    const normalization = { mean: [...taught.normalization.mean], deviation: [...taught.normalization.deviation] };
    const predictor = createPredictor(networks, { ...card, normalization });
    points.push({
      labels,
      errors: evaluateAnchors(predictor.images(images).anchors, solved),
      codeErrors: evaluateAnchors(predictor.codes(predictor.encode(images)).anchors, solved),
    });
    for (const network of [taught.networks.regressor, taught.networks.estimator]) network?.dispose();
  }
  for (const network of Object.values(autoencoder)) network.dispose();
  return points;
}
