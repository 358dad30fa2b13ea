// Problems with a known answer.
import { describe, expect, it } from 'vitest';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createGradientFlow } from '../../src/solver/gradient-flow.js';
import type { Grid } from '../../src/solver/grid.js';
import { createKernel } from '../../src/solver/kernel.js';
import { createMinimizer } from '../../src/solver/minimize.js';
import { type ReducedMaterial, reduceMaterial } from '../../src/solver/reduced-material.js';
import { createGrains } from '../../src/structure/grains.js';
import type { Structure } from '../../src/structure/structure.js';
import { expectClose } from '../expect-close.js';
import { material, paper, resolved } from '../solver/physics.js';
import { mirrorStructureX, mirrorStructureY, turnStructure180 } from '../structure/symmetries.js';

function oneCell(degrees: number): Structure {
  const angle = (degrees * Math.PI) / 180;
  const size = 2e-9;
  return {
    size,
    cells: 1,
    cellSize: size,
    thickness: 36e-6,
    seeds: Float64Array.of(size / 2, size / 2),
    easyAxisAngles: Float64Array.of(angle),
  };
}

describe('a single cell switches where Stoner and Wohlfarth say', () => {
  // h_sw = (cos^(2/3) + sin^(2/3))^(-3/2) of the angle between easy axis and field; the square column has no shape anisotropy
  const fieldStep = 0.002;
  const msOverHa = reduceMaterial(material, 2e-9).demag;
  for (const degrees of [0, 10, 30, 45]) {
    it.each(['planar', 'free'] as const)(`at ${degrees} degrees, %s`, (magnetization) => {
      const angle = Math.max(1e-4, (degrees * Math.PI) / 180); // an aligned axis is turned by 1e-4
      const reversal = (Math.cos(angle) ** (2 / 3) + Math.sin(angle) ** (2 / 3)) ** -1.5;
      // an aligned free cell turns through z first: a column has no demagnetizing field along its length, and Ms / 2 across
      const expected = magnetization === 'free' && degrees === 0 ? 1 - 0.5 * msOverHa : reversal;
      const { curve, warnings } = demagnetize(
        oneCell(degrees),
        { name: 'one cell', material, cellSize: 2e-9, magnetization },
        { startField: 1, endField: -1.1, fieldStep, stopAt: 'full' },
      );
      const { appliedField, magnetization: m } = curve;
      let jump = 1;
      for (let i = 1; i < m.length; i++) if (m[i - 1] - m[i] > m[jump - 1] - m[jump]) jump = i;
      // the switch is seen at the first field where the torque of the instability exceeds the tolerance
      expect(-appliedField[jump]).toBeGreaterThanOrEqual(expected - 2e-3);
      expect(-appliedField[jump]).toBeLessThanOrEqual(expected + fieldStep + 7e-3);
      expect(warnings).toEqual([]);
    });
  }
});

describe('an isotropic ensemble without exchange and demagnetizing field', () => {
  it('has the remanence 2 / pi', () => {
    const grid: Grid = { nx: 64, ny: 64, cellSize: 2e-9, thickness: 36e-6 };
    const cells = grid.nx * grid.ny;
    const angles = Float64Array.from({ length: cells }, (_, i) => ((i + 0.5) / cells - 0.5) * Math.PI);
    const axes = { kx: angles.map(Math.sin), ky: angles.map(Math.cos) };
    const free: ReducedMaterial = { coupling: 0, anisotropy: 1, demag: 0 };
    const kernel = createKernel(grid, axes, free, 2);
    const minimizer = createMinimizer(kernel);
    kernel.setMagnetization(minimizer.state, [new Float64Array(cells), new Float64Array(cells).fill(1)]);
    for (const field of [1, 0.5, 0.2, 0]) expect(minimizer.minimize(field).relaxed).toBe(true);
    expectClose(minimizer.state.along, 2 / Math.PI, { atol: 1e-6 });
  });
});

const small = (maximumMisorientation: number, seed = 5): Structure =>
  createGrains({ seed, grains: 8, maximumMisorientation, size: 80e-9, cells: 40, thickness: 36e-6 });

