import { describe, expect, it } from 'vitest';
import { offSaddles } from '../../src/solver/off-saddles.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';

describe('offSaddles', () => {
  const grains = createGrains({ seed: 1, grains: 8, maximumMisorientation: 1, size: 32e-9, cells: 32 });
  const turned = (angles: number[]) =>
    offSaddles({ ...grains, easyAxisAngles: Float64Array.from(angles) }).easyAxisAngles;

  it('turns axes along the field and across it by 1e-4, the components of one sign or of two as before', () => {
    const angles = turned([0, Math.PI / 2, -Math.PI / 2, Math.PI, 2 * Math.PI]);
    expectClose(angles.map(Math.sin), [1e-4, 1, -1, -1e-4, 1e-4], { atol: 1e-8 });
    expectClose(angles.map(Math.cos), [1, 1e-4, -1e-4, -1, 1], { atol: 1e-8 });
  });

  it('takes what lies nearer to the field than that to the same angle, and leaves all else', () => {
    expectClose(turned([3e-5, -9e-5]), [1e-4, 1e-4], { atol: 1e-15 });
    const others = [1e-4, -1.1e-4, 0.3, Math.PI / 2 + 2e-4, -3];
    expect([...turned(others)]).toEqual(others);
  });
});
