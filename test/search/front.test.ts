import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/random.js';
import { crowdingDistances, dominates, frontOrder, fronts } from '../../src/search/front.js';

describe('a front', () => {
  test('holds exactly those that no other dominates', () => {
    const random = createRandom(1, 'front');
    const costs = Array.from({ length: 60 }, () => [random.next(), random.next(), random.next()]);
    const [first] = fronts(costs);
    const expected = [...costs.keys()].filter((a) => !costs.some((other) => dominates(other, costs[a])));
    expect(first).toEqual(expected);
    expect(
      fronts(costs)
        .flat()
        .sort((a, b) => a - b),
    ).toEqual([...costs.keys()]);
  });

  test('of equal members is all of them', () => {
    expect(
      fronts([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([[0, 1, 2]]);
  });

  test('comes before the next one, its ends and its lonely members first', () => {
    const costs = [
      [0, 4],
      [1, 3],
      [1.1, 2.9],
      [4, 0],
      [5, 5],
    ];
    const order = frontOrder(costs);
    expect(order.slice(0, 2).sort()).toEqual([0, 3]);
    expect(order.at(-1)).toBe(4);
    expect(order.indexOf(2)).toBeLessThan(order.indexOf(1));
  });

  test('gives its ends infinite room', () => {
    expect(
      crowdingDistances(
        [0, 1, 2],
        [
          [0, 2],
          [1, 1],
          [2, 0],
        ],
      ),
    ).toEqual([Infinity, 2, Infinity]);
  });
});
