import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveTinyModel } from '../design/tiny-model.js';
import { createWorkplace, loopsmith } from './loopsmith.js';
import { coarsePhysics } from './small-design.js';

const workplace = createWorkplace();
const cwd = workplace.path;
const small = ['--preset', 'small', '--backend', 'wasm'];
const preset = `name: small
objective:
  name: both
  terms: { mr: 0.9 Ms, hc: 2.7 T }
physics: coarse
model: tiny
search: { populationSize: 24, generations: 6, minimumDistance: 0.001 }
structure: { grains: [4, 24] }
verify: { candidates: 2, fieldStep: 0.05, refine: 1 }
polish: { candidates: 1, solves: 2 }
`;

beforeAll(async () => {
  mkdirSync(join(cwd, 'presets/physics'), { recursive: true });
  writeFileSync(join(cwd, 'presets/small.yaml'), preset);
  writeFileSync(join(cwd, 'presets/physics/coarse.yaml'), coarsePhysics);
  await saveTinyModel(join(cwd, 'presets/models/tiny'), join(cwd, 'presets/physics/coarse.yaml'));
});
afterAll(workplace.remove);

const runFolders = () => (existsSync(join(cwd, 'runs')) ? readdirSync(join(cwd, 'runs')).sort() : []);
const design = (...args: string[]) => loopsmith(['design', ...small, ...args], { cwd });

