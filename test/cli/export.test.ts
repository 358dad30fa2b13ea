// `loopsmith export` as a user calls it; what stands in the files is tested in test/export.
import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPreset } from '../../src/config/preset.js';
import { parseCurve } from '../../src/curve/curve-csv.js';
import { solverSteps } from '../../src/design/refinement.js';
import { createRunRecorder } from '../../src/design/run-recorder.js';
import type { RunFinished } from '../../src/events.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { openRun } from '../../src/store/run-store.js';
import { createGrains } from '../../src/structure/grains.js';
import { formatStructure } from '../../src/structure/structure-json.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const workplace = createWorkplace();
const cwd = workplace.path;
afterAll(workplace.remove);

const run = (...args: string[]) => loopsmith(args, { cwd });
const filesUnder = (folder: string): string[] =>
  readdirSync(join(cwd, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(cwd, folder).length + 1))
    .sort();

const curveIn = (folder: string) => parseCurve(readFileSync(join(cwd, folder, 'curve.csv'), 'utf8'), folder);

const grains = (seed: number) =>
  createGrains({ seed, grains: 4, maximumMisorientation: 0.6, size: 32e-9, cells: 16, name: `structure ${seed}` });
let runName: string;

/** A run of three candidates, the last one the best. */
function makeRun(): string {
  const preset = loadPreset('quick');
  const recorder = createRunRecorder({ preset, root: join(cwd, 'runs'), command: 'loopsmith design' });
  const path = recorder.start({
    type: 'run-started',
    name: preset.name,
    seed: 1,
    physics: preset.physics.name,
    model: preset.model,
    backend: 'wasm',
    workers: 1,
    objective: 'a test',
  });
  const candidates = [0, 1, 2].map((candidate) => {
    const structure = grains(candidate + 1);
    const { curve, anchors, fieldEvaluations, seconds } = demagnetize(structure, preset.physics, solverSteps(preset));
    const solved = {
      candidate,
      structure,
      curve,
      predicted: anchors,
      predictedAtCode: anchors,
      predictedDecoded: anchors,
      imageError: 0,
      solved: anchors,
      derived: { energyProduct: 1, squareness: 1 },
      error: {},
      loss: 3 - candidate,
      distance: 3 - candidate,
      givenUp: false,
      verified: false,
      polished: null,
      polishSolves: 0,
      robustness: null,
      fieldEvaluations,
      seconds,
    };
    recorder.save(solved);
    return solved;
  });
  recorder.finish({ state: 'done', candidates: candidates.toReversed(), orders: [], seconds: 1 } as never);
  recorder.close();
  return path;
}

beforeAll(() => {
  writeFileSync(join(cwd, 'my magnet.json'), formatStructure(grains(1)));
  runName = makeRun().split('/').at(-1)!;
});

