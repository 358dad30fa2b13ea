import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../src/random.js';
import { saveTinyModel } from '../design/tiny-model.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const workplace = createWorkplace();
const cwd = workplace.path;
const preset = `name: small
objective: { name: both, terms: { mr: 0.9 Ms, hc: 2.7 T } }
physics: coarse
model: tiny
search: { populationSize: 24, generations: 4, minimumDistance: 0.001 }
structure: { grains: [4, 24] }
verify: { candidates: 2, fieldStep: 0.05 }
polish: { candidates: 2, solves: 4 }
`;
// So strong an exchange that cells of 10 nm resolve a wall: solved in a moment.
const physics = `name: coarse
material: { saturationPolarization: 1.61 T, exchangeStiffness: 5e-10 J/m, anisotropyConstant: 4.2 MJ/m3 }
cellSize: 10 nm
magnetization: planar
`;
const kills = 4;

/** Files of the candidates of a run, by path. */
function candidateFiles(run: string): Record<string, string> {
  const folder = join(run, 'candidates');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

const newest = (root: string): string | undefined => {
  const names = existsSync(join(cwd, root)) ? readdirSync(join(cwd, root)).sort() : [];
  return names.length > 0 ? join(cwd, root, names[names.length - 1]) : undefined;
};
const design = (root: string, ...args: string[]) =>
  loopsmith(['design', '--preset', 'small', '--backend', 'wasm', '--runs', root, '--workers', '2', ...args], { cwd });

let whole: string;
let seconds: number;

beforeAll(async () => {
  mkdirSync(join(cwd, 'presets/physics'), { recursive: true });
  writeFileSync(join(cwd, 'presets/small.yaml'), preset);
  writeFileSync(join(cwd, 'presets/physics/coarse.yaml'), physics);
  await saveTinyModel(join(cwd, 'presets/models/tiny'), join(cwd, 'presets/physics/coarse.yaml'));
  const started = performance.now();
  expect((await design('whole')).code).toBe(0);
  seconds = (performance.now() - started) / 1000;
  whole = newest('whole') ?? '';
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
      await loopsmith(['design', '--preset', 'small', '--backend', 'wasm', '--runs', root, '--workers', '2'], {
        cwd,
        onStderr: (_, child) => {
          timer ??= setTimeout(() => child.kill('SIGKILL'), after);
        },
      });
      clearTimeout(timer);
      const run = newest(root);
      if (!run || existsSync(join(run, 'report.json')) || !existsSync(join(run, 'state.json'))) continue;
      resumed++;
      const { code, stderr } = await loopsmith(['design', '--resume', run, '--workers', '1'], { cwd });
      expect(stderr.trim().split('\n').at(-1)).toMatch(/done in/);
      expect(code).toBe(0);
      expect(candidateFiles(run)).toEqual(candidateFiles(whole));
      expect(existsSync(join(run, 'work'))).toBe(false);
    }
    expect(resumed).toBeGreaterThan(0);
  }, 240_000);

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
    const both = await Promise.all([design('together'), design('together')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const runs = readdirSync(join(cwd, 'together'));
    expect(runs).toHaveLength(2);
    for (const run of runs) expect(candidateFiles(join(cwd, 'together', run))).toEqual(candidateFiles(whole));
  });
});
