// Exchange, e = A |grad m|^2, so H = (2 A / (mu0 Ms)) laplace m; five-point stencil, no flux through the surface.   [J/m3, A/m]
// In reduced units (fields in HA, energies in mu0 Ms HA = 2 K1) the coupling of two neighbours is A / (K1 cellSize^2).
import type { Grid, VectorField } from './grid.js';

/** Adds coupling * (sum over neighbours of m_j - m_i). */
export function addExchange(field: VectorField, m: VectorField, { nx, ny }: Grid, coupling: number): void {
  for (let c = 0; c < m.length; c++) {
    const [h, v] = [field[c], m[c]];
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++) {
        const i = y * nx + x;
        let sum = 0;
        if (x > 0) sum += v[i - 1] - v[i];
        if (x < nx - 1) sum += v[i + 1] - v[i];
        if (y > 0) sum += v[i - nx] - v[i];
        if (y < ny - 1) sum += v[i + nx] - v[i];
        h[i] += coupling * sum;
      }
    }
  }
}
