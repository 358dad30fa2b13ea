import { describe, expect, it } from 'vitest';
import { createCodeDistance, distinct, shareAmongNiches } from '../../src/search/niches.js';
import { createPlausibility } from '../../src/search/plausibility.js';
import { createToy } from './toy-regressor.js';

describe('shareAmongNiches', () => {
  const isSame = (a: number, b: number) => Math.abs(a - b) < 5;

  it('takes the next best of each niche in turn, and what exceeds the capacity last', () => {
    const { order, leaders } = shareAmongNiches([10, 11, 12, 30, 13, 31], { niches: 4, capacity: 2, isSame });
    expect(order).toEqual([10, 30, 11, 31, 12, 13]);
    expect(leaders).toEqual([10, 30]);
  });

  it('gives those of no niche a turn too', () => {
    const { order, leaders } = shareAmongNiches([10, 11, 12, 30, 50], { niches: 1, capacity: 3, isSame });
    expect(order).toEqual([10, 30, 11, 50, 12]);
    expect(leaders).toEqual([10]);
  });
});

describe('distinct', () => {
  it('takes the first of those that are alike', () => {
    expect(distinct([10, 11, 30, 50], 2, (a, b) => Math.abs(a - b) < 5)).toEqual([10, 30]);
  });
});

describe('distance between codes', () => {
  it('is the square root of 2 for two random real structures, whatever the dimension', () => {
    for (const dim of [64, 512]) {
      const toy = createToy(dim);
      const codes = toy.realCodes(200, 'pairs');
      const distance = createCodeDistance(toy.statistics);
      let sum = 0;
      for (let i = 0; i < 100; i++) sum += distance(codes, 2 * i * dim, codes, (2 * i + 1) * dim) / 100;
      expect(Math.abs(sum - Math.SQRT2)).toBeLessThan(0.03);
    }
  });
});

describe('plausibility', () => {
  it('costs nothing for 96 of 100 real codes, and more the farther a code is outside', () => {
    const toy = createToy(64);
    const real = toy.realCodes(1000, 'real');
    const { penalty, radius } = createPlausibility(toy.statistics, real, 20);
    const free = Array.from({ length: 1000 }, (_, i) => penalty(real, i * 64)).filter((p) => p === 0).length;
    expect(free).toBeGreaterThanOrEqual(955);
    expect(free).toBeLessThanOrEqual(965);
    const [near, far] = [2, 3].map((r) => penalty(new Float32Array(64).fill(r), 0));
    expect(far - near).toBeCloseTo(20, 4);
    expect(radius(new Float32Array(64).fill(2), 0)).toBeCloseTo(2, 9);
    expect(penalty(new Float32Array(64), 0)).toBeGreaterThan(5);
  });
});
