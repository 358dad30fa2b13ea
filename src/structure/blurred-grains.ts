// The model of a blurry image I: Voronoi grains, one k_x each, seen through a Gaussian blur G. With the sharp image S, S_p = v_g(p),
//   E = |I - G S|^2 + kappa |I - S|^2,   dS/dv_a = 1 in grain a,   dS/da = (v_a - v_b) (x - a) / |b - a| along each border a|b,
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

/** An image to be fitted, and how its error counts. */
export interface Target {
  readonly image: Float64Array;
  readonly cells: number;
  readonly blur: Blur;
  /** kappa: the weight of the error of the sharp image. It keeps what the blur has wiped out from being made up. */
  readonly sharpWeight: number;
}

export interface Evaluation {
  /** E: rms^2 times the number of cells. */
  readonly error: number;
  readonly ids: Uint16Array;
  /** -dE/dS / 2: by how much the sharp image should rise, cell by cell. */
  readonly wanted: Float64Array;
}

export function evaluate({ seeds, values }: BlurredGrains, { image, cells, blur, sharpWeight }: Target): Evaluation {
  const ids = nearestSeeds(seeds, cells, 1);
  const sharp = Float64Array.from(ids, (g) => values[g]);
  const wanted = new Float64Array(image.length);
  blur.apply(sharp, wanted);
  let error = 0;
  for (let i = 0; i < wanted.length; i++) {
    wanted[i] = image[i] - wanted[i];
    error += wanted[i] ** 2 + sharpWeight * (image[i] - sharp[i]) ** 2;
  }
  blur.apply(wanted, wanted);
  for (let i = 0; i < wanted.length; i++) wanted[i] += sharpWeight * (image[i] - sharp[i]);
  return { error, ids, wanted };
}

/** D = dS/dp; the parameters p are x_a, y_a for every grain and then v_a for every grain. */
export interface Linearization {
  /** D dp: the change of the sharp image, to first order. */
  apply(parameters: Float64Array, image: Float64Array): void;
  /** D^T dS. */
  applyTransposed(image: Float64Array, parameters: Float64Array): void;
  /** About the diagonal of D^T (G^2 + kappa) D: each grain and each piece of border as if it were alone. */
  diagonal(): Float64Array;
}

export function linearize(
  grains: BlurredGrains,
  ids: Uint16Array,
  { cells, blur, sharpWeight }: Target,
): Linearization {
  const borders = findBorders(grains, ids, cells);
  const count = grains.values.length;
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
    },
    applyTransposed(image, parameters) {
      parameters.fill(0);
      for (let i = 0; i < ids.length; i++) parameters[2 * count + ids[i]] += image[i];
      for (let k = 0; k < borders.cell.length; k++) {
        const a = 2 * borders.from[k];
        const b = 2 * borders.to[k];
        const wanted = 0.5 * (image[borders.cell[k]] + image[borders.next[k]]);
        parameters[a] += borders.fromX[k] * wanted;
        parameters[a + 1] += borders.fromY[k] * wanted;
        parameters[b] -= borders.toX[k] * wanted;
        parameters[b + 1] -= borders.toY[k] * wanted;
      }
    },
    diagonal() {
      const result = new Float64Array(3 * count);
      for (let i = 0; i < ids.length; i++) result[2 * count + ids[i]]++;
      for (let a = 2 * count; a < 3 * count; a++) result[a] *= blurredShare(result[a], blur.sigma) + sharpWeight;
      const edge = edgeShare(blur.sigma) + sharpWeight;
      for (let k = 0; k < borders.cell.length; k++) {
        result[2 * borders.from[k]] += edge * borders.fromX[k] ** 2;
        result[2 * borders.from[k] + 1] += edge * borders.fromY[k] ** 2;
        result[2 * borders.to[k]] += edge * borders.toX[k] ** 2;
        result[2 * borders.to[k] + 1] += edge * borders.toY[k] ** 2;
      }
      return result;
    },
  };
}

/**
 * |G 1|^2 / |1|^2 of a disk of this area: the part of its squared contrast that a blur leaves. Exact is 1 - exp(-z) (I0(z) + I1(z)),
 * z = area / (2 pi sigma^2); this is within 0.05 of it.
 */
export const blurredShare = (area: number, sigma: number): number =>
  area / (area + 2 * Math.sqrt(area) * sigma + 8 * sigma * sigma || 1);

/** |G 1|^2 of a line, one cell wide, per length. */
const edgeShare = (sigma: number): number => Math.min(1, 1 / (2 * Math.sqrt(Math.PI) * sigma));

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
