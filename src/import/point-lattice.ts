// Points in any order that lie on a lattice along x and y: which column and row each is in.
import { LoopsmithError } from '../errors.js';

export interface PointLattice {
  readonly columns: number;
  readonly rows: number;
  readonly stepX: number;
  readonly stepY: number;
  /** Cell of each point, row of smallest y first. */
  readonly cellOf: Int32Array;
}

/** Two coordinates closer than this part of the whole extent are the same. */
const same = 1e-6;
/** Steps may differ by this part of their mean. */
const uneven = 0.01;

/** @throws LoopsmithError where the points do not fill a lattice, each place once */
export function latticeOf(xs: Float64Array, ys: Float64Array, where: string): PointLattice {
  const x = ticks(xs, 'x', where);
  const y = ticks(ys, 'y', where);
  if (x.count * y.count !== xs.length)
    throw new LoopsmithError(
      `${where}: expected points that fill a rectangle, got ${xs.length} points with ${x.count} different x and ${y.count} different y`,
    );
  const cellOf = new Int32Array(xs.length);
  const taken = new Uint8Array(xs.length);
  for (let i = 0; i < xs.length; i++) {
    const cell = y.indexOf(ys[i]) * x.count + x.indexOf(xs[i]);
    if (taken[cell])
      throw new LoopsmithError(`${where}: expected each place once, got two points at ${xs[i]}, ${ys[i]}`);
    taken[cell] = 1;
    cellOf[i] = cell;
  }
  // A single row or column has no step of its own: its cells are taken as square.
  const stepX = x.step || y.step || 1;
  return { columns: x.count, rows: y.count, stepX, stepY: y.step || stepX, cellOf };
}

function ticks(values: Float64Array, axis: string, where: string) {
  const sorted = values.slice().sort();
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const tolerance = same * (high - low);
  let count = 1;
  for (let k = 1; k < sorted.length; k++) if (sorted[k] - sorted[k - 1] > tolerance) count++;
  const step = count > 1 ? (high - low) / (count - 1) : 0;
  const indexOf = (value: number) => (step > 0 ? Math.round((value - low) / step) : 0);
  for (const value of sorted) {
    if (Math.abs(value - low - indexOf(value) * step) > uneven * step)
      throw new LoopsmithError(`${where}: expected even steps along ${axis}, got a point at ${axis} = ${value}`);
  }
  return { count, step, indexOf };
}
