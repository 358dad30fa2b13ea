// Energies and fields of fidimag 3 for two structures and two smooth states (test/reference/energies.json).
import { describe, expect, it } from 'vitest';
import { anisotropyField } from '../../src/physics.js';
import { addAnisotropy } from '../../src/solver/anisotropy.js';
import { createDemag } from '../../src/solver/demag.js';
import { demagTensor } from '../../src/solver/demag-tensor.js';
import { addExchange } from '../../src/solver/exchange.js';
import { createVectorField, type Grid, type VectorField } from '../../src/solver/grid.js';
import { reduceMaterial } from '../../src/solver/reduced-material.js';
import { easyAxisField } from '../../src/structure/raster.js';
import { expectClose } from '../expect-close.js';
import { readReference, referenceStructure } from '../structure/reference.js';
import { material } from './physics.js';

interface Term {
  e_J_per_m3: number;
  H_samples: Record<string, [number, number, number]>;
}
interface Reference {
  cases: Record<string, { terms: Record<string, Term> }>;
  demag_tensor: { values: Record<string, Record<string, number>> };
}

const reference: Reference = JSON.parse(readReference('energies.json'));
const grid: Grid = { nx: 160, ny: 160, cellSize: 2e-9, thickness: 36e-6 };
const reduced = reduceMaterial(material, grid.cellSize);
const demag = createDemag(grid);
const density = 2 * material.anisotropyConstant;

function smoothState(name: string): Float64Array[] {
  const m = createVectorField(grid, 2);
  const length = grid.nx * grid.cellSize;
  for (let iy = 0; iy < grid.ny; iy++) {
    for (let ix = 0; ix < grid.nx; ix++) {
      const x = (2 * Math.PI * (ix + 0.5) * grid.cellSize) / length;
      const y = (2 * Math.PI * (iy + 0.5) * grid.cellSize) / length;
      const phi =
        name === 'smooth'
          ? 0.7 * Math.sin(x) * Math.cos(y) + 0.3
          : 1.1 * Math.sin(x + 0.4) * Math.sin(2 * y) - 0.5 * Math.cos(y) + 0.9;
      m[0][iy * grid.nx + ix] = Math.sin(phi);
      m[1][iy * grid.nx + ix] = Math.cos(phi);
    }
  }
  return m;
}

const mean = (a: VectorField, b: VectorField) => {
  let sum = 0;
  for (let c = 0; c < a.length; c++) for (let i = 0; i < a[c].length; i++) sum += a[c][i] * b[c][i];
  return sum / a[0].length;
};

describe.each(Object.keys(reference.cases))('%s', (name) => {
  const [structure, state] = name.split('/');
  const m = smoothState(state);
  const { terms } = reference.cases[name];

  const check = (term: Term, field: VectorField, energy: number, rtol: number, atol: number) => {
    expectClose(energy * density, term.e_J_per_m3, { rtol });
    for (const [at, [hx, hy]] of Object.entries(term.H_samples)) {
      const [iy, ix] = at.split(',').map(Number);
      const i = iy * grid.nx + ix;
      const unit = anisotropyField(material);
      expectClose([field[0][i] * unit, field[1][i] * unit], [hx, hy], { rtol: 1e-6, atol });
    }
  };

  it('has the exchange energy and field of fidimag', () => {
    const field = createVectorField(grid, 2);
    addExchange(field, m, grid, reduced.coupling);
    check(terms.exchange, field, -0.5 * mean(field, m), 1e-6, 1e-3);
  });

  it('has the anisotropy energy and field of fidimag', () => {
    const field = createVectorField(grid, 2);
    addAnisotropy(field, m, easyAxisField(referenceStructure(structure), grid.nx), 1);
    check(terms.anisotropy, field, 0.5 - 0.5 * mean(field, m), 1e-6, 1e-3); // fidimag counts K1 (1 - (k.m)^2)
  });

  it('has the magnetostatic energy and field of fidimag', () => {
    const field = createVectorField(grid, 2);
    demag.addDemag(field, m, reduced.demag);
    check(terms.demag, field, -0.5 * mean(field, m), 1e-5, 40); // the kernel of fidimag cancels digits
  });

  it('has the Zeeman energy of fidimag', () => {
    const field = createVectorField(grid, 2);
    field[1].fill(-0.3);
    expectClose(-mean(field, m) * density, terms.zeeman.e_J_per_m3, { rtol: 1e-6 });
  });
});

describe('the demagnetizing tensor', () => {
  const offsets = Object.entries(reference.demag_tensor.values).map(([at, value]) => ({ at, value }));

  it.each(offsets)('at the offset $at is that of Newell and, without ends, the exact one', ({ at, value }) => {
    const [x, y] = at.split(',').map(Number);
    const prism = demagTensor(x, y, 18_000);
    const column = demagTensor(x, y, Number.POSITIVE_INFINITY);
    const digits = { atol: 1.5e-7 };
    expectClose([prism.nxx, prism.nyy, prism.nxy], [value.fidimag_Nxx, value.fidimag_Nyy, value.fidimag_Nxy], digits);
    const exact = { rtol: 1e-7, atol: 2e-13 };
    expectClose([column.nxx, column.nyy, column.nxy], [value.exact2D_Nxx, value.exact2D_Nyy, value.exact2D_Nxy], exact);
  });

  it('has the trace 1 of a cell in itself and 0 elsewhere in two dimensions', () => {
    for (let x = 0; x < 40; x++) {
      for (let y = 0; y < 40; y++) {
        const { nxx, nyy } = demagTensor(x, y, Number.POSITIVE_INFINITY);
        expectClose(nxx + nyy, x === 0 && y === 0 ? 1 : 0, { atol: 1e-11 });
      }
    }
  });

  it('leaves Nzz of a long column to the ends: 1 - Nxx - Nyy is that of Newell', () => {
    for (const { at, value } of offsets) {
      const [x, y] = at.split(',').map(Number);
      const { nxx, nyy } = demagTensor(x, y, 18_000);
      expectClose((x === 0 && y === 0 ? 1 : 0) - nxx - nyy, value.fidimag_Nzz, { rtol: 1e-4, atol: 3e-7 });
    }
  });

  it('gives a uniformly magnetized square prism the factor 1/2 along each edge', () => {
    const square: Grid = { nx: 24, ny: 24, cellSize: 2e-9, thickness: 1 };
    const m = createVectorField(square, 2);
    m[1].fill(1);
    const field = createVectorField(square, 2);
    createDemag(square).addDemag(field, m, 1);
    expectClose(-mean(field, m), 0.5, { atol: 1e-7 });
    expect(Math.abs(field[0].reduce((sum, h) => sum + h, 0))).toBeLessThan(1e-10);
  });
});
