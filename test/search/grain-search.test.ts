import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/random.js';
import { grainSearch } from '../../src/search/grain-search.js';
import { axisRemanence } from '../../src/structure/easy-axis-image.js';
import { createGrains } from '../../src/structure/grains.js';
import { grainCount, type Structure } from '../../src/structure/structure.js';

const initial = Array.from({ length: 16 }, (_, i) =>
  createGrains({ seed: i, grains: 20, maximumMisorientation: 1, cells: 40 }),
);
const missed = (structure: Structure) => Math.abs(axisRemanence(structure) - 0.95);
const search = () =>
  grainSearch({
    initial,
    losses: async (structures) => structures.map(missed),
    generations: 12,
    grains: [10, 30],
    maximumMisorientation: 0.9,
    random: createRandom(1, 'test'),
  });

describe('a genetic search on grains', () => {
  test('comes near to a remanence that no structure of its first generation has', async () => {
    const [best] = await search();
    expect(Math.min(...initial.map(missed))).toBeGreaterThan(0.05);
    expect(missed(best)).toBeLessThan(0.01);
  });

  test('keeps children within the limits', async () => {
    for (const structure of (await search()).filter((one) => !initial.includes(one))) {
      expect(grainCount(structure)).toBeGreaterThanOrEqual(10);
      expect(grainCount(structure)).toBeLessThanOrEqual(30);
      expect(Math.max(...structure.easyAxisAngles.map(Math.abs))).toBeLessThanOrEqual(0.9);
      expect(structure.seeds.every((s) => s >= 0 && s <= structure.size)).toBe(true);
    }
  });

  test('gives the same structures for the same seed', async () => {
    expect((await search())[0]).toEqual((await search())[0]);
  });
});
