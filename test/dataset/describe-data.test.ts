import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateDataset } from '../../src/dataset/generate.js';
import { run } from '../../src/dataset/tasks/describe-data.js';
import { temporaryFolder } from '../store/temporary-folder.js';
import { madeUpPool, paper } from './made-up-labels.js';

const base = temporaryFolder();
const limits = { minimumGrains: 3, maximumGrains: 9, cells: 16 };
const describeData = (folder: string) => run({ folder }, { onProgress: () => {} });

it('says how many structures a folder holds, and of which physics', async () => {
  const out = join(base, 'twelve');
  await generateDataset({ out, physics: paper, seed: 4, limits, count: 12, pool: madeUpPool() });
  expect(await describeData(out)).toBe(
    `${out} holds 12 labelled structures, 10 with all anchor points: physics paper, seed 4, 1 with warnings (first: draw 7: a cell is coarser than a domain wall)`,
  );
});

it('says of a folder that is not there what was expected', async () => {
  const nothing = join(base, 'nothing');
  await expect(describeData(nothing)).rejects.toThrow(`${nothing}: no labelled data: expected`);
});