describe('loopsmith export of a file', () => {
  test('with a space in its name makes a folder of that name', async () => {
    const { code, stdout, stderr } = await run('export', 'my magnet.json', '--format', 'structure, svg');
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('warning')]);
    expect(stdout).toMatch(/exports\/my magnet: 2 files, [\d.]+ kB\n$/);
    expect(filesUnder('exports/my magnet')).toEqual(['structure.json', 'structure.svg']);
  });

  test('refuses to write into what is there, and replaces it with --force', async () => {
    const first = ['export', 'my magnet.json', '--format', 'structure', '--out', 'twice'];
    expect((await run(...first)).code).toBe(0);
    const again = await run(...first);
    expect(again.code).toBe(2);
    expect(again.stderr).toMatch(/twice: the folder is not empty; .* --force/);
    expect((await run(...first, '--force')).code).toBe(0);
    expect(filesUnder('twice')).toEqual(['structure.json']);
  });

  test('solves what the formats need, at fields and anchor points', async () => {
    const args = ['--format', 'ovf,vti,curve', '--fields', 'mr, -0.2 HA, hc', '--physics', 'paper', '--out', 'fields'];
    const { code, stdout, stderr } = await run('export', 'my magnet.json', ...args, '--json');
    expect([code, stderr]).toEqual([0, expect.stringContaining('field step')]);
    const { files, out, physics } = JSON.parse(stdout);
    expect([out, physics]).toEqual(['fields', 'paper']);
    const names = filesUnder('fields');
    expect(files.map(({ path }: { path: string }) => path.slice('fields/'.length)).sort()).toEqual(names);
    expect(names.filter((name) => name.endsWith('.ovf'))).toHaveLength(4);
    expect(names.filter((name) => name.startsWith('magnetization_'))).toHaveLength(6);
    expect(names).toContain('magnetization_-0.20HA.ovf');
    expect(names).toContain('magnetization.pvd');
  });

  test('gives the same bytes again', async () => {
    const args = ['--format', 'ovf,mumax3,parquet', '--fields', '0', '--physics', 'paper'];
    await run('export', 'my magnet.json', ...args, '--out', 'once');
    await run('export', 'my magnet.json', ...args, '--out', 'again');
    const names = filesUnder('once');
    expect(filesUnder('again')).toEqual(names);
    for (const name of names)
      expect(readFileSync(join(cwd, 'again', name)).equals(readFileSync(join(cwd, 'once', name))), name).toBe(true);
  });

  test('without the solver writes a folder for another program that says so', async () => {
    const { code } = await run('export', 'my magnet.json', '--format', 'oommf', '--no-solve', '--out', 'unsolved');
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, 'unsolved/oommf/README.md'), 'utf8')).toContain('without solving it');
  });

  test('with --all and without the solver leaves out the curve', async () => {
    const { code, stderr } = await run('export', 'my magnet.json', '--all', '--no-solve', '--out', 'quickly');
    expect([code, stderr]).toEqual([0, expect.stringContaining('warning: left out: the curve')]);
    expect(filesUnder('quickly')).not.toContain('curve.csv');
    expect(filesUnder('quickly')).toContain('mumax3/run.mx3');
  });

  test('for mumax3 of more grains than it knows regions says what that costs', async () => {
    const many = createGrains({ seed: 1, grains: 300, maximumMisorientation: 3, size: 128e-9, cells: 64 });
    writeFileSync(join(cwd, 'many.json'), formatStructure(many));
    const { code, stderr } = await run('export', 'many.json', '--format', 'mumax3', '--no-solve');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/warning: mumax3: many: .* 300 grains .* degrees\.\n/)]);
  });

  test('solved no further than coercivity gives other programs a shorter sweep', async () => {
    const args = ['--format', 'oommf', '--physics', 'paper', '--stop-at', 'coercivity', '--out', 'short'];
    expect((await run('export', 'my magnet.json', ...args)).code).toBe(0);
    const sweep = JSON.parse(readFileSync(join(cwd, 'short/oommf/sweep.json'), 'utf8'));
    expect(sweep.endField_HA).toBeGreaterThan(-0.95);
  });

  test('stopped half-way leaves nothing', async () => {
    writeFileSync(
      join(cwd, 'large.json'),
      formatStructure(createGrains({ seed: 1, grains: 200, maximumMisorientation: 3 })),
    );
    mkdirSync(join(cwd, 'empty'));
    let pressed = false;
    const onStderr = (text: string, child: ChildProcess) => {
      if (pressed || !text.includes('field step')) return;
      pressed = true;
      child.kill('SIGINT');
    };
    const args = ['export', 'large.json', '--all', '--physics', 'paper', '--out', 'empty/stopped'];
    const { code, stderr } = await loopsmith(args, { cwd, onStderr });
    expect(code).toBe(1);
    expect(stderr).toMatch(/loopsmith: stopped\n$/);
    expect(readdirSync(join(cwd, 'empty'))).toEqual([]);
  });

  test('that fails half-way leaves nothing', async () => {
    // The cells of the physics do not divide this sample: known only when the OVF is written.
    writeFileSync(join(cwd, 'odd.json'), formatStructure({ ...grains(1), size: 33e-9, cells: 33, cellSize: 1e-9 }));
    const args = ['--format', 'structure,ovf', '--physics', 'paper', '--out', 'empty/failed'];
    const { code, stderr } = await run('export', 'odd.json', ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('does not divide the sample')]);
    expect(readdirSync(join(cwd, 'empty'))).toEqual([]);
  });
});

