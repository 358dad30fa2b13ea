// How well a model predicts labelled structures that it was not trained on, beside what it must beat and what nothing can beat.
import { type Dataset, loadDataset } from '../dataset/load.js';
import { checkModelPhysics } from '../design/check-model.js';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import type { BackendRequest } from '../model/backend.js';
import { type Calibration, calibrate } from '../model/calibration.js';
import { type AnchorErrors, evaluateAnchors } from '../model/evaluate.js';
import { loadModel, type Model } from '../model/model.js';
import { pickRows } from '../model/rows.js';
import type { Pool } from '../pool/pool.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import { anchorPointsAt } from '../search/scoring.js';
import { labelFloor } from './label-floor.js';
import { splitDataset } from './labelled-codes.js';
import { type LearningPoint, learningCurve } from './learning-curve.js';
import { type LoopErrors, loopErrors } from './loop-errors.js';
import { axesAtRemanence, grainsAlone, meanOfTraining } from './trivial-predictors.js';

export interface EvaluateOptions {
  /** Name or folder. */
  model: string;
  /** Data folders. */
  data: readonly string[];
  /** Also the records that a model trained on this data has seen. @default false */
  all?: boolean;
  backend?: BackendRequest;
  /** Numbers of labels of a learning curve. @default none */
  learningCurve?: readonly number[];
  /** How many test structures to label a second time. @default 0 */
  floor?: number;
  /** How many test structures to send through code, decoder, realising and solver. @default 0 */
  loop?: number;
  /** Solves them; needed for a floor and a loop. */
  pool?: Pool;
  emit?: Emit;
  signal?: AbortSignal;
}

export interface Evaluation {
  model: string;
  physics: string;
  /** Records tested. */
  count: number;
  /** Of structures at hand, as `predict` and the screen see them. */
  errors: AnchorErrors[];
  /** By way of codes, as the search sees them. */
  codeErrors: AnchorErrors[];
  /** Of predictors that learn nothing. */
  trivial: Record<'training mean' | 'grains alone' | 'area mean of |cos t|', AnchorErrors[]>;
  /** Of the uncertainties; null where the model states none. */
  calibration: Calibration[] | null;
  /** Differences between two labels of one structure; null where not asked for. */
  floor: AnchorErrors[] | null;
  /** Differences over the loop structure -> code -> decode -> realise -> solve, by number of grains; null where not asked for. */
  loop: LoopErrors[] | null;
  learningCurve: LearningPoint[];
  /** What the errors are made of: each record with what the model says and what the solver found. */
  structures: EvaluatedStructure[];
}

export interface EvaluatedStructure {
  /** Number of its draw in the data set. */
  index: number;
  predicted: AnchorPoints;
  uncertainty: AnchorPoints | null;
  solved: AnchorPoints;
}

export async function evaluateModel(options: EvaluateOptions): Promise<Evaluation> {
  const { model: name, data, all = false, backend, floor = 0, loop = 0, pool, emit, signal } = options;
  const dataset = await loadDataset(data);
  const model = await loadModel(name, { backend });
  try {
    checkModelPhysics(model.card, dataset.physics);
    const { training, test } = splitDataset(dataset);
    const which = all ? [...training, ...test].sort((a, b) => a - b) : test;
    if (which.length === 0)
      throw new LoopsmithError(`${data.join(', ')}: no test record (every tenth draw): give --all`, 'failed');
    const measured = measure(model, dataset, which, training);
    const counts = options.learningCurve ?? [];
    const [again, around] = [which.slice(0, floor), which.slice(0, loop)];
    return {
      model: model.card.name,
      physics: dataset.physics.name,
      count: which.length,
      ...measured,
      floor: again.length > 0 && pool ? await labelFloor({ dataset, which: again, pool, emit, signal }) : null,
      loop: around.length > 0 && pool ? await loopErrors({ model, dataset, which: around, pool, emit, signal }) : null,
      learningCurve:
        counts.length > 0 ? await learningCurve({ model: name, dataset, training, test, counts, emit, signal }) : [],
    };
  } finally {
    model.dispose();
  }
}

function measure(model: Model, dataset: Dataset, which: number[], training: number[]) {
  const images = dataset.images(which);
  const { anchors, uncertainty } = model.predictImages(images, which.length);
  const fromCodes = model.predictAnchors(model.encode(images, which.length), which.length);
  const solved = pickRows(dataset.anchors, anchorNames.length, which);
  const structures = which.map((position) => dataset.structures[position]);
  const mean = meanOfTraining(pickRows(dataset.anchors, anchorNames.length, training), which.length);
  return {
    errors: evaluateAnchors(anchors, solved),
    codeErrors: evaluateAnchors(fromCodes, solved),
    trivial: {
      'training mean': evaluateAnchors(mean, solved),
      'grains alone': evaluateAnchors(grainsAlone(structures), solved),
      'area mean of |cos t|': evaluateAnchors(axesAtRemanence(structures), solved),
    },
    calibration: uncertainty && calibrate(anchors, uncertainty, solved),
    structures: which.map((position, row) => ({
      index: dataset.records[position].index,
      predicted: anchorPointsAt(anchors, row),
      uncertainty: uncertainty && anchorPointsAt(uncertainty, row),
      solved: anchorPointsAt(solved, row),
    })),
  };
}
