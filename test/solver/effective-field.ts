// The effective field of a magnetization and its energy, in reduced units (fields in HA, energy per cell in mu0 Ms HA = 2 K1),
// double precision: what the fast kernel is tested against.
import { addAnisotropy, type EasyAxes } from '../../src/solver/anisotropy.js';
import { createDemag, type Demag } from '../../src/solver/demag.js';
import { addExchange } from '../../src/solver/exchange.js';
import { createVectorField, type Grid, type VectorField } from '../../src/solver/grid.js';
import type { ReducedMaterial } from '../../src/solver/reduced-material.js';

export interface EffectiveField {
  readonly grid: Grid;
  /** Overwrites `field` with the effective field at the applied field (along +y), in HA, and returns the energy per cell. */
  setEffectiveField(field: VectorField, m: VectorField, appliedField: number): number;
}

export function createEffectiveField(
  grid: Grid,
  axes: EasyAxes,
  reduced: ReducedMaterial,
  demag: Demag | null = reduced.demag > 0 ? createDemag(grid) : null,
): EffectiveField {
  const cells = grid.nx * grid.ny;
  const applied = createVectorField(grid, 1)[0];
  return {
    grid,
    setEffectiveField(field, m, appliedField) {
      for (const component of field) component.fill(0);
      addExchange(field, m, grid, reduced.coupling);
      addAnisotropy(field, m, axes, reduced.anisotropy);
      demag?.addDemag(field, m, reduced.demag);
      applied.fill(appliedField);
      // the three internal terms are quadratic in m: E = -1/2 m.H; Zeeman is linear: E = -m.H
      const energy = -0.5 * dot(field, m) - dot([applied], [m[1]]);
      for (let i = 0; i < cells; i++) field[1][i] += appliedField;
      return energy / cells;
    },
  };
}

function dot(a: VectorField, b: VectorField): number {
  let sum = 0;
  for (let c = 0; c < a.length; c++) for (let i = 0; i < a[c].length; i++) sum += a[c][i] * b[c][i];
  return sum;
}