describe('loopsmith export of a run', () => {
  test('takes the best candidates in their order, and all of them for the table', async () => {
    const { code, stderr } = await run('export', runName, '--format', 'curve,structure,parquet', '--top', '2');
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('field step')]);
    const folder = `exports/${runName}`;
    expect(filesUnder(folder)).toEqual([
      'candidates.parquet',
      'rank-1/curve.csv',
      'rank-1/structure.json',
      'rank-2/curve.csv',
      'rank-2/structure.json',
    ]);
    const best = readFileSync(join(cwd, folder, 'rank-1/structure.json'), 'utf8');
    expect(best).toBe(readFileSync(join(cwd, 'runs', runName, 'candidates/03/structure.json'), 'utf8'));
    const [curve, stored] = [join(folder, 'rank-1'), join('runs', runName, 'candidates/03')].map(curveIn);
    expect(curve).toEqual(stored);
  });

  test('goes on beyond the coercive field where it is asked to', async () => {
    const args = ['--format', 'curve', '--top', '1', '--stop-at', 'full', '--out', 'whole'];
    expect((await run('export', runName, ...args)).code).toBe(0);
    const [whole, stored] = ['whole/rank-1', join('runs', runName, 'candidates/03')].map(curveIn);
    expect(stored.appliedField.at(-1)).toBeGreaterThan(-0.9);
    expect(whole.appliedField.at(-1)).toBeCloseTo(-1, 9);
  });

  test('of another physics draws no prediction of its own beside the curve', async () => {
    const own = ['--format', 'curve-svg', '--top', '1'];
    const other = [...own, '--physics', 'resolved', '--stop-at', 'coercivity'];
    expect((await run('export', runName, ...own, '--out', 'own')).code).toBe(0);
    expect((await run('export', runName, ...other, '--out', 'other')).code).toBe(0);
    const drawn = (folder: string) => readFileSync(join(cwd, folder, 'rank-1/curve.svg'), 'utf8');
    expect(['own', 'other'].map((folder) => drawn(folder).includes('>predicted</text>'))).toEqual([true, false]);
  });

  test('with --all makes a complete folder', async () => {
    const { code } = await run('export', join('runs', runName), '--all', '--top', '1', '--out', 'complete');
    expect(code).toBe(0);
    const names = filesUnder('complete');
    for (const name of [
      'candidates.parquet',
      'rank-1/curve.csv',
      'rank-1/curve.svg',
      'rank-1/easy-axes.ovf',
      'rank-1/fidimag/run.py',
      'rank-1/magnetization.pvd',
      'rank-1/magnetization_0.00HA.ovf',
      'rank-1/magnumnp/run.py',
      'rank-1/mumax3/run.mx3',
      'rank-1/oommf/run.mif',
      'rank-1/structure.json',
      'rank-1/structure.png',
      'rank-1/structure.svg',
      'rank-1/structure.vti',
    ])
      expect(names).toContain(name);
  });

  test('that lacks files solves what is missing and says so', async () => {
    const name = `${runName}-poor`;
    cpSync(join(cwd, 'runs', runName), join(cwd, 'runs', name), { recursive: true });
    const folder = join(cwd, 'runs', name);
    for (const file of ['report.json', 'candidates/03/curve.csv', 'candidates/03/predicted.json'])
      rmSync(join(folder, file));
    const { code, stderr } = await run('export', name, '--format', 'curve,parquet', '--top', '1');
    expect(code).toBe(0);
    expect(stderr).toMatch(/warning: .*candidate 3: .* holds no curve of it/);
    const [solved, stored] = [join('exports', name, 'rank-1'), join('runs', runName, 'candidates/03')].map(curveIn);
    expect(solved).toEqual(stored);
    rmSync(join(folder, 'candidates/03/structure.json'));
    const fewer = await run('export', name, '--format', 'structure', '--out', 'fewer');
    expect([fewer.code, fewer.stderr]).toEqual([
      0,
      expect.stringMatching(/left out: candidate 3: no file .*structure\.json/),
    ]);
    expect(filesUnder('fewer')).toEqual(['rank-1/structure.json', 'rank-2/structure.json']);
    writeFileSync(join(folder, 'candidates/01/solved.json'), '{');
    const broken = await run('export', name, '--format', 'curve', '--out', 'broken');
    expect([broken.code, broken.stderr]).toEqual([1, expect.stringMatching(/01\/solved\.json: cut short or not JSON/)]);
    expect(existsSync(join(cwd, 'broken'))).toBe(false);
  });

  const endings: [string, Partial<RunFinished> | null, string][] = [
    ['stopped', { state: 'stopped' }, 'the run was stopped; what'],
    ['failed', { state: 'failed', message: 'the solver gave up' }, 'the run failed (the solver gave up); what'],
    ['killed', null, 'the run has not finished, or was killed; what'],
  ];
  const finished: RunFinished = { type: 'run-finished', state: 'done', verified: 0, candidates: 3, seconds: 1 };
  for (const [how, ending, words] of endings)
    test(`that was ${how} says so`, async () => {
      const name = `${runName}-${how}`;
      cpSync(join(cwd, 'runs', runName), join(cwd, 'runs', name), { recursive: true });
      rmSync(join(cwd, 'runs', name, 'report.json'));
      const stored = openRun(name, { root: join(cwd, 'runs') });
      if (ending) stored.append({ ...finished, ...ending });
      stored.close();
      const { code, stderr } = await run('export', name, '--format', 'structure', '--top', '1');
      expect([code, stderr]).toEqual([0, expect.stringContaining(`warning: runs/${name}: ${words}`)]);
      expect(filesUnder(`exports/${name}`)).toEqual(['rank-1/structure.json']);
    });

  test('without candidates fails', async () => {
    cpSync(join(cwd, 'runs', runName, 'config.json'), join(cwd, 'runs', 'bare', 'config.json'), { recursive: true });
    const { code, stderr } = await run('export', 'bare', '--all');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/runs\/bare: no candidates to export: the run has not/)]);
  });
});

