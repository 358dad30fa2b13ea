// How well a model predicts labelled structures that it was not trained on, beside what it must beat and what nothing can beat.
import { type Dataset, loadDataset } from '../dataset/load.js';
import { checkModelPhysics } from '../design/check-model.js';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import type { BackendRequest } from '../model/backend.js';
import { type Calibration, calibrate } from '../model/calibration.js';
import { type AnchorErrors, type ErrorGroup, evaluateAnchors, evaluateGroups } from '../model/evaluate.js';
import { loadModel, type Model } from '../model/model.js';
import { pickRows } from '../model/rows.js';
import type { Pool } from '../pool/pool.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import { anchorPointsAt } from '../search/scoring.js';
import { askRecords, type Said } from './ask-records.js';
import { askInFolds, type FreshEnsembles, openFreshEnsembles } from './fresh-ensembles.js';
import { type SecondLabelsOptions, secondLabels } from './label-floor.js';
import { splitDataset } from './labelled-codes.js';
import { type LearningPoint, learningCounts, learningCurve } from './learning-curve.js';
import { loopErrors } from './loop-errors.js';
import { axesAtRemanence, grainsAlone, meanOfTraining } from './trivial-predictors.js';

export interface EvaluateOptions {
  /** Name or folder. */
  model: string;
  /** Data folders. */
  data: readonly string[];
  /** Also the records that a model trained on this data has seen. @default false */
  all?: boolean;
  /**
   * Not the model is tested but ensembles trained anew, each without one of so many parts of the data, on that part: every record
   * tests once. @default 0, the model on its test records
   */
  folds?: number;
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
  /** Folders of the records. */
  data: readonly string[];
  /** Records tested. */
  count: number;
  /** Parts of the data that were each predicted from the others; 0: the model as it is. */
  folds: number;
  /** Of structures at hand, as `predict` and the screen see them. */
  errors: AnchorErrors[];
  /** By way of codes, as the search sees them. */
  codeErrors: AnchorErrors[];
  /** Of structures, by the largest misorientation of their draw, in degrees. */
  byMisorientation: ErrorGroup[];
  /** Of predictors that learn nothing. */
  trivial: Record<'training mean' | 'grains alone' | 'area mean of |cos t|', AnchorErrors[]>;
  /** Of the uncertainties; null where the model states none. */
  calibration: Calibration[] | null;
  /** Differences between two labels of one structure; null where not asked for. */
  floor: AnchorErrors[] | null;
  floorByMisorientation: ErrorGroup[];
  /** Differences over the loop structure -> code -> decode -> realise -> solve, by number of grains; null where not asked for. */
  loop: ErrorGroup[] | null;
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
  const { model: name, data, folds = 0, learningCurve: wanted = [], ...rest } = options;
  const all = folds > 0 || options.all === true;
  const { backend, floor = 0, loop = 0, pool, emit, signal } = rest;
  const dataset = await loadDataset(data);
  for (const message of dataset.warnings()) emit?.({ type: 'warning', message });
  const model = await loadModel(name, { backend });
  let ensembles: FreshEnsembles | null = null;
  try {
    checkModelPhysics(model.card, dataset.physics);
    if (folds > 0 || wanted.length > 0) ensembles = await openFreshEnsembles({ model: name, dataset, emit, signal });
    const { training, test } = splitDataset(dataset);
    const which = all ? [...training, ...test].sort((a, b) => a - b) : test;
    if (which.length === 0)
      throw new LoopsmithError(
        training.length > 0
          ? `${data.join(', ')}: no test record (every tenth draw): give --all`
          : `${data.join(', ')}: no record with all anchor points to test on`,
        'failed',
      );
    const counts = learningCounts(wanted, training.length);
    const said =
      ensembles && folds > 0 ? await askInFolds(ensembles, dataset, folds, emit) : ask(model, dataset, which);
    if (said === null) throw signal?.reason;
    const points = ensembles ? await learningCurve({ ensembles, dataset, training, test, counts }) : [];
    signal?.throwIfAborted();
    return {
      model: model.card.name,
      physics: dataset.physics.name,
      data,
      count: which.length,
      folds,
      ...measure(said, dataset, which, training),
      ...(await floorOf({ dataset, which: which.slice(0, floor), pool, emit, signal })),
      loop:
        loop > 0 && pool ? await loopErrors({ model, dataset, which: which.slice(0, loop), pool, emit, signal }) : null,
      learningCurve: points,
    };
  } finally {
    ensembles?.dispose();
    model.dispose();
  }
}

function ask(model: Model, dataset: Dataset, which: number[]): Said {
  const { cells, latentDim } = model;
  const predictor = {
    encode: (images: Float32Array) => model.encode(images, images.length / cells ** 2),
    images: (images: Float32Array) => model.predictImages(images, images.length / cells ** 2),
    codes: (codes: Float32Array) => model.predictCodes(codes, codes.length / latentDim),
  };
  return askRecords(predictor, dataset, which);
}

/** Upper ends of the groups, in degrees. */
const misorientations = [30, 60, 90, 180];

const groupsOf = ({ records }: Dataset, which: readonly number[], predicted: Float32Array, solved: Float32Array) => {
  const theta = which.map((position) => (records[position].maximumMisorientation * 180) / Math.PI);
  return evaluateGroups(theta, misorientations, predicted, solved);
};

async function floorOf({ dataset, which, pool, ...watch }: Omit<SecondLabelsOptions, 'pool'> & { pool?: Pool }) {
  if (which.length === 0 || !pool) return { floor: null, floorByMisorientation: [] };
  const again = await secondLabels({ dataset, which, pool, ...watch });
  const labels = pickRows(dataset.anchors, anchorNames.length, which);
  return { floor: evaluateAnchors(again, labels), floorByMisorientation: groupsOf(dataset, which, again, labels) };
}

function measure(said: Said, dataset: Dataset, which: number[], training: number[]) {
  const { anchors, uncertainty } = said.structures;
  const solved = pickRows(dataset.anchors, anchorNames.length, which);
  const structures = which.map((position) => dataset.structures[position]);
  const mean = meanOfTraining(pickRows(dataset.anchors, anchorNames.length, training), which.length);
  return {
    errors: evaluateAnchors(anchors, solved),
    codeErrors: evaluateAnchors(said.codes.anchors, solved),
    byMisorientation: groupsOf(dataset, which, anchors, solved),
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
