// Structures to predicted anchor points and how far off each may be.
import type { Task } from '../../pool/task.js';
import type { AnchorPoints } from '../../quantities.js';
import { anchorPointsAt } from '../../search/scoring.js';
import { threadModel } from '../thread-model.js';
import { imagesOf, type PredictInput } from './predict.js';

export interface Estimate {
  anchors: AnchorPoints;
  /** Standard deviation to expect of each, in Ms and HA; null where the model has no ensemble. */
  uncertainty: AnchorPoints | null;
}

export const run: Task<PredictInput, Estimate[]> = async ({ structures, ...request }) => {
  const model = await threadModel(request);
  const count = structures.length;
  if (count === 0) return [];
  const { anchors, uncertainty } = model.predictImages(imagesOf(structures, model.cells), count);
  return structures.map((_, i) => ({
    anchors: anchorPointsAt(anchors, i),
    uncertainty: uncertainty && anchorPointsAt(uncertainty, i),
  }));
};
