// Two structures to the images and predicted anchor points between them: z = (1 - a) zA + a zB, a from 0 to 1 in even steps.
import type { Task } from '../../pool/task.js';
import type { AnchorPoints } from '../../quantities.js';
import { anchorPointsAt } from '../../search/scoring.js';
import type { Structure } from '../../structure/structure.js';
import { type ModelRequest, threadModel } from '../thread-model.js';
import { imagesOf } from './predict.js';

export interface MorphInput extends ModelRequest {
  from: Structure;
  to: Structure;
  /** Both ends included, at least 2. */
  steps: number;
}

export interface MorphedImage {
  /** a: 0 is `from`, 1 is `to`. */
  share: number;
  /** cells x cells, k_x. */
  image: Float32Array;
  predicted: AnchorPoints;
}

export const run: Task<MorphInput, MorphedImage[]> = async ({ from, to, steps, ...request }) => {
  const model = await threadModel(request);
  const { cells, latentDim } = model;
  const ends = model.encode(imagesOf([from, to], cells), 2);
  const codes = new Float32Array(steps * latentDim);
  for (let step = 0; step < steps; step++) {
    const a = step / (steps - 1);
    for (let d = 0; d < latentDim; d++) codes[step * latentDim + d] = (1 - a) * ends[d] + a * ends[latentDim + d];
  }
  const images = model.decode(codes, steps);
  const anchors = model.predictAnchors(codes, steps);
  return Array.from({ length: steps }, (_, step) => ({
    share: step / (steps - 1),
    image: images.slice(step * cells * cells, (step + 1) * cells * cells),
    predicted: anchorPointsAt(anchors, step),
  }));
};
