import { describe, expect, test } from 'vitest';
import { createLocalModel } from '../../src/search/local-model.js';
import { expectClose } from '../expect-close.js';

const options = { slope: [0.1, -0.05], slopeDeviation: [0.05, 0.05], wiggle: 0.01 };
const start = { at: [0, 0], value: 0.3 };

describe('a local model', () => {
  test('that has seen one point follows the guessed slope', () => {
    const model = createLocalModel({ ...options, observations: [start] });
    expectClose(model.valueAt([0.5, 1]), 0.3 + 0.05 - 0.05, { atol: 1e-12 });
  });

  test('meets every solved point', () => {
    const observations = [start, { at: [1, 0], value: 0.37 }, { at: [0, 1], value: 0.33 }, { at: [1, 1], value: 0.41 }];
    const model = createLocalModel({ ...options, observations });
    for (const { at, value } of observations) expectClose(model.valueAt(at), value, { atol: 5e-4 });
  });

  test('learns the slope from what was solved: a guess of the wrong sign is corrected', () => {
    const line = (p: number[]) => 0.3 - 0.1 * p[0] + 0.02 * p[1];
    const seen = [
      [0, 0],
      [0.5, 0],
      [0, 0.5],
      [-0.5, 0.5],
    ];
    const observations = seen.map((at) => ({ at, value: line(at) }));
    const model = createLocalModel({ ...options, slopeDeviation: [0.2, 0.2], wiggle: 0.001, observations });
    for (const at of [
      [1, 1],
      [-1, 1],
      [1.5, 0],
    ])
      expectClose(model.valueAt(at), line(at), { atol: 3e-3 });
  });
});

describe('of several sizes of chance', () => {
  const sizes = [1e-4, 1e-2];
  const at = Array.from({ length: 12 }, (_, i) => [Math.cos(i), Math.sin(2 * i)]);
  const straight = (p: number[]) => 0.3 + 0.1 * p[0] - 0.05 * p[1];

  test('the small one is found where values lie on a smooth surface', () => {
    const observations = at.map((p) => ({ at: p, value: straight(p) }));
    const model = createLocalModel({ ...options, chance: sizes, observations });
    expect(model.chance).toBe(1e-4);
    expect(model.deviationAt(at[3])).toBeLessThan(3e-4);
  });

  test('the large one where they jump between neighbours: the mean is kept, and said to be unsure', () => {
    const pairs = at.flatMap((p) => [p, [p[0] + 0.25, p[1]]]);
    const observations = pairs.map((p, i) => ({ at: p, value: straight(p) + (i % 2 === 0 ? 0.012 : -0.012) }));
    const model = createLocalModel({ ...options, chance: sizes, observations });
    expect(model.chance).toBe(1e-2);
    expectClose(model.valueAt([0.2, 0.1]), straight([0.2, 0.1]), { atol: 0.012 });
    expect(model.deviationAt([0.2, 0.1])).toBeGreaterThan(5e-3);
  });
});
