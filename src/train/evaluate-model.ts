// How well a model predicts labelled structures that it was not trained on.
import { loadDataset } from '../dataset/load.js';
import { checkModelPhysics } from '../design/check-model.js';
import { LoopsmithError } from '../errors.js';
import type { BackendRequest } from '../model/backend.js';
import { type AnchorErrors, evaluateAnchors } from '../model/evaluate.js';
import { loadModel } from '../model/model.js';
import { pickRows } from '../model/rows.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import { anchorPointsAt } from '../search/scoring.js';
import { splitDataset } from './labelled-codes.js';

export interface EvaluateOptions {
  /** Name or folder. */
  model: string;
  /** Data folders. */
  data: readonly string[];
  /** Also the records that a model trained on this data has seen. @default false */
  all?: boolean;
  backend?: BackendRequest;
}

export interface Evaluation {
  model: string;
  physics: string;
  /** Records tested. */
  count: number;
  errors: AnchorErrors[];
  /** What the errors are made of: each record with what the model says and what the solver found. */
  structures: EvaluatedStructure[];
}

export interface EvaluatedStructure {
  /** Number of its draw in the data set. */
  index: number;
  predicted: AnchorPoints;
  solved: AnchorPoints;
}

export async function evaluateModel({ model: name, data, all = false, backend }: EvaluateOptions): Promise<Evaluation> {
  const dataset = await loadDataset(data);
  const model = await loadModel(name, { backend });
  try {
    checkModelPhysics(model.card, dataset.physics);
    const { training, test } = splitDataset(dataset);
    const which = all ? [...training, ...test].sort((a, b) => a - b) : test;
    if (which.length === 0)
      throw new LoopsmithError(`${data.join(', ')}: no test record (every tenth draw): give --all`, 'failed');
    const codes = model.encode(dataset.images(which), which.length);
    const predicted = model.predictAnchors(codes, which.length);
    const solved = pickRows(dataset.anchors, anchorNames.length, which);
    const errors = evaluateAnchors(predicted, solved);
    const structures = which.map((position, row) => ({
      index: dataset.records[position].index,
      predicted: anchorPointsAt(predicted, row),
      solved: anchorPointsAt(solved, row),
    }));
    return { model: model.card.name, physics: dataset.physics.name, count: which.length, errors, structures };
  } finally {
    model.dispose();
  }
}
