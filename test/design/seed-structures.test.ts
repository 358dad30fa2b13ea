import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { labelledData } from '../../src/cli/labelled-data.js';
import { loadPhysics } from '../../src/config/physics.js';
import { checkSample } from '../../src/design/check-sample.js';
import { isWithin } from '../../src/design/is-within.js';
import { findData, hiddenData, seedStructures } from '../../src/design/seed-structures.js';
import { createGrains } from '../../src/structure/grains.js';

const options = {
  physics: loadPhysics('paper'),
  limits: { grains: [4, 24] as [number, number], maximumMisorientation: 0.5 },
  seed: 7,
  count: 20,
  data: null,
};
const own = createGrains({ seed: 3, grains: 11, maximumMisorientation: 0.3, name: 'mine.json' });

test('a search that starts from a structure is seeded with it, with its variants, and with as many others', async () => {
  const seeds = await seedStructures({ ...options, startFrom: [own] });
  expect(seeds).toHaveLength(20);
  expect(seeds[0]).toBe(own);
  expect(seeds.filter(({ name }) => name === 'mine.json')).toHaveLength(10);
  expect(new Set(seeds.map(({ easyAxisAngles }) => easyAxisAngles.join())).size).toBe(20);
});

test('the same seed gives the same variants, another gives others', async () => {
  const [first, again] = await Promise.all([1, 2].map(() => seedStructures({ ...options, startFrom: [own] })));
  const [, other] = await seedStructures({ ...options, seed: 8, startFrom: [own] });
  expect(again).toEqual(first);
  expect(other.easyAxisAngles).not.toEqual(first[1].easyAxisAngles);
});

test('a sample of another size than the models know is refused in one line', () => {
  const wide = createGrains({ seed: 3, grains: 5, maximumMisorientation: 0.3, size: 500e-9 });
  expect(() => checkSample(wide, 'wide.json')).toThrow(
    'wide.json: the sample is 500 nm wide, models know samples of 320 nm: cut it, or import its map again with --size',
  );
  const flat = createGrains({ seed: 3, grains: 5, maximumMisorientation: 0.3, thickness: 1e-8 });
  expect(() => checkSample(flat, 'flat.json')).toThrow('flat.json: the sample is 10 nm long along z');
  expect(() => checkSample(own, 'mine.json')).not.toThrow();
});

test('limits on the number of grains are kept to', () => {
  const count = own.easyAxisAngles.length;
  const within = (least: number, most: number) =>
    isWithin(own, { grains: [least, most], maximumMisorientation: Math.PI / 2 });
  expect([within(count, count), within(count + 1, 256), within(1, count - 1)]).toEqual([true, false, false]);
});

test('no axis is more than 90 degrees off: k and -k are one', () => {
  const structure = { ...own, easyAxisAngles: own.easyAxisAngles.map((t, i) => (i === 0 ? Math.PI - 0.2 : t)) };
  const limits = { grains: [4, 24] as [number, number], maximumMisorientation: Math.PI / 2 };
  expect(isWithin(structure, limits)).toBe(true);
  expect(isWithin(structure, { ...limits, maximumMisorientation: 0.3 })).toBe(true);
  expect(isWithin(structure, { ...limits, maximumMisorientation: 0.1 })).toBe(false);
});

test('labelled data of your own are used instead of the shipped ones, and that is said', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'loopsmith-'));
  const where = vi.spyOn(process, 'cwd').mockReturnValue(cwd);
  expect(findData('paper')).toMatch(/presets.data.paper$/);
  expect(hiddenData('paper')).toBeNull();
  const mine = join(cwd, 'presets', 'data', 'paper');
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'dataset.json'), '{}');
  expect(findData('paper')).toBe(mine);
  expect(hiddenData('paper')).toMatch(/^labelled data: presets.data.paper, not the shipped ones/);
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(labelledData('first-light')).toBe(mine); // of evaluate and plots
  expect(String(said.mock.calls[0]?.[0])).toContain('not the shipped ones');
  said.mockRestore();
  where.mockRestore();
  rmSync(cwd, { recursive: true });
});
