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

function blurRowsAndTranspose(
  image: Float64Array,
  result: Float64Array,
  cells: number,
  kernel: Float64Array,
  padded: Float64Array,
): void {
  const reach = kernel.length - 1;
  for (let y = 0; y < cells; y++) {
    for (let i = 0; i < padded.length; i++) padded[i] = image[y * cells + mirrorIndex(i - reach, cells)];
    for (let x = 0; x < cells; x++) {
      const centre = x + reach;
      let sum = kernel[0] * padded[centre];
      for (let d = 1; d <= reach; d++) sum += kernel[d] * (padded[centre - d] + padded[centre + d]);
      result[x * cells + y] = sum;
    }
  }
}

/** Index inside [0, length) of a position beyond the edges: ... 1 0 | 0 1 2 ... */
function mirrorIndex(i: number, length: number): number {
  let index = i;
  while (index < 0 || index >= length) index = index < 0 ? -1 - index : 2 * length - 1 - index;
  return index;
}
