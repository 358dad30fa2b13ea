// From grains to cells: the nearest seed to each cell centre.
import type { Structure } from './structure.js';

/**
 * Grain index of each cell, row iy = 0 (smallest y) first; a cell equally far from two seeds goes to the lower index, one equally far from three to any of them.
 * @param cells along one edge, any number: the solver's raster need not be the image's @default structure.cells
 */
export const rasterize = (structure: Structure, cells: number = structure.cells): Uint16Array =>
  nearestSeeds(structure.seeds, cells, structure.size / cells);

/** Easy axis k = (sin t, cos t) of each cell; not folded, for k and -k are one axis to every energy. */
export function easyAxisField(
  structure: Structure,
  cells: number = structure.cells,
): { kx: Float64Array; ky: Float64Array } {
  const ids = rasterize(structure, cells);
  const sin = structure.easyAxisAngles.map(Math.sin);
  const cos = structure.easyAxisAngles.map(Math.cos);
  const kx = new Float64Array(ids.length);
  const ky = new Float64Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    kx[i] = sin[ids[i]];
    ky[i] = cos[ids[i]];
  }
  return { kx, ky };
}

/**
 * Exact nearest seed, row by row. Along a row, the squared distances to two seeds differ by a straight line in x, so the seeds that
 * win somewhere, in the order in which they win, are a lower envelope: found in O(seeds) from seeds sorted by x, then walked once.
 * @param seeds x0, y0, x1, y1, ...; cell centres lie at (ix + 0.5, iy + 0.5) cellSize, in the same unit
 * @param ids result, cells x cells
 */
export function nearestSeeds(
  seeds: Float64Array,
  cells: number,
  cellSize: number,
  ids: Uint16Array = new Uint16Array(cells * cells),
): Uint16Array {
  const order = sortedByX(seeds);
  const winners = new Int32Array(order.length);
  const starts = new Float64Array(order.length);
  for (let iy = 0; iy < cells; iy++) {
    const y = (iy + 0.5) * cellSize;
    const count = lowerEnvelope(seeds, order, y, winners, starts);
    walk(seeds, y, winners.subarray(0, count), cellSize, ids.subarray(iy * cells, (iy + 1) * cells));
  }
  return ids;
}

function sortedByX(seeds: Float64Array): Int32Array {
  const order = Int32Array.from({ length: seeds.length / 2 }, (_, s) => s);
  return order.sort((a, b) => seeds[2 * a] - seeds[2 * b] || a - b);
}

/** Fills `winners` with the seeds nearest to some point of the line at height y, from left to right; returns how many. */
function lowerEnvelope(
  seeds: Float64Array,
  order: Int32Array,
  y: number,
  winners: Int32Array,
  starts: Float64Array,
): number {
  let count = 0;
  for (let o = 0; o < order.length; o++) {
    const s = order[o];
    const x = seeds[2 * s];
    const height = (y - seeds[2 * s + 1]) ** 2;
    let start = -Infinity;
    while (count > 0) {
      const last = winners[count - 1];
      const lastX = seeds[2 * last];
      const lastHeight = (y - seeds[2 * last + 1]) ** 2;
      if (lastX === x) start = lastHeight <= height ? Infinity : -Infinity;
      else start = (x + lastX) / 2 + (height - lastHeight) / (2 * (x - lastX));
      if (start > starts[count - 1]) break;
      count--;
    }
    if (start === Infinity) continue;
    winners[count] = s;
    starts[count] = count === 0 ? -Infinity : start;
    count++;
  }
  return count;
}

/** Compares distances and not envelope borders, so that the result is that of a search over all seeds, and not off by rounding. */
function walk(seeds: Float64Array, y: number, winners: Int32Array, cellSize: number, row: Uint16Array): void {
  let w = 0;
  for (let ix = 0; ix < row.length; ix++) {
    const x = (ix + 0.5) * cellSize;
    let distance = squaredDistance(seeds, winners[w], x, y);
    while (w + 1 < winners.length) {
      const next = squaredDistance(seeds, winners[w + 1], x, y);
      if (next > distance || (next === distance && winners[w + 1] > winners[w])) break;
      distance = next;
      w++;
    }
    row[ix] = winners[w];
  }
}

const squaredDistance = (seeds: Float64Array, s: number, x: number, y: number): number =>
  (x - seeds[2 * s]) ** 2 + (y - seeds[2 * s + 1]) ** 2;
