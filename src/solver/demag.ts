// Magnetostatic field H_d = -N * M (convolution), energy density -mu0/2 M . H_d. Double precision: the slow twin of the kernel.
import { createTransform2, type DemagSpectrum, demagSpectrum } from './demag-spectrum.js';
import type { Grid, VectorField } from './grid.js';

export interface Demag {
  /** Adds scale * (-N * m) to the x and y component of `field`; the z component of a long prism has no demagnetizing field. */
  addDemag(field: VectorField, m: VectorField, scale: number): void;
}

export function createDemag(grid: Grid, spectrum: DemagSpectrum = demagSpectrum(grid)): Demag {
  const { nx, ny } = grid;
  const { px, py, nxx, nyy, nxy } = spectrum;
  const transform = createTransform2(px, py);
  const re = new Float64Array(px * py);
  const im = new Float64Array(px * py);
  return {
    addDemag(field, m, scale) {
      re.fill(0);
      im.fill(0);
      for (let y = 0; y < ny; y++) {
        re.set(m[0].subarray(y * nx, (y + 1) * nx), y * px);
        im.set(m[1].subarray(y * nx, (y + 1) * nx), y * px);
      }
      transform(re, im);
      multiply(re, im, nxx, nyy, nxy, px, py);
      transform(im, re); // real and imaginary part exchanged: the inverse transform
      for (let y = 0; y < ny; y++) {
        for (let x = 0; x < nx; x++) {
          field[0][y * nx + x] -= (scale / (px * py)) * re[y * px + x];
          field[1][y * nx + x] -= (scale / (px * py)) * im[y * px + x];
        }
      }
    },
  };
}

/**
 * With Z the transform of mx + i my and Z' = conj Z(-k): the transform of hx + i hy is S Z + (P + i Q) Z', where
 * S = (Nxx + Nyy) / 2, P = (Nxx - Nyy) / 2, Q = Nxy. In place, k and -k together.
 */
function multiply(
  re: Float64Array,
  im: Float64Array,
  nxx: Float64Array,
  nyy: Float64Array,
  nxy: Float64Array,
  px: number,
  py: number,
): void {
  for (let ky = 0; ky < py; ky++) {
    for (let kx = 0; kx < px; kx++) {
      const a = ky * px + kx;
      const b = ((py - ky) % py) * px + ((px - kx) % px);
      if (b < a) continue;
      const s = 0.5 * (nxx[a] + nyy[a]);
      const p = 0.5 * (nxx[a] - nyy[a]);
      const q = nxy[a];
      const [ar, ai, br, bi] = [re[a], im[a], re[b], im[b]];
      re[a] = s * ar + p * br + q * bi;
      im[a] = s * ai - p * bi + q * br;
      re[b] = s * br + p * ar + q * ai;
      im[b] = s * bi - p * ai + q * ar;
    }
  }
}
