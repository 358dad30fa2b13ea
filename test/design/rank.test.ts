import { describe, expect, test } from 'vitest';
import { byMerit, type Merit } from '../../src/design/rank.js';

const rank = (all: readonly Merit[]) => [...all].sort(byMerit);
const candidate = (number: number, verified: boolean, loss: number) => ({ candidate: number, verified, loss });

describe('the order of candidates', () => {
  test('puts a verified one before a nearer one that is not', () => {
    const ranked = rank([candidate(0, false, 0.1), candidate(1, true, 0.2)]);
    expect(ranked.map((c) => c.candidate)).toEqual([1, 0]);
  });

  test('puts a robust one before a nearer one that small perturbations spoil', () => {
    const [near, robust] = [
      { ...candidate(0, true, 0), distance: 0.1, robust: false },
      { ...candidate(1, true, 0), distance: 0.4, robust: true },
    ];
    expect(rank([near, robust])).toEqual([robust, near]);
  });

  test('puts the nearer of two that are met first', () => {
    const [far, near] = [0.4, 0.1].map((distance, i) => ({ ...candidate(i, true, 0), distance }));
    expect(rank([far, near])).toEqual([near, far]);
  });

  test('does not depend on the order in which they were solved, failed ones included', () => {
    const all = [
      candidate(0, false, 3),
      candidate(1, false, Infinity),
      candidate(2, true, 0),
      candidate(3, false, Infinity),
      candidate(4, false, 3),
    ];
    const ranked = rank(all);
    expect(ranked.map((c) => c.candidate)).toEqual([2, 0, 4, 1, 3]);
    expect(rank([...all].reverse())).toEqual(ranked);
  });
});