describe('the energy', () => {
  it.each([
    ['conjugate gradients', createMinimizer],
    ['the gradient flow', (kernel: ReturnType<typeof createKernel>) => createGradientFlow(kernel, 0.476, 0.25)],
  ])('falls at every step of %s, through an avalanche too', (_, create) => {
    const grid: Grid = { nx: 24, ny: 24, cellSize: 2e-9, thickness: 36e-6 };
    const cells = grid.nx * grid.ny;
    const angles = Float64Array.from({ length: cells }, (_, i) => (i % grid.nx < 12 ? 0.3 : 1.2));
    const axes = { kx: angles.map(Math.sin), ky: angles.map(Math.cos) };
    const kernel = createKernel(grid, axes, { coupling: 0.476, anisotropy: 1, demag: 0.2456 }, 2);
    const minimizer = create(kernel);
    kernel.setMagnetization(minimizer.state, [new Float64Array(cells), new Float64Array(cells).fill(1)]);
    for (const field of [0.5, 0, -0.3, -0.8]) {
      const energies: number[] = [];
      minimizer.minimize(field, { tolerance: 5e-5, onAccept: ({ energy }) => energies.push(energy) });
      for (let i = 1; i < energies.length; i++) expect(energies[i]).toBeLessThan(energies[i - 1] + 2e-7 * 2 * cells);
    }
    expect(minimizer.state.along).toBeLessThan(0);
  });
});

describe('a textured curve', () => {
  const structure = small(0.3);
  const options = { tolerance: 2e-6, minimize: { reversedTolerance: 2e-6 } };
  const fast = demagnetize(structure, paper, options);
  const { curve, anchors } = fast;

  it.each([
    ['mirrored in x', mirrorStructureX(structure)],
    ['mirrored in y', mirrorStructureY(structure)],
    ['turned by 180 degrees', turnStructure180(structure)],
  ])('does not change when the structure is %s', (_, image) => {
    const other = demagnetize(image, paper, options).curve;
    expectClose(other.magnetization, curve.magnetization, { atol: 1e-6 });
  });

  it('is that of the gradient flow', () => {
    const slow = demagnetize(structure, paper, { minimizer: 'gradient-flow', tolerance: 5e-5 });
    const names = ['m1', 'mr', 'hk90', 'hk80', 'hk70', 'hc'] as const;
    for (const name of names) expectClose(anchors[name] as number, slow.anchors[name] as number, { atol: 1e-4 });
    expect(slow.fieldEvaluations).toBeGreaterThan(3 * fast.fieldEvaluations);
  });
});

describe('a free magnetization', () => {
  const structure = small(0.6);
  const cells = { ...resolved, cellSize: 2e-9 };

  it('without tilt stays planar and has the planar curve', () => {
    const free = demagnetize(structure, cells, { tilt: 0, tolerance: 2e-6 });
    const planar = demagnetize(structure, { ...cells, magnetization: 'planar' }, { tolerance: 2e-6 });
    const last = planar.curve.magnetization.length - 1; // beyond M = 0 the state is relaxed loosely
    expectClose(free.curve.magnetization.slice(0, last), planar.curve.magnetization.slice(0, last), { atol: 2e-6 });
  });
});

describe('bad input', () => {
  const structure = small(0.3);

  it.each([
    [{ cellSize: 3e-9 }, /3 nm does not divide the sample of 80 nm; the nearest that does is 2\.96296296 nm/],
    [{ cellSize: 0 }, /cell size above 0 m, got 0/],
    [{ cellSize: 1e-12 }, /at least 0\.0195313 nm/],
    [{ material: { ...material, anisotropyConstant: 0 } }, /anisotropy constant above 0/],
    [{ material: { ...material, exchangeStiffness: -1 } }, /exchange stiffness of at least 0/],
    [
      { material: { ...material, mu0SaturationMagnetization: Number.NaN } },
      /saturation polarization above 0 T, got NaN/,
    ],
  ])('%j is refused with the reason', (change, message) => {
    expect(() => demagnetize(structure, { ...paper, ...change })).toThrow(message);
  });

  it.each([
    [{ fieldStep: 0 }, /field step: expected a step above 0/],
    [{ startField: -1, endField: 1 }, /field range: expected an end below the start/],
    [{ tolerance: 0 }, /tolerance: expected at least 1e-6 HA/],
  ])('a sweep with %j is refused with the reason', (options, message) => {
    expect(() => demagnetize(structure, paper, options)).toThrow(message);
  });

  it('a field range that never passes zero has no remanence, and says nothing else', () => {
    const { anchors } = demagnetize(structure, paper, { startField: 1, endField: 0.5, fieldStep: 0.1 });
    expect(anchors.m1).toBeGreaterThan(0.9);
    expect(anchors).toMatchObject({ mr: null, hk90: null, hc: null });
  });

  it('a step limit that is hit is reported', () => {
    const { warnings } = demagnetize(structure, paper, { minimize: { evaluationLimit: 1 }, endField: 0.9 });
    expect(warnings[0]).toMatch(/not relaxed at 1 HA: largest torque/);
  });

  it('a material without exchange is solved', () => {
    const { anchors } = demagnetize(structure, { ...paper, material: { ...material, exchangeStiffness: 0 } });
    expect(anchors.hc).toBeGreaterThan(0.3);
  });
});
