// Uniaxial anisotropy, e = -K1 (k.m)^2, so H = (2 K1 / (mu0 Ms)) (k.m) k = HA (k.m) k.   [J/m3, A/m]
import type { VectorField } from './grid.js';

export interface EasyAxes {
  readonly kx: Float64Array;
  readonly ky: Float64Array;
}

/** Adds scale * (k.m) k; scale is HA in the units of `field`. */
export function addAnisotropy(field: VectorField, m: VectorField, { kx, ky }: EasyAxes, scale: number): void {
  const [hx, hy] = field;
  const [mx, my] = m;
  for (let i = 0; i < kx.length; i++) {
    const along = scale * (kx[i] * mx[i] + ky[i] * my[i]);
    hx[i] += along * kx[i];
    hy[i] += along * ky[i];
  }
}
