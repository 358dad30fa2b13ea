import { describe, expect, test } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { perturbations } from '../../src/design/perturb.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';

const physics = loadPhysics('resolved');
const structure = createGrains({ seed: 2, grains: 5, maximumMisorientation: 0.3, size: 40e-9, cells: 40 });
const [finer, turned, moved] = perturbations(structure, physics, 1);

describe('perturbations', () => {
  test('turn every axis by 0.1 degrees, some to either side', () => {
    const by = turned.structure.easyAxisAngles.map((t, g) => ((t - structure.easyAxisAngles[g]) * 180) / Math.PI);
    for (const degrees of by) expectClose(Math.abs(degrees), 0.1, { rtol: 1e-9 });
    expect(new Set(by.map(Math.sign)).size).toBe(2);
    expect(turned.structure.seeds).toEqual(structure.seeds);
  });

  test('move every seed by 0.2 nm', () => {
    for (let g = 0; g < 5; g++) {
      const [dx, dy] = [0, 1].map((k) => moved.structure.seeds[2 * g + k] - structure.seeds[2 * g + k]);
      expectClose(Math.hypot(dx, dy), 0.2e-9, { rtol: 1e-9 });
    }
    expect(moved.structure.easyAxisAngles).toEqual(structure.easyAxisAngles);
  });

  test('take finer cells, a whole number of them, for the same grains', () => {
    const cells = structure.size / finer.physics.cellSize;
    expectClose(cells, Math.round(cells), { rtol: 1e-9 });
    expect(cells).toBe(50);
    expect(finer.structure).toBe(structure);
  });

  test('of a textured magnet hardly change its remanence', () => {
    const anchors = [structure, turned.structure].map((one) => demagnetize(one, physics, { fieldStep: 0.05 }).anchors);
    expectClose(anchors[1].mr ?? 0, anchors[0].mr ?? 1, { atol: 1e-3 });
  });
});
