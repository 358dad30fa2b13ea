import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../src/random.js';
import { createWorkplace, loopsmith } from './loopsmith.js';
import { candidateFiles, createSmallDesign, type SmallDesign } from './small-design.js';

const workplace = createWorkplace();
const cwd = workplace.path;
const kills = 3;

let small: SmallDesign;
let whole: string;
let seconds: number;

beforeAll(async () => {
  small = await createSmallDesign(cwd);
  const started = performance.now();
  expect((await small.design('whole')).code).toBe(0);
  seconds = (performance.now() - started) / 1000;
  whole = small.newest('whole') ?? '';
});
afterAll(workplace.remove);

describe('a run', () => {
  test('killed at random moments resumes to the same bytes', async () => {
    const random = createRandom(1, 'kills');
    let resumed = 0;
    for (let kill = 0; kill < kills; kill++) {
      const root = `killed-${kill}`;
      const after = random.uniform(0.15, 0.95) * seconds * 1000;
      let timer: NodeJS.Timeout | undefined;
      await small.design(root, [], {
        onStderr: (_, child) => {
          timer ??= setTimeout(() => child.kill('SIGKILL'), after);
        },
      });
      clearTimeout(timer);
      const run = small.newest(root);
      if (!run || existsSync(join(run, 'report.json')) || !existsSync(join(run, 'state.json'))) continue;
      resumed++;
      const { code, stderr } = await loopsmith(['design', '--resume', run, '--workers', '1'], { cwd });
      expect(stderr.trim().split('\n').at(-1)).toMatch(/done in/);
      expect(code).toBe(0);
      expect(candidateFiles(run)).toEqual(candidateFiles(whole));
    }
    expect(resumed).toBeGreaterThan(0);
  });

  test('that is done, of another version, edited or in progress is not resumed, and nothing is written', async () => {
    const refuse = async (run: string, message: RegExp) => {
      const before = readdirSync(run, { recursive: true }).sort();
      const { code, stderr } = await loopsmith(['runs', 'resume', run], { cwd });
      expect(stderr).toMatch(message);
      expect(stderr).not.toContain('    at ');
      expect(code).toBeGreaterThan(0);
      expect(readdirSync(run, { recursive: true }).sort()).toEqual(before);
    };
    await refuse(whole, /is done, nothing is left to resume/);
    const broken = (name: string, edit: (config: string) => string) => {
      const run = join(cwd, name);
      cpSync(whole, run, { recursive: true });
      writeFileSync(join(run, 'config.json'), edit(readFileSync(join(run, 'config.json'), 'utf8')));
      return run;
    };
    await refuse(
      broken('old', (config) => config.replace(/"version": "[^"]*"/, '"version": "0.0.1"')),
      /made by version 0\.0\.1, this is/,
    );
    await refuse(
      broken('edited', (config) => config.replace('"seed": 1', '"seed": 2')),
      /was edited after it was written/,
    );
    await refuse(
      broken('cut', (config) => config.slice(0, config.length / 2)),
      /cut short or not JSON/,
    );
  });

  test('is not taken up by two at once, and removed only when nobody works in it', async () => {
    const run = join(cwd, 'busy');
    cpSync(whole, run, { recursive: true });
    writeFileSync(join(run, 'events.jsonl'), '');
    writeFileSync(join(run, 'lock'), JSON.stringify({ pid: process.pid, host: (await import('node:os')).hostname() }));
    expect((await loopsmith(['design', '--resume', run], { cwd })).stderr).toMatch(/in progress \(process \d+\)/);
    expect((await loopsmith(['runs', 'rm', run], { cwd })).stderr).toMatch(/in progress/);
    writeFileSync(join(run, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, host: (await import('node:os')).hostname() }));
    expect((await loopsmith(['runs', 'rm', run], { cwd })).stdout).toContain('removed');
    expect(existsSync(run)).toBe(false);
  });

  test('resumed takes no flag that would change what it is about', async () => {
    const { code, stderr } = await loopsmith(['design', '--resume', whole, '--target', 'mr=0.7'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('expected none of --target');
  });

  test('and another at once in one folder do not disturb each other', async () => {
    const both = await Promise.all([small.design('together'), small.design('together')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const runs = readdirSync(join(cwd, 'together'));
    expect(runs).toHaveLength(2);
    for (const run of runs) expect(candidateFiles(join(cwd, 'together', run))).toEqual(candidateFiles(whole));
  });
});
