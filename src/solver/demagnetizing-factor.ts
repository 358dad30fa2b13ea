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

/**
 * By how much N across is larger in the middle of a prism than on average along it. In the middle its ends are seen under the solid
 * angle W each, N along z is 2 W / 4 pi, and the three factors add up to 1.
 */
export function middleExcess({ size, thickness }: Pick<Structure, 'size' | 'thickness'>): number {
  const aspect = thickness / size;
  return (1 - endSolidAngle(aspect / 2) / (2 * Math.PI)) / 2 - demagTensor(0, 0, aspect).nxx;
}

/** Solid angle of a unit square seen from a parallel one at this distance, on average over that. */
function endSolidAngle(distance: number): number {
  const points = 16;
  const at = (i: number) => (i + 0.5) / points;
  /** Of a rectangle with one corner straight above. */
  const corner = (a: number, b: number) => Math.atan((a * b) / (distance * Math.hypot(a, b, distance)));
  let sum = 0;
  for (let i = 0; i < points; i++)
    for (let j = 0; j < points; j++)
      for (const a of [at(i), 1 - at(i)]) for (const b of [at(j), 1 - at(j)]) sum += corner(a, b);
  return sum / points ** 2;
}
