// Structures to predicted anchor points: from their image statistics where the model was trained for that, else by way of their codes.
import type { Task } from '../../pool/task.js';
import type { AnchorPoints } from '../../quantities.js';
import { anchorPointsAt } from '../../search/scoring.js';
import { toImage } from '../../structure/easy-axis-image.js';
import type { Structure } from '../../structure/structure.js';
import { checkSample } from '../check-sample.js';
import { type ModelRequest, threadModel } from '../thread-model.js';

export interface PredictInput extends ModelRequest {
  structures: Structure[];
}

export const run: Task<PredictInput, AnchorPoints[]> = async ({ structures, ...request }) => {
  const model = await threadModel(request);
  const count = structures.length;
  if (count === 0) return [];
  const { anchors } = model.predictImages(imagesOf(structures, model.cells), count);
  return structures.map((_, i) => anchorPointsAt(anchors, i));
};

/** Images one after the other, on the raster of the model. @throws LoopsmithError for a sample of another size than models know */
export function imagesOf(structures: readonly Structure[], cells: number): Float32Array {
  const images = new Float32Array(structures.length * cells * cells);
  structures.forEach((structure, i) => {
    checkSample(structure, structure.name ?? 'structure');
    images.set(toImage(structure, cells), i * cells * cells);
  });
  return images;
}
