import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/random.js';
import { proposeMoves } from '../../src/search/propose-moves.js';
import { expectClose } from '../expect-close.js';

const base = { count: 3, best: [0, 0, 0], caution: 0.03, random: createRandom(1, 'test') };

describe('proposed moves', () => {
  test('reach a goal inside the radius', () => {
    const goal = [0.7, -0.4, 0.1];
    const loss = (p: Float64Array) => 50 * Math.hypot(...goal.map((g, j) => p[j] - g));
    const moves = proposeMoves({ ...base, radius: 1.5, loss });
    for (const [j, g] of goal.entries()) expectClose(moves[j], g, { atol: 0.05 });
  });

  test('never leave the radius around the best', () => {
    const moves = proposeMoves({ ...base, best: [1, 0, 0], radius: 0.5, loss: (p) => -p[0] - p[1] });
    expectClose(moves[0], 1.5, { atol: 0.01 });
    expect(moves.every((value, j) => Math.abs(value - [1, 0, 0][j]) <= 0.5)).toBe(true);
  });

  test('stay small where many moves do the same', () => {
    const moves = proposeMoves({ ...base, radius: 3, loss: (p) => 100 * Math.abs(p[0] + p[1] - 0.5) });
    expect(Math.hypot(...moves)).toBeLessThan(0.6);
  });

  test('are the same for the same seed', () => {
    const [a, b] = [1, 1].map(() =>
      proposeMoves({ ...base, radius: 1, loss: (p) => (p[0] - 0.3) ** 2, random: createRandom(7, 'test') }),
    );
    expect(a).toEqual(b);
  });
});
