import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import { createMatrixAdaptation } from '../../src/search/matrix-adaptation.js';

/** A valley a thousand times as steep across as along, turned by 45 degrees: its axes must be learned. */
const valley = ([x, y]: ArrayLike<number> & Iterable<number>) => 1000 * (x - y) ** 2 + (x + y - 2) ** 2;

function minimize(generations: number, seed: number) {
  const strategy = createMatrixAdaptation([3, -2], 1, createRandom(seed, 'valley'));
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < generations; i++) {
    const values = strategy.ask().map(valley);
    const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
    best = Math.min(best, values[order[0]]);
    strategy.tell(order);
  }
  return best;
}

describe('matrix adaptation', () => {
  it.each([1, 2, 3])('comes to the bottom of a narrow turned valley, with seed %i', (seed) => {
    expect(minimize(150, seed)).toBeLessThan(1e-9);
  });

  it('converges: twice the generations bring it far deeper', () => {
    expect(minimize(100, 1)).toBeLessThan(1e-3 * minimize(50, 1));
  });

  it('asks for the same points again with the same seed', () => {
    const first = () => createMatrixAdaptation([0, 1, 2], 0.5, createRandom(1, 'a')).ask();
    expect(first()).toEqual(first());
  });
});
