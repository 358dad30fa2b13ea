// Hostile files, each read by a program of its own: refused in one line, quickly, with little memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkplace, loopsmith } from '../cli/loopsmith.js';
import { writeHostileFiles } from './hostile-files.js';

const workplace = createWorkplace();
afterAll(workplace.remove);
const files = writeHostileFiles(workplace.path);

/** Processor time of the whole program, against that of one that has nothing to read: most of it is its start. */
const mostStarts = 4;
const mostMegabytes = 500;

const measure = pathToFileURL(new URL('measure-cost.mjs', import.meta.url).pathname).href;

async function costOf(args: readonly string[]) {
  const file = join(workplace.path, 'cost.json');
  const ended = await loopsmith(['import', ...args], {
    cwd: workplace.path,
    env: { NODE_OPTIONS: `--max-old-space-size=256 --import=${measure}`, COST_FILE: file },
  });
  return { ...ended, ...(JSON.parse(readFileSync(file, 'utf8')) as { seconds: number; megabytes: number }) };
}

describe('a file made to hurt', () => {
  let start: Awaited<ReturnType<typeof costOf>>;
  beforeAll(async () => {
    start = await costOf(['no such file.ctf']);
  });
  for (const { name, message, args = [] } of files.filter(({ name }) => !name.endsWith('.csv')))
    test(`${name} is refused in one line, in little time and memory`, async () => {
      const { code, stdout, stderr, seconds, megabytes } = await costOf([name, ...args]);
      if (process.env.SHOW_COST) console.log(`${name}: ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`);
      expect(stderr).toMatch(/^loopsmith: [^\n]+\n$/);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/defect|\bat .*\.js:/);
      expect([code, stdout]).toEqual([2, '']);
      expect(seconds).toBeLessThan(mostStarts * start.seconds);
      expect(megabytes).toBeLessThan(mostMegabytes);
    });
});
