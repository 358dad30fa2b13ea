// Image to grains as a task.
import { realise } from '../../structure/realise.js';
import type { Task } from '../task.js';

export interface RealiseInput {
  image: Float32Array;
  options: Parameters<typeof realise>[1];
}

export const run: Task<RealiseInput, ReturnType<typeof realise>> = ({ image, options }) => realise(image, options);
