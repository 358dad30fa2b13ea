// The model of a blurry image I: Voronoi grains, one k_x each, seen through a Gaussian blur G. With the sharp image S, S_p = v_g(p),
//   E = |I - G S|^2,   dS/dv_a = 1 in grain a,   dS/da = (v_a - v_b) (x - a) / |b - a| along each border a|b,
// because moving seed a by da moves the border at x along its normal by (x - a) . da / |b - a|. Everything is in cells: the centre of
// the first cell is at (0.5, 0.5).
import type { Blur } from './blur.js';
import { nearestSeeds } from './raster.js';

export interface BlurredGrains {
  /** x0, y0, x1, y1, ... */
  readonly seeds: Float64Array;
  /** k_x of each grain. */
  readonly values: Float64Array;
}

export interface Evaluation {
  /** E: rms^2 times the number of cells. */
  readonly error: number;
  readonly ids: Uint16Array;
  /** I - G S. */
  readonly residual: Float64Array;
}

export function evaluate({ seeds, values }: BlurredGrains, image: Float64Array, cells: number, blur: Blur): Evaluation {
  const ids = nearestSeeds(seeds, cells, 1);
  const residual = new Float64Array(image.length);
  for (let i = 0; i < ids.length; i++) residual[i] = values[ids[i]];
  blur(residual, residual);
  let error = 0;
  for (let i = 0; i < residual.length; i++) {
    residual[i] = image[i] - residual[i];
    error += residual[i] * residual[i];
  }
  return { error, ids, residual };
}

/** Parameters of a step are x_a, y_a for every grain and then v_a for every grain. */
export interface Linearization {
  /** J dp: the change of the blurred image with the parameters, to first order. */
  apply(parameters: Float64Array, image: Float64Array): void;
  /** J^T dI. */
  applyTransposed(image: Float64Array, parameters: Float64Array): void;
}

/** The derivative of G S at these grains. G is its own adjoint, so the transposed differs in the order of the two steps only. */
export function linearize(grains: BlurredGrains, ids: Uint16Array, cells: number, blur: Blur): Linearization {
  const borders = findBorders(grains, ids, cells);
  const count = grains.values.length;
  const scratch = new Float64Array(ids.length);
  return {
    apply(parameters, image) {
      for (let i = 0; i < ids.length; i++) image[i] = parameters[2 * count + ids[i]];
      for (let k = 0; k < borders.cell.length; k++) {
        const a = 2 * borders.from[k];
        const b = 2 * borders.to[k];
        const rise =
          borders.fromX[k] * parameters[a] +
          borders.fromY[k] * parameters[a + 1] -
          borders.toX[k] * parameters[b] -
          borders.toY[k] * parameters[b + 1];
        image[borders.cell[k]] += 0.5 * rise;
        image[borders.next[k]] += 0.5 * rise;
      }
      blur(image, image);
    },
    applyTransposed(image, parameters) {
      blur(image, scratch);
      parameters.fill(0);
      for (let i = 0; i < ids.length; i++) parameters[2 * count + ids[i]] += scratch[i];
      for (let k = 0; k < borders.cell.length; k++) {
        const a = 2 * borders.from[k];
        const b = 2 * borders.to[k];
        const wanted = 0.5 * (scratch[borders.cell[k]] + scratch[borders.next[k]]);
        parameters[a] += borders.fromX[k] * wanted;
        parameters[a + 1] += borders.fromY[k] * wanted;
        parameters[b] -= borders.toX[k] * wanted;
        parameters[b + 1] -= borders.toY[k] * wanted;
      }
    },
  };
}

/** Every pair of neighbouring cells in two grains, one array per property. */
interface Borders {
  cell: number[];
  next: number[];
  from: number[];
  to: number[];
  /** (v_a - v_b) (x - a) / |b - a| times the length of border between the two cells. */
  fromX: number[];
  fromY: number[];
  /** The same with x - b. */
  toX: number[];
  toY: number[];
}

function findBorders({ seeds, values }: BlurredGrains, ids: Uint16Array, cells: number): Borders {
  const borders: Borders = { cell: [], next: [], from: [], to: [], fromX: [], fromY: [], toX: [], toY: [] };
  const add = (cell: number, next: number, x: number, y: number) => {
    const a = ids[cell];
    const b = ids[next];
    const dx = seeds[2 * b] - seeds[2 * a];
    const dy = seeds[2 * b + 1] - seeds[2 * a + 1];
    // Cells meet across a border of normal (nx, ny) |nx| times per length along x and |ny| times along y: weights that add to 1.
    const weight = ((values[a] - values[b]) * Math.abs(next === cell + 1 ? dx : dy)) / (dx * dx + dy * dy);
    borders.cell.push(cell);
    borders.next.push(next);
    borders.from.push(a);
    borders.to.push(b);
    borders.fromX.push(weight * (x - seeds[2 * a]));
    borders.fromY.push(weight * (y - seeds[2 * a + 1]));
    borders.toX.push(weight * (x - seeds[2 * b]));
    borders.toY.push(weight * (y - seeds[2 * b + 1]));
  };
  for (let y = 0; y < cells; y++) {
    for (let x = 0; x < cells; x++) {
      const i = y * cells + x;
      if (x + 1 < cells && ids[i + 1] !== ids[i]) add(i, i + 1, x + 1, y + 0.5);
      if (y + 1 < cells && ids[i + cells] !== ids[i]) add(i, i + cells, x + 0.5, y + 1);
    }
  }
  return borders;
}
