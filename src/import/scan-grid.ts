// Where the points of a scan lie: rows from top to bottom, each from left to right, on a square or a hexagonal grid.
import { malformed } from './malformed.js';

export interface ScanGrid {
  /** Pixels; rows also of the scan. */
  readonly columns: number;
  readonly rows: number;
  /** Point of each pixel, lowest row first. */
  readonly pointOf: Int32Array;
  readonly pixelsPerPoint: number;
}

export function squareGrid(columns: number, rows: number): ScanGrid {
  const pointOf = Int32Array.from({ length: columns * rows }, (_, p) => {
    return (rows - 1 - Math.floor(p / columns)) * columns + (p % columns);
  });
  return { columns, rows, pointOf, pixelsPerPoint: 1 };
}

/**
 * Every second row is shifted by half a step, so on pixels of half a step each point covers two, and two points are neighbours where
 * their pixels are: nothing is lost. What sticks out at the ends of the rows is left out.
 * @param lengths points in the first, third, ... row and in the second, fourth, ...
 * @param shifted which of the two kinds begins half a step further to the right: 0 or 1
 */
export function hexagonalGrid(lengths: readonly [number, number], rows: number, shifted: 0 | 1): ScanGrid {
  const offset = (row: number) => (row % 2 === shifted ? 1 : 0);
  const kinds = rows > 1 ? [0, 1] : [0];
  const first = Math.max(...kinds.map(offset));
  const columns = Math.min(...kinds.map((kind) => 2 * lengths[kind] + offset(kind))) - first;
  const pointOf = new Int32Array(Math.max(0, columns) * rows);
  let start = 0;
  for (let row = 0; row < rows; row++) {
    const base = (rows - 1 - row) * columns;
    for (let k = 0; k < columns; k++) pointOf[base + k] = start + ((first + k - offset(row)) >> 1);
    start += lengths[row % 2];
  }
  return { columns, rows, pointOf, pixelsPerPoint: 2 };
}

/** Points of a hexagonal scan. */
export const hexagonalPoints = ([odd, even]: readonly [number, number], rows: number): number =>
  Math.ceil(rows / 2) * odd + Math.floor(rows / 2) * even;

/**
 * Positions are printed with few digits, so they drift off the announced step along a row; half a step is a wrong place.
 * @throws LoopsmithError where a point is not at its place in the order of the file
 */
export function checkPosition(
  place: string,
  axis: 'x' | 'y',
  got: number,
  start: number,
  step: number,
  index: number,
): void {
  const expected = start + index * step;
  if (Math.abs(got - expected) <= step * (0.3 + 0.01 * index)) return;
  const near = Number(expected.toPrecision(6));
  throw malformed(`${place}: ${axis}`, `${near} (${index} steps of ${step}), row by row as the header announces`, got);
}