describe('loopsmith export', () => {
  const wrong: [string[], RegExp][] = [
    [['export'], /missing required argument 'run\|file'/],
    [['export', 'my magnet.json'], /say what to write: --format NAME, or --all \(formats: structure, /],
    [['export', 'my magnet.json', '--format', 'mumax'], /unknown format "mumax"; did you mean "mumax3"/],
    [['export', 'my magnet.json', '--format', ' , '], /say what to write/],
    [['export', 'my magnet.json', '--format', 'svg', '--all'], /--all and --format both say/],
    [['export', 'absent.json', '--all'], /absent\.json: cannot be read: no such file/],
    [['export', 'nothing', '--all'], /no run "nothing"/],
    [['export', 'my magnet.json', '--format', 'svg', '--fields', 'mr'], /none of the formats holds a magnetization/],
    [['export', 'my magnet.json', '--format', 'vti', '--fields', 'x'], /--fields: expected a field such as .* got "x"/],
    [['export', 'my magnet.json', '--format', 'vti', '--fields', '7 T'], /expected a field from -1 to 1 HA, got 7 T/],
    [['export', 'my magnet.json', '--format', 'vti', '--fields', '0', '--no-solve'], /leave out --no-solve/],
    [
      ['export', 'my magnet.json', '--format', 'curve', '--no-solve', '--out', 'new'],
      /curve: structure 1 has no curve yet/,
    ],
    [['export', 'my magnet.json', '--format', 'svg', '--top', '0'], /--top.*whole number from 1/],
    [
      ['export', 'my magnet.json', '--format', 'svg', '--physics', 'pape'],
      /unknown physics "pape"; did you mean "paper"/,
    ],
    [['export', 'my magnet.json', '--format', 'svg', '--out', 'my magnet.json'], /expected a folder, but it is a file/],
    [['simulate', 'my magnet.json', '--states', 'x'], /--save-states and --states belong together/],
  ];
  for (const [args, message] of wrong)
    test(`"${args.join(' ')}" is wrong use`, async () => {
      const { code, stdout, stderr } = await run(...args);
      expect(stderr).toMatch(message);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect([code, stdout]).toEqual([2, '']);
    });
});

describe('loopsmith simulate --save-states', () => {
  test('writes the magnetization at fields and anchor points, also beyond the end of the curve', async () => {
    const args = ['--save-states', 'hc, 0, -0.9', '--states', 'kept states', '--stop-at', 'coercivity', '--json'];
    const { code, stdout } = await run('simulate', 'my magnet.json', ...args);
    expect(code).toBe(0);
    const { anchors, states, curve } = JSON.parse(stdout);
    const fields = states.map(({ appliedField }: { appliedField: number }) => appliedField);
    expect(fields).toEqual([0, -Math.round(100 * anchors.hc) / 100, -0.9]);
    expect(curve.appliedField.at(-1)).toBeGreaterThan(-0.9);
    expect(filesUnder('kept states')).toHaveLength(3);
    expect(filesUnder('kept states')).toContain('magnetization_-0.90HA.ovf');
  });
});
