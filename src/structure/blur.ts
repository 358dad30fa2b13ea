// Gaussian blur of a square image, mirrored at its edges: then the blur conserves the mean and is its own adjoint, which the fit
// of grains to blurry images relies on.

/** Below this width (in cells) the blur is the identity: the nearest cell would count less than 0.4 %. */
const narrowest = 0.3;

export interface Blur {
  /** Standard deviation, in cells. */
  readonly sigma: number;
  /** Image and result may be the same array. */
  apply(image: Float64Array, result: Float64Array): void;
}

/** A blur for square images of one size. */
export function createBlur(cells: number, sigma: number): Blur {
  if (sigma < narrowest) return { sigma, apply: (image, result) => result.set(image) };
  const kernel = gaussianKernel(sigma);
  const padded = new Float64Array(cells + 2 * (kernel.length - 1));
  const turned = new Float64Array(cells * cells);
  return {
    sigma,
    apply(image, result) {
      blurRowsAndTranspose(image, turned, cells, kernel, padded);
      blurRowsAndTranspose(turned, result, cells, kernel, padded);
    },
  };
}

/** Weights of the centre and of the cells 1, 2, ... away on either side; they add up to 1 over both sides. */
function gaussianKernel(sigma: number): Float64Array {
  const kernel = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, d) => Math.exp(-0.5 * (d / sigma) ** 2));
  const sum = kernel.reduce((a, b) => a + 2 * b);
  return kernel.map((weight) => weight / sum);
}

/** Four cells of a row at a time: their sums do not wait for one another, which halves the time. */
function blurRowsAndTranspose(
  image: Float64Array,
  result: Float64Array,
  cells: number,
  kernel: Float64Array,
  padded: Float64Array,
): void {
  const reach = kernel.length - 1;
  for (let y = 0; y < cells; y++) {
    padRow(image, y, cells, padded, reach);
    let x = 0;
    for (; x + 4 <= cells; x += 4) {
      const centre = x + reach;
      let a = kernel[0] * padded[centre];
      let b = kernel[0] * padded[centre + 1];
      let c = kernel[0] * padded[centre + 2];
      let d = kernel[0] * padded[centre + 3];
      for (let k = 1; k <= reach; k++) {
        const weight = kernel[k];
        const [left, right] = [centre - k, centre + k];
        a += weight * (padded[left] + padded[right]);
        b += weight * (padded[left + 1] + padded[right + 1]);
        c += weight * (padded[left + 2] + padded[right + 2]);
        d += weight * (padded[left + 3] + padded[right + 3]);
      }
      result[x * cells + y] = a;
      result[(x + 1) * cells + y] = b;
      result[(x + 2) * cells + y] = c;
      result[(x + 3) * cells + y] = d;
    }
    for (; x < cells; x++) {
      const centre = x + reach;
      let sum = kernel[0] * padded[centre];
      for (let k = 1; k <= reach; k++) sum += kernel[k] * (padded[centre - k] + padded[centre + k]);
      result[x * cells + y] = sum;
    }
  }
}

/** Row y and what its mirror images at both edges show. */
function padRow(image: Float64Array, y: number, cells: number, padded: Float64Array, reach: number): void {
  const row = y * cells;
  for (let i = 0; i < cells; i++) padded[reach + i] = image[row + i];
  for (let i = 1; i <= reach; i++) {
    padded[reach - i] = image[row + mirrorIndex(-i, cells)];
    padded[reach + cells - 1 + i] = image[row + mirrorIndex(cells - 1 + i, cells)];
  }
}

/** Index inside [0, length) of a position beyond the edges: ... 1 0 | 0 1 2 ... */
function mirrorIndex(i: number, length: number): number {
  let index = i;
  while (index < 0 || index >= length) index = index < 0 ? -1 - index : 2 * length - 1 - index;
  return index;
}