describe('loopsmith design', () => {
  test('with --json prints one document, and everything else to standard error', async () => {
    const { code, stdout, stderr } = await design('--json', '--seed', '4', '--workers', '2');
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(expect.arrayContaining(['run', 'target', 'seconds', 'candidates']));
    expect(report.target.mr).toBe(0.9);
    expect(report.wanted.map(({ goal }: { goal: string }) => goal)).toEqual(['target', 'target']);
    expect(report.candidates).toHaveLength(2);
    expect(report.candidates.map((candidate: { rank: number }) => candidate.rank)).toEqual([1, 2]);
    for (const { structure, predicted, solved, verified } of report.candidates) {
      expect(Object.keys(predicted)).toEqual(['m1', 'mr', 'hk90', 'hk80', 'hk70', 'hc']);
      expect(Object.keys(solved)).toEqual(Object.keys(predicted));
      expect(typeof verified).toBe('boolean');
      expect(JSON.parse(readFileSync(join(cwd, structure), 'utf8')).schema).toBe('loopsmith/structure@1');
    }
    expect(stderr).toContain('generation 6 of 6');
  });

  test('leaves a run folder with config, events and candidates', async () => {
    const [run] = runFolders();
    expect(readdirSync(join(cwd, 'runs', run)).sort()).toEqual([
      'candidates',
      'config.json',
      'events.jsonl',
      'report.json',
      'state.json',
      'work',
    ]);
    const files = readdirSync(join(cwd, 'runs', run, 'candidates/01')).filter((file) => file !== 'realised.json');
    expect(files.sort()).toEqual([
      'curve.csv',
      'curve.svg',
      'image.png',
      'predicted.json',
      'solved.json',
      'structure.json',
    ]);
  });

  test('gives the same candidates for the same seed with 1 and with 2 workers', async () => {
    const before = runFolders();
    expect((await design('--seed', '4', '--workers', '1')).code).toBe(0);
    const runs = [before[0], ...runFolders().filter((run) => !before.includes(run))];
    expect(runs).toHaveLength(2);
    const candidates = runs.map((run) =>
      ['01', '02'].flatMap((candidate) =>
        ['structure.json', 'predicted.json', 'solved.json', 'curve.csv'].map((file) =>
          readFileSync(join(cwd, 'runs', run, 'candidates', candidate, file), 'utf8'),
        ),
      ),
    );
    expect(candidates[1]).toEqual(candidates[0]);
    expect(new Set(candidates[0].filter((_, i) => i % 4 === 0)).size).toBe(2);
  });

  test('another seed gives other candidates', async () => {
    const report = JSON.parse((await design('--json', '--seed', '5')).stdout);
    const [first] = runFolders();
    const structure = (path: string) => readFileSync(join(cwd, path), 'utf8');
    expect(structure(report.candidates[0].structure)).not.toBe(structure(`runs/${first}/candidates/01/structure.json`));
  });

  test('a structure to start from is solved as it is, beside what the search finds', async () => {
    const [run] = runFolders();
    const own = `runs/${run}/candidates/02/structure.json`;
    const { stdout } = await design('--json', '--seed', '4', '--start-from', own);
    const { candidates } = JSON.parse(stdout);
    expect(candidates).toHaveLength(3);
    const [start, ...others] = candidates.filter((candidate: { start?: string }) => candidate.start === own);
    expect(others).toEqual([]);
    const read = (path: string) => JSON.parse(readFileSync(join(cwd, path), 'utf8'));
    expect(read(start.structure)).toEqual({ ...read(own), name: `small, candidate 1 (${own})` });
    const solved = read(`runs/${run}/candidates/02/solved.json`);
    expect(start.solved).toEqual(solved.anchors);
  });

  test('a structure to start from that is no sample of the model is refused before anything is written', async () => {
    const before = runFolders();
    const structure = JSON.parse(readFileSync(join(cwd, `runs/${before[0]}/candidates/01/structure.json`), 'utf8'));
    const { size, cellSize } = structure;
    writeFileSync(join(cwd, 'wide.json'), JSON.stringify({ ...structure, size: 2 * size, cellSize: 2 * cellSize }));
    const { code, stderr } = await design('--start-from', 'wide.json');
    expect(code).toBe(2);
    expect(stderr.trim().split('\n').at(-1)).toBe(
      'loopsmith: wide.json: the sample is 640 nm wide, models know samples of 320 nm: cut it, or import its map again with --size',
    );
    expect(runFolders()).toEqual(before);
  });

  test('targets replace the objective of the preset', async () => {
    const { stdout } = await design('--json', '--target', 'mr=0.7', '--target', 'hc=0.3');
    expect(JSON.parse(stdout).target).toEqual({ mr: 0.7, hc: 0.3 });
  });

  test('two wishes give a front of verified candidates, as table and picture', async () => {
    const wishes = ['--target', 'mr=maximize', '--target', 'hc=maximize', '--target', 'm1>=0.1'];
    const { code, stdout } = await design('--json', ...wishes);
    expect(code).toBe(0);
    const { front, candidates, run } = JSON.parse(stdout);
    expect(front.quantities).toEqual(['mr', 'hc']);
    const values = front.points.map((point: { values: Record<string, number> }) => [point.values.mr, point.values.hc]);
    expect(values.length).toBeGreaterThan(0);
    for (const [mr, hc] of values)
      for (const { solved, polished } of candidates) {
        const other = polished?.anchors ?? solved;
        expect(other.mr > mr && other.hc > hc).toBe(false);
      }
    expect(readFileSync(join(cwd, run, 'front.svg'), 'utf8')).toContain('mr against hc');
    expect((await loopsmith(['runs', 'show', run], { cwd })).stdout).toContain('candidate on the front');
    // The screens rank as the report does.
    const told = readFileSync(join(cwd, run, 'events.jsonl'), 'utf8')
      .split('\n')
      .find((line) => line.includes('"front"'));
    const numbers = candidates.map(({ structure }: { structure: string }) => Number(basename(dirname(structure))) - 1);
    expect(JSON.parse(told ?? '{}').ranked).toEqual(numbers);
  });

  test('Ctrl-C once ends it cleanly and says how to go on', async () => {
    let sent = false;
    const { code, stderr } = await loopsmith(
      ['design', ...small, '--set', 'search.generations=100000', '--set', 'search.stallGenerations=100000'],
      {
        cwd,
        onStderr: (text, child) => {
          if (sent || !text.includes('search')) return;
          sent = true;
          child.kill('SIGINT');
        },
      },
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/stopped; to go on: loopsmith design --resume runs\//);
    const last = readFileSync(join(cwd, 'runs', runFolders().at(-1) ?? '', 'events.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .at(-1);
    expect(JSON.parse(last ?? '')).toMatchObject({ type: 'run-finished', state: 'stopped' });
  });

  test('its runs are listed, shown, checked and solve to the same again', async () => {
    const [run] = runFolders();
    const list = JSON.parse((await loopsmith(['runs', 'ls', '--json'], { cwd })).stdout);
    expect(list.map(({ path }: { path: string }) => path)).toContain(`runs/${run}`);
    const shown = JSON.parse((await loopsmith(['runs', 'show', run, '--json'], { cwd })).stdout);
    expect(shown.report.candidates).toHaveLength(2);
    expect((await loopsmith(['runs', 'check', run], { cwd })).stdout).toContain('sound');
    const verified = await loopsmith(['verify', run, '--json'], { cwd });
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ same: true });
  });

  test('a candidate changed after the run no longer solves to what is stored', async () => {
    const [run] = runFolders();
    const path = join(cwd, 'runs', run, 'candidates/01/structure.json');
    const text = readFileSync(path, 'utf8');
    const structure = JSON.parse(text);
    structure.easyAxisAngles = structure.easyAxisAngles.map(() => 0.7);
    writeFileSync(path, JSON.stringify(structure));
    const { code, stderr } = await loopsmith(['verify', run], { cwd });
    writeFileSync(path, text);
    expect(code).toBe(1);
    expect(stderr).toContain('1 of 2 candidates');
  });

  test('a model of another physics is refused before anything is written', async () => {
    const before = runFolders();
    const { code, stderr } = await loopsmith(['design', ...small, '--set', 'physics=paper'], { cwd });
    expect(code).toBe(2);
    expect(stderr.trim().split('\n').at(-1)).toBe(
      'loopsmith: model tiny was trained with physics coarse, the run asks for paper: choose a model of physics paper, or another physics',
    );
    expect(runFolders()).toEqual(before);
  });

  test('an empty model folder fails with one line and exit code 1', async () => {
    mkdirSync(join(cwd, 'empty'), { recursive: true });
    const { code, stderr } = await loopsmith(['design', ...small, '--set', 'model=./empty'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/loopsmith: .*empty: no card\.json/);
    expect(stderr).not.toContain('    at ');
  });

  test('predict answers with anchors and the name of the model', async () => {
    const [run] = runFolders();
    const file = `runs/${run}/candidates/01/structure.json`;
    const { stdout } = await loopsmith(['predict', file, '--model', 'tiny', '--backend', 'wasm', '--json'], { cwd });
    const { anchors, model } = JSON.parse(stdout);
    expect(model).toBe('tiny');
    const stored = JSON.parse(readFileSync(join(cwd, `runs/${run}/candidates/01/predicted.json`), 'utf8'));
    const expected = stored.polished ?? stored.anchors;
    for (const name of Object.keys(anchors)) expect(Math.abs(anchors[name] - expected[name])).toBeLessThan(1e-5);
  });
});
