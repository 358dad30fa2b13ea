// Draws training images beside the training.
import { type DrawImages, drawImages } from '../../model/structure-batches.js';
import type { Task } from '../../pool/task.js';

export const run: Task<DrawImages, Float32Array> = (request) => drawImages(request);
