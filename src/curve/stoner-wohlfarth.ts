// The curve of grains that do not know of each other: each turns as one (Stoner and Wohlfarth 1948), without exchange and demagnetizing
// field. In units of 2 K1 and HA, for an axis at angle t and a field h along y, magnetization at angle p from y:
//   e(p) = 1/2 sin^2(p - t) - h cos p
// followed from saturation on: at each field downhill to the nearest minimum.
import type { DemagnetizationCurve } from './curve.js';

const fields = Float64Array.from({ length: 201 }, (_, i) => 1 - i / 100);
const tableStep = Math.PI / 360;
const tableSize = 181;

/** Magnetization along the field at fields +1 to -1 HA in steps of 0.01, for an axis at angle t. */
export function stonerWohlfarthCurve(t: number): Float64Array {
  const axis = Math.abs(t);
  let p = axis / 2;
  return fields.map((h) => {
    p = downhill(p, axis, h);
    return Math.cos(p);
  });
}

/** The minimum that lies downhill of p: Newton's step where the energy curves upwards, else a small one along the slope. */
function downhill(p: number, t: number, h: number): number {
  let at = p;
  for (let i = 0; i < mostSteps; i++) {
    const slope = 0.5 * Math.sin(2 * (at - t)) + h * Math.sin(at);
    const curvature = Math.cos(2 * (at - t)) + h * Math.cos(at);
    if (Math.abs(slope) < 1e-10 && curvature > 0) return at;
    const step = curvature > 0 ? slope / curvature : Math.sign(slope || -1) * longest;
    at -= Math.max(-longest, Math.min(longest, step));
  }
  return at;
}

// Short enough not to jump over a barrier, and enough of them for half a turn.
const [longest, mostSteps] = [0.02, 2000];

let table: Float64Array[] | null = null;

/** The curve of an ensemble. @param angles in rad @param shares of the area, summing to 1 */
export function stonerWohlfarthEnsemble(angles: ArrayLike<number>, shares: ArrayLike<number>): DemagnetizationCurve {
  table ??= Array.from({ length: tableSize }, (_, i) => stonerWohlfarthCurve(i * tableStep));
  const magnetization = new Float64Array(fields.length);
  for (let i = 0; i < angles.length; i++) {
    const size = Math.abs(Math.asin(Math.sin(angles[i])));
    const curve = table[Math.min(tableSize - 1, Math.round(size / tableStep))];
    for (let k = 0; k < fields.length; k++) magnetization[k] += shares[i] * curve[k];
  }
  return { appliedField: fields.slice(), magnetization };
}
