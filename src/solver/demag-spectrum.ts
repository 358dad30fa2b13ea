// Fourier transform of the demagnetizing tensor on the zero-padded grid. Nxx and Nyy are even in x and y, Nxy is odd in both:
// all three spectra are real.
import { demagTensor } from './demag-tensor.js';
import { createFft, transformLength } from './fft.js';
import type { Grid } from './grid.js';

export interface DemagSpectrum {
  /** Padded lengths along x and y: at least twice the cells, products of 2, 3 and 5, multiples of 16. */
  readonly px: number;
  readonly py: number;
  /** Row-major py x px, dimensionless. */
  readonly nxx: Float64Array;
  readonly nyy: Float64Array;
  readonly nxy: Float64Array;
}

export function demagSpectrum({ nx, ny, cellSize, thickness }: Grid): DemagSpectrum {
  const px = transformLength(2 * nx);
  const py = transformLength(2 * ny);
  const [xx, yy, xy, zero] = [0, 0, 0, 0].map(() => new Float64Array(px * py));
  for (let y = 0; y < ny; y++) {
    for (let x = 0; x < nx; x++) {
      const { nxx, nyy, nxy } = demagTensor(x, y, thickness / cellSize);
      for (const [at, sign] of images(x, y, px, py)) {
        xx[at] = nxx;
        yy[at] = nyy;
        xy[at] = sign * nxy;
      }
    }
  }
  const transform = createTransform2(px, py);
  transform(xx, yy); // two even functions in one transform: the spectra are its real and imaginary part
  transform(xy, zero);
  return { px, py, nxx: xx, nyy: yy, nxy: xy };
}

/** Where the offsets (+-x, +-y) lie in the periodic array, with the sign of an odd-odd function. */
function images(x: number, y: number, px: number, py: number): [number, number][] {
  const left = (px - x) % px;
  const below = (py - y) % py;
  return [
    [y * px + x, 1],
    [y * px + left, -1],
    [below * px + x, -1],
    [below * px + left, 1],
  ];
}

/** A two-dimensional transform in place, row-major ny x nx, planned once. */
export function createTransform2(nx: number, ny: number): (re: Float64Array, im: Float64Array) => void {
  const rows = createFft(nx);
  const columns = createFft(ny);
  return (re, im) => {
    for (let y = 0; y < ny; y++) rows.transform(re, im, y * nx);
    for (let x = 0; x < nx; x++) columns.transform(re, im, x, nx);
  };
}
