import { describe, expect, it } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';

const structure = createGrains({ seed: 3, grains: 4, maximumMisorientation: 0.6, size: 32e-9, cells: 32 });
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a saved state', () => {
  const { states, curve } = demagnetize(structure, loadPhysics('resolved'), { saveStatesAt: [0, 0.504, -2] });

  it('is kept at the field step nearest to each wanted field that the sweep reached', () => {
    expect(states.map(({ appliedField }) => appliedField)).toEqual([0.5, 0]);
  });

  it('has the magnetization of the curve as its mean along the field', () => {
    for (const { appliedField, my } of states) {
      const at = curve.appliedField.indexOf(appliedField);
      expectClose(mean(my), curve.magnetization[at], { atol: 1e-6 });
    }
  });

  it('holds unit vectors', () => {
    const { mx, my, mz } = states[1];
    for (let i = 0; i < mx.length; i++) expectClose(Math.hypot(mx[i], my[i], mz[i]), 1, { atol: 1e-6 });
  });
});
