// What every compiled kernel must show: the same as its slow twin in double precision.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import type { Arena } from '../../src/solver/arena.js';
import { createVectorField, type Grid } from '../../src/solver/grid.js';
import { createKernel as createKernelOn, type Kernel } from '../../src/solver/kernel.js';
import type { ReducedMaterial } from '../../src/solver/reduced-material.js';
import { expectClose } from '../expect-close.js';
import { createEffectiveField } from './effective-field.js';

const everything: ReducedMaterial = { coupling: 0.476, anisotropy: 1, demag: 0.2456 };
const sizes: [number, number, 2 | 3][] = [
  [16, 16, 2],
  [16, 16, 3],
  [13, 9, 2],
  [10, 21, 3],
  [1, 1, 2],
  [1, 1, 3],
  [1, 30, 3],
  [160, 12, 2],
];

export function describeKernel(createArena: () => Arena): void {
  const createKernel = (...[grid, axes, material, dimension]: Parameters<typeof createKernelOn>) =>
    createKernelOn(grid, axes, material, dimension, createArena);

  function setUp(nx: number, ny: number, dimension: 2 | 3, material = everything) {
    const grid: Grid = { nx, ny, cellSize: 2e-9, thickness: 36e-6 };
    const random = createRandom(3, 'kernel', nx, ny);
    const angles = Float64Array.from({ length: nx * ny }, () => random.uniform(0, Math.PI));
    const axes = { kx: angles.map(Math.sin), ky: angles.map(Math.cos) };
    const m = createVectorField(grid, dimension).map((component) => component.map(() => random.normal()));
    for (let i = 0; i < nx * ny; i++) {
      const length = Math.hypot(...m.map((component) => component[i]));
      for (const component of m) component[i] /= length;
    }
    const kernel = createKernel(grid, axes, material, dimension);
    const twin = createEffectiveField(grid, axes, material);
    return { grid, axes, m, kernel, twin };
  }

  /** The torque |m x h| per cell and the energy of the twin. */
  function twinState(twin: ReturnType<typeof createEffectiveField>, m: Float64Array[], grid: Grid, applied: number) {
    const field = createVectorField(grid, m.length);
    const energy = twin.setEffectiveField(field, m, applied);
    const cells = m[0].length;
    const square = (i: number) => {
      const along = m.reduce((sum, component, c) => sum + component[i] * field[c][i], 0);
      return m.reduce((sum, component, c) => sum + (field[c][i] - along * component[i]) ** 2, 0);
    };
    const squares = Array.from({ length: cells }, (_, i) => square(i));
    return {
      energy: energy * cells,
      square: squares.reduce((a, b) => a + b, 0),
      torque: Math.sqrt(Math.max(...squares)),
      along: m[1].reduce((a, b) => a + b, 0) / cells,
    };
  }

  describe.each(sizes)('on %i x %i cells in %i dimensions the kernel', (nx, ny, dimension) => {
    it('has the energy, magnetization and torque of its twin', () => {
      const { grid, m, kernel, twin } = setUp(nx, ny, dimension);
      const state = kernel.createState();
      kernel.setMagnetization(state, m);
      kernel.evaluate(state, -0.3);
      const expected = twinState(twin, m, grid, -0.3);
      expectClose(state.energy, expected.energy, { rtol: 2e-6, atol: 1e-6 });
      expectClose(state.square, expected.square, { rtol: 2e-6, atol: 1e-6 });
      expectClose(state.torque, expected.torque, { rtol: 2e-6, atol: 1e-6 });
      expectClose(state.along, expected.along, { atol: 1e-6 });
      expect(kernel.fieldEvaluations).toBe(1);
    });

    it('turns every spin along the gradient and lowers the energy by g . g in first order', () => {
      const { m, kernel } = setUp(nx, ny, dimension);
      const from = kernel.createState();
      const to = kernel.createState();
      kernel.setMagnetization(from, m);
      kernel.evaluate(from, 0.1);
      const step = 1e-2;
      kernel.turn(to, from, from.g, -step);
      kernel.evaluate(to, 0.1);
      expectClose((from.energy - to.energy) / step, from.square, { rtol: 0.1, atol: 1e-4 });
      for (const i of [0, nx * ny - 1]) {
        const length = Math.hypot(...kernel.getMagnetization(to).map((component) => component[i]));
        expectClose(length, 1, { atol: 2e-7 });
      }
    });

    it('has a local Hessian that predicts the change of the gradient', () => {
      const { m, kernel } = setUp(nx, ny, dimension, { ...everything, demag: 0 });
      const from = kernel.createState();
      const to = kernel.createState();
      const [q, change] = [kernel.createTangent(), kernel.createTangent()];
      kernel.setMagnetization(from, m);
      kernel.evaluate(from, 0.1);
      const step = 1e-3;
      kernel.turn(to, from, from.g, -step);
      kernel.evaluate(to, 0.1);
      kernel.combine(change, from.g, to.g, 1 / step, -1 / step);
      kernel.project(from, change);
      kernel.hessian(from, from.g, q, 0);
      const difference = kernel.createTangent();
      kernel.combine(difference, q, change, 1, -1);
      const error = Math.sqrt(kernel.dot(difference, difference) / Math.max(1e-12, kernel.dot(q, q)));
      expect(error).toBeLessThan(0.01);
    });
  });

  describe.each(sizes)('on %i x %i cells in %i dimensions a linear solve', (nx, ny, dimension) => {
    it('begins, descends and advances as the sums of vectors that it stands for', () => {
      const { m, kernel } = setUp(nx, ny, dimension);
      const state = kernel.createState();
      kernel.setMagnetization(state, m);
      kernel.evaluate(state, 0.1);
      const { g } = state;
      const [z, p, r, q, expected] = Array.from({ length: 5 }, () => kernel.createTangent());
      const expectSame = (vector: number, a: number, b: number, alpha: number, beta: number) => {
        kernel.combine(expected, a, b, alpha, beta);
        kernel.combine(expected, vector, expected, 1, -1);
        expectClose(kernel.dot(expected, expected), 0, { atol: 1e-12 * (1 + kernel.dot(vector, vector)) });
      };
      kernel.combine(z, g, g, 1, 1);
      expectClose(kernel.begin(z, p, r, g), state.square, { rtol: 1e-6, atol: 1e-12 });
      for (const start of [p, r]) expectSame(start, g, g, 1, 0);
      expect(kernel.dot(z, z)).toBe(0);
      kernel.hessian(state, p, q, 0.7);
      const rest = kernel.descend(r, q, 0.25);
      expectSame(r, g, q, 1, -0.25);
      expectClose(rest, kernel.dot(r, r), { rtol: 1e-6, atol: 1e-12 });
      kernel.advance(z, p, r, 0.5, 0.3);
      expectSame(z, g, g, 0.5, 0);
      expectSame(p, r, g, 1, 0.3);
      kernel.advance(z, p, r, 2, -1);
      expectSame(z, r, g, 2, 1.1);
    });
  });

  describe('extrapolation', () => {
    it('continues a steady turn and leaves a cell whose turn changed suddenly where it is', () => {
      const grid: Grid = { nx: 4, ny: 1, cellSize: 2e-9, thickness: 36e-6 };
      const axes = { kx: new Float64Array(4), ky: new Float64Array(4).fill(1) };
      const kernel = createKernel(grid, axes, everything, 2);
      const states = [0.02, 0.01, 0].map((turn) => {
        const state = kernel.createState();
        const angles = Float64Array.from([0, turn, -turn, turn === 0.02 ? 1 : 0]);
        kernel.setMagnetization(state, [angles.map(Math.sin), angles.map(Math.cos)]);
        return state;
      });
      const to = kernel.createState();
      kernel.extrapolate(to, [states[0], states[1], states[2]], [2, -3, 1], [1, -2, 1], 0.003);
      expectClose(kernel.getMagnetization(to)[0], [0, 0.03, -0.03, Math.sin(1)], { atol: 3e-5 });
    });
  });

  /** A state with the magnetization turned by `turn` from +y. */
  function turned(kernel: Kernel, turn: (cell: number) => number) {
    const state = kernel.createState();
    const angles = Float64Array.from({ length: kernel.cells }, (_, cell) => turn(cell));
    kernel.setMagnetization(state, [angles.map(Math.sin), angles.map(Math.cos), new Float64Array(kernel.cells)]);
    return state;
  }

  describe('confinement', () => {
    it.each([2, 3] as const)('turns the cells near a torque and no others, in %i dimensions', (dimension) => {
      const grid: Grid = { nx: 45, ny: 43, cellSize: 2e-9, thickness: 36e-6 };
      const cells = grid.nx * grid.ny;
      const axes = { kx: new Float64Array(cells), ky: new Float64Array(cells).fill(1) };
      const kernel = createKernel(grid, axes, { ...everything, demag: 0 }, dimension);
      const middle = 20 * grid.nx + 20; // in the tile of cells 16 to 23
      const state = turned(kernel, (cell) => (cell === middle ? 0.5 : 0));
      kernel.evaluate(state, 0.5);
      const whole = state.square;
      const share = kernel.confine(state, 1e-3);
      expectClose(share, 9 / 36, { atol: 1e-12 });
      expectClose(kernel.dot(state.g, state.g), whole, { rtol: 1e-6 });
      const everywhere = kernel.createTangent();
      kernel.whole();
      kernel.combine(everywhere, state.g, state.g, 1, 0);
      kernel.turn(
        state,
        turned(kernel, () => 0.1),
        everywhere,
        0,
      );
      kernel.confine(state, 1e-3);
      kernel.turn(
        state,
        turned(kernel, () => 0.2),
        everywhere,
        0,
      );
      const [mx] = kernel.getMagnetization(state);
      for (let cell = 0; cell < cells; cell++) {
        const [x, y] = [cell % grid.nx, Math.floor(cell / grid.nx)];
        const inside = x >= 8 && x < 32 && y >= 8 && y < 32;
        expectClose(mx[cell], Math.sin(inside ? 0.2 : 0.1), { atol: 1e-6 });
      }
    });

    it.each([
      [32, 24, 1e-5],
      [45, 43, 1e-3], // blocks that stand out beyond the sample
    ])('continues the demagnetizing field of a uniform change of %i x %i cells as the field itself', (nx, ny, rtol) => {
      const grid: Grid = { nx, ny, cellSize: 2e-9, thickness: 36e-6 };
      const axes = { kx: new Float64Array(nx * ny), ky: new Float64Array(nx * ny).fill(1) };
      const kernel = createKernel(grid, axes, everything, 2);
      const state = turned(kernel, () => 0.3);
      kernel.evaluate(state, 0);
      const before = state.energy;
      kernel.remember(state);
      kernel.copyMagnetization(
        state,
        turned(kernel, () => 0.5),
      );
      kernel.evaluateNear(state, 0, 0.02);
      const near = state.energy;
      kernel.evaluate(state, 0);
      expectClose(near, state.energy, { rtol });
      expect(Math.abs(state.energy - before)).toBeGreaterThan(1);
    });

    it.each([
      [20, 20],
      [0, 0],
      [44, 42], // in a block that stands out beyond the sample
    ])('continues it around a cell that turns, (%i, %i), as the field itself', (x, y) => {
      const grid: Grid = { nx: 45, ny: 43, cellSize: 2e-9, thickness: 36e-6 };
      const cells = grid.nx * grid.ny;
      const axes = { kx: new Float64Array(cells), ky: new Float64Array(cells).fill(1) };
      const kernel = createKernel(grid, axes, { ...everything, coupling: 0 }, 2);
      const state = turned(kernel, () => 0);
      kernel.evaluate(state, 0);
      kernel.remember(state);
      const turning = y * grid.nx + x;
      kernel.copyMagnetization(
        state,
        turned(kernel, (cell) => (cell === turning ? 1.5 : 0)),
      );
      kernel.evaluateNear(state, 0, 0.02);
      const near = kernel.createTangent();
      kernel.combine(near, state.g, state.g, 1, 0);
      kernel.evaluate(state, 0);
      expectClose(kernel.dot(near, near), state.square, { rtol: 1e-3 });
      kernel.combine(near, near, state.g, 1, -1);
      expect(kernel.longest(near)).toBeLessThan(2e-3);
    });
  });
}
