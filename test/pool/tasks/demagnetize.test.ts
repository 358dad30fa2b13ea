import { describe, expect, test } from 'vitest';
import { objectiveFromTargets } from '../../../src/config/objective.js';
import type { Physics } from '../../../src/physics.js';
import { run } from '../../../src/pool/tasks/demagnetize.js';
import { createObjective } from '../../../src/search/objective.js';
import { createGrains } from '../../../src/structure/grains.js';

const physics: Physics = {
  name: 'coarse',
  // cells of 4 nm resolve a wall
  material: { mu0SaturationMagnetization: 1.61, exchangeStiffness: 2e-10, anisotropyConstant: 4.2e6 },
  cellSize: 4e-9,
  magnetization: 'planar',
};
const structure = createGrains({ seed: 1, grains: 4, maximumMisorientation: 0.6, size: 32e-9, cells: 16 });
const context = { onProgress: () => {} } as unknown as Parameters<typeof run>[1];
const solve = async (targets?: string[], loss = 0) => {
  if (!targets) return run({ structure, physics }, context);
  const objective = objectiveFromTargets(targets, physics.material);
  return run({ structure, physics, rival: { objective, loss, distance: loss } }, context);
};

describe('a curve with a rival', () => {
  test('is given up once it cannot be better any more, and is the same until then', async () => {
    const whole = await solve();
    const { mr, hc } = whole.anchors;
    expect(hc).not.toBeNull();
    const beaten = await solve([`mr=${Number(mr) - 0.1}`, 'hc=0.5'], 1);
    expect(beaten.anchors.mr).toBe(mr);
    expect(beaten.anchors.hc).toBeNull();
    const length = beaten.curve.appliedField.length;
    // asked where the solver stood: fields between two of its strides came along
    expect(length).toBeLessThan(whole.curve.appliedField.length);
    expect(beaten.curve.magnetization).toEqual(whole.curve.magnetization.slice(0, length));
  });

  test('goes on to its end where it may still win', async () => {
    const whole = await solve();
    const targets = [`mr=${whole.anchors.mr}`, `hc=${whole.anchors.hc}`];
    const { loss } = createObjective(objectiveFromTargets(targets, physics.material), physics.material);
    expect(loss(whole.anchors)).toBe(0);
    expect((await solve(targets, 0.5)).curve).toEqual(whole.curve);
  });
});
