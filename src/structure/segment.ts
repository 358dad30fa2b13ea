// A first guess at the grains of a blurry image: its flat places. Basins of the gradient are flooded from below, cell by cell; where
// two meet, the shallower joins the other unless the ridge between them stands out.
import { createBlur } from './blur.js';
import { rootOf } from './union-find.js';

/** Smoothing before the gradient is taken, in cells. */
const smoothing = 1;
/** Height of a ridge over the shallower basin, in k_x per cell, that keeps two basins apart. */
const lowestRidge = 0.002;

/** Centres of the basins x0, y0, x1, y1, ..., in cells (the centre of cell 0 is at 0.5), largest basin first. */
export function segmentCentres(image: Float64Array, cells: number): Float64Array {
  const smooth = new Float64Array(image.length);
  createBlur(cells, smoothing).apply(image, smooth);
  return basinCentres(floodBasins(gradientMagnitude(smooth, cells), cells), cells);
}

function gradientMagnitude(image: Float64Array, cells: number): Float64Array {
  const result = new Float64Array(image.length);
  for (let y = 0; y < cells; y++) {
    const up = Math.min(y + 1, cells - 1) * cells;
    const down = Math.max(y - 1, 0) * cells;
    for (let x = 0; x < cells; x++) {
      const right = Math.min(x + 1, cells - 1);
      const left = Math.max(x - 1, 0);
      const dx = image[y * cells + right] - image[y * cells + left];
      const dy = image[up + x] - image[down + x];
      result[y * cells + x] = Math.hypot(dx, dy) / 2;
    }
  }
  return result;
}

/** Watershed by union-find: root cell of the basin of each cell. The root is the lowest cell of its basin. */
function floodBasins(height: Float64Array, cells: number): Int32Array {
  const order = Int32Array.from(height, (_, i) => i).sort((a, b) => height[a] - height[b] || a - b);
  const parent = new Int32Array(height.length).fill(-1);
  for (const cell of order) {
    parent[cell] = cell;
    const basins = neighbours(cell, cells)
      .filter((n) => parent[n] >= 0)
      .map((n) => rootOf(parent, n));
    if (basins.length === 0) continue;
    const deepest = basins.reduce((a, b) => (height[b] < height[a] || (height[b] === height[a] && b < a) ? b : a));
    parent[cell] = deepest;
    for (const basin of basins) if (height[cell] - height[basin] < lowestRidge) parent[basin] = deepest;
  }
  return parent.map((_, i) => rootOf(parent, i));
}

function neighbours(cell: number, cells: number): number[] {
  const x = cell % cells;
  const result = [];
  if (x > 0) result.push(cell - 1);
  if (x < cells - 1) result.push(cell + 1);
  if (cell >= cells) result.push(cell - cells);
  if (cell < cells * (cells - 1)) result.push(cell + cells);
  return result;
}

function basinCentres(basins: Int32Array, cells: number): Float64Array {
  const sums = new Map<number, { area: number; x: number; y: number }>();
  for (let i = 0; i < basins.length; i++) {
    const sum = sums.get(basins[i]) ?? { area: 0, x: 0, y: 0 };
    sum.area++;
    sum.x += (i % cells) + 0.5;
    sum.y += Math.floor(i / cells) + 0.5;
    sums.set(basins[i], sum);
  }
  const largestFirst = [...sums.values()].sort((a, b) => b.area - a.area);
  return Float64Array.from(largestFirst.flatMap(({ area, x, y }) => [x / area, y / area]));
}
