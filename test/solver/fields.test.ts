import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import { addAnisotropy } from '../../src/solver/anisotropy.js';
import { createDemag } from '../../src/solver/demag.js';
import { demagTensor } from '../../src/solver/demag-tensor.js';
import { addExchange } from '../../src/solver/exchange.js';
import { createFft, radices, transformLength } from '../../src/solver/fft.js';
import { createVectorField, type Grid } from '../../src/solver/grid.js';
import type { ReducedMaterial } from '../../src/solver/reduced-material.js';
import { expectClose } from '../expect-close.js';
import { createEffectiveField } from './effective-field.js';

const random = createRandom(7, 'fields');

function randomField(grid: Grid, dimension: number): Float64Array[] {
  return createVectorField(grid, dimension).map((component) => component.map(() => random.normal()));
}

function randomMagnetization(grid: Grid, dimension: number): Float64Array[] {
  const m = randomField(grid, dimension);
  for (let i = 0; i < m[0].length; i++) {
    const length = Math.hypot(...m.map((component) => component[i]));
    for (const component of m) component[i] /= length;
  }
  return m;
}

function randomAxes(grid: Grid) {
  const angles = Float64Array.from({ length: grid.nx * grid.ny }, () => random.uniform(0, Math.PI));
  return { kx: angles.map(Math.sin), ky: angles.map(Math.cos) };
}

describe('the transform', () => {
  it.each([1, 2, 3, 4, 5, 16, 60, 100, 160])('of length %i is the sum that defines it', (length) => {
    const re = Float64Array.from({ length }, () => random.normal());
    const im = Float64Array.from({ length }, () => random.normal());
    const expected = [new Float64Array(length), new Float64Array(length)];
    for (let k = 0; k < length; k++) {
      for (let n = 0; n < length; n++) {
        const turn = (-2 * Math.PI * k * n) / length;
        expected[0][k] += re[n] * Math.cos(turn) - im[n] * Math.sin(turn);
        expected[1][k] += re[n] * Math.sin(turn) + im[n] * Math.cos(turn);
      }
    }
    createFft(length).transform(re, im);
    expectClose(re, expected[0], { atol: 1e-11 });
    expectClose(im, expected[1], { atol: 1e-11 });
  });

  it('refuses a length with another prime factor', () => {
    expect(() => createFft(14)).toThrow(RangeError);
  });

  it('is padded to the next multiple of 16 that is a product of 2, 3 and 5', () => {
    expect([320, 319, 321, 2, 640].map(transformLength)).toEqual([320, 320, 384, 16, 640]);
    expect(radices(384)).not.toBeNull();
  });
});

describe('the demagnetizing field', () => {
  it.each([
    [12, 9],
    [1, 1],
    [1, 17],
    [20, 7],
  ])('by transform is the direct sum on %i x %i cells', (nx, ny) => {
    const grid: Grid = { nx, ny, cellSize: 2e-9, thickness: 36e-6 };
    const m = randomMagnetization(grid, 2);
    const field = createVectorField(grid, 2);
    createDemag(grid).addDemag(field, m, 1);
    const expected = createVectorField(grid, 2);
    for (let i = 0; i < nx * ny; i++) {
      for (let j = 0; j < nx * ny; j++) {
        const { nxx, nyy, nxy } = demagTensor((i % nx) - (j % nx), Math.floor(i / nx) - Math.floor(j / nx), 18_000);
        expected[0][i] -= nxx * m[0][j] + nxy * m[1][j];
        expected[1][i] -= nxy * m[0][j] + nyy * m[1][j];
      }
    }
    for (const c of [0, 1]) expectClose(field[c], expected[c], { atol: 1e-10 });
  });
});

describe('every field is minus the gradient of its energy', () => {
  const grid: Grid = { nx: 7, ny: 5, cellSize: 2e-9, thickness: 36e-6 };
  const axes = randomAxes(grid);
  const none: ReducedMaterial = { coupling: 0, anisotropy: 0, demag: 0 };
  const terms: [string, ReducedMaterial, number][] = [
    ['exchange', { ...none, coupling: 0.476 }, 0],
    ['anisotropy', { ...none, anisotropy: 1 }, 0],
    ['magnetostatic', { ...none, demag: 0.2456 }, 0],
    ['Zeeman', none, -0.37],
    ['all', { coupling: 0.476, anisotropy: 1, demag: 0.2456 }, 0.2],
  ];
  it.each(terms)('%s', (_, material, applied) => {
    const total = createEffectiveField(grid, axes, material);
    const m = randomField(grid, 3); // any length: the energies are polynomials of m
    const field = createVectorField(grid, 3);
    total.setEffectiveField(field, m, applied);
    const scratch = createVectorField(grid, 3);
    const step = 1e-4;
    for (const c of [0, 1, 2]) {
      const gradient = m[c].map((value, i) => {
        m[c][i] = value + step;
        const above = total.setEffectiveField(scratch, m, applied);
        m[c][i] = value - step;
        const below = total.setEffectiveField(scratch, m, applied);
        m[c][i] = value;
        return (-(above - below) / (2 * step)) * m[c].length;
      });
      expectClose(gradient, field[c], { atol: 1e-9 });
    }
  });
});

describe('exchange and anisotropy', () => {
  const grid: Grid = { nx: 6, ny: 4, cellSize: 2e-9, thickness: 36e-6 };

  it('exchange vanishes in a uniform state and sums to zero in every state', () => {
    const uniform = createVectorField(grid, 3);
    uniform[0].fill(1);
    const field = createVectorField(grid, 3);
    addExchange(field, uniform, grid, 2);
    expect(field.every((component) => component.every((h) => h === 0))).toBe(true);
    addExchange(field, randomMagnetization(grid, 3), grid, 2);
    for (const component of field)
      expectClose(
        component.reduce((sum, h) => sum + h, 0),
        0,
        { atol: 1e-12 },
      );
  });

  it('the anisotropy field of a magnetization along its axis is HA, and 0 across', () => {
    const axes = randomAxes(grid);
    const field = createVectorField(grid, 2);
    addAnisotropy(field, [axes.kx, axes.ky], axes, 1);
    expectClose(field[0], axes.kx, { atol: 1e-15 });
    addAnisotropy(field, [axes.ky, axes.kx.map((k) => -k)], axes, 1);
    expectClose(field[1], axes.ky, { atol: 1e-15 });
  });
});
