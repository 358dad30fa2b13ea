// Images that no training step sees.
import { drawImages } from '../model/structure-batches.js';

const count = 128;
// Of its own: training seeds are negative, data sets count from 1.
const seed = 0;

/** @returns 128 x cells x cells */
export const validationImages = (cells: number): Float32Array => drawImages({ seed, first: 0, count, cells });
