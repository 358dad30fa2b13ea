// How far a sample demagnetizes itself across, uniformly magnetized: what turns an applied into an internal field.
import type { Structure } from '../structure/structure.js';
import { demagTensor } from './demag-tensor.js';

/** From so many edges on a prism counts as long: its ends take less than 0.005 from N. */
const longPrism = 50;

/** N across a sample at least as long as it is wide, on average over it: 1/2 where it is long, 1/3 for a cube (to 0.002). */
export function demagnetizingFactorOf({ size, thickness }: Pick<Structure, 'size' | 'thickness'>): number {
  const aspect = thickness / size;
  return aspect >= longPrism ? 0.5 : demagTensor(0, 0, aspect).nxx;
}
