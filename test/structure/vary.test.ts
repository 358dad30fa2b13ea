import { expect, test } from 'vitest';
import { createRandom } from '../../src/random.js';
import { createGrains } from '../../src/structure/grains.js';
import { varyStructure } from '../../src/structure/vary.js';

const structure = createGrains({ seed: 3, grains: 40, maximumMisorientation: 0.3 });
const vary = (strength: number, maximumMisorientation?: number) =>
  varyStructure(structure, { random: createRandom(1, 'vary'), strength, maximumMisorientation });
const meanMove = (strength: number) => {
  const { seeds } = vary(strength);
  return seeds.reduce((sum, s, i) => sum + Math.abs(s - structure.seeds[i]), 0) / seeds.length;
};

test('of strength 0 a variant is the structure itself', () => {
  expect(vary(0)).toEqual(structure);
});

test('a stronger variant moves its seeds further, and none out of the sample', () => {
  expect(meanMove(0.1)).toBeGreaterThan(0);
  expect(meanMove(1)).toBeGreaterThan(3 * meanMove(0.1));
  for (const s of vary(1).seeds) expect(s >= 0 && s <= structure.size).toBe(true);
});

test('no axis of a variant is turned further than the limit', () => {
  const { easyAxisAngles } = vary(1, 0.2);
  expect(Math.max(...easyAxisAngles.map(Math.abs))).toBeLessThanOrEqual(0.2);
  expect(new Set(easyAxisAngles).size).toBeGreaterThan(10);
});
