import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { presetAnswers } from '../../src/cli/preset-answers.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const workplace = createWorkplace();
const cwd = workplace.path;
afterAll(workplace.remove);
const run = (...args: string[]) => loopsmith(args, { cwd });

describe('loopsmith presets new', () => {
  test('writes a preset that the other commands take, and overwrites none', async () => {
    const flags = ['--objective', 'target-coercivity', '--grains', '16-64', '--max-misorientation', '30 deg'];
    const first = await run('presets', 'new', 'mine', ...flags);
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    const shown = JSON.parse((await run('presets', 'show', 'mine')).stdout);
    expect(shown.structure.grains).toEqual([16, 64]);
    const before = readFileSync(join(cwd, 'presets/mine.yaml'), 'utf8');
    const second = await run('presets', 'new', 'mine');
    expect(second.code).toBe(2);
    expect(second.stderr).toContain('is there already');
    expect(readFileSync(join(cwd, 'presets/mine.yaml'), 'utf8')).toBe(before);
  });

  test('takes the model of its physics, and refuses one of another', async () => {
    expect((await run('presets', 'new', 'coarse', '--physics', 'paper')).code).toBe(0);
    expect(JSON.parse((await run('presets', 'show', 'coarse')).stdout).model).toBe('first-light');
    expect((await run('presets', 'check', 'coarse')).stdout).toBe('coarse: valid\n');
    const wrong = await run('presets', 'new', 'wrong', '--model', 'first-light');
    expect(wrong.stderr).toContain('model first-light was trained with physics paper, the run asks for resolved');
    expect((await run('presets', 'new', 'wrong', '--model', 'nix')).stderr).toContain('unknown model "nix"');
    expect(existsSync(join(cwd, 'presets/wrong.yaml'))).toBe(false);
    writeFileSync(
      join(cwd, 'mixed.yaml'),
      'name: mixed\nobjective: target-remanence\nphysics: resolved\nmodel: first-light\n',
    );
    const checked = await run('presets', 'check', 'mixed.yaml', '--json');
    expect(checked.code).toBe(2);
    expect(checked.stderr).toContain('trained with physics paper');
    expect(JSON.parse(checked.stdout)).toMatchObject({ preset: 'mixed.yaml', valid: false });
  });

  test('says where it takes the place of a shipped one', async () => {
    const other = createWorkplace();
    const { stdout } = await loopsmith(['presets', 'new', 'quick'], { cwd: other.path });
    expect(stdout).toContain('takes the place of the shipped preset quick');
    expect((await run('presets', 'new', 'mine-too')).stdout).not.toContain('takes the place');
    other.remove();
  });

  test('names the objective that it took, and describes the preset as that is described', async () => {
    const { stdout } = await run('presets', 'new', 'assumed');
    expect(stdout).toContain('presets/assumed.yaml written for the objective target-remanence;');
    const { description } = JSON.parse((await run('objectives', 'show', 'target-remanence', '--json')).stdout);
    expect(description).not.toBe('');
    expect(JSON.parse((await run('presets', 'show', 'assumed')).stdout).description).toBe(description);
    await run('presets', 'new', 'described', '--description', 'mine');
    expect(JSON.parse((await run('presets', 'show', 'described')).stdout).description).toBe('mine');
  });

  test('asks again after a wrong answer, and keeps the others', async () => {
    const answers = ['', 'nothing', 'target-coercivity', 'first-light', '', '9-3', '16-64', '400 deg', '30 deg'];
    const said: string[] = [];
    const ask = async () => answers.shift() ?? expect.unreachable('asked too often');
    expect(await presetAnswers({}, ask, (problem) => said.push(problem))).toEqual({
      physics: 'resolved',
      objective: 'target-coercivity',
      model: 'resolved',
      grains: '16-64',
      maxMisorientation: '30 deg',
    });
    expect(answers).toEqual([]);
    expect(said.map((problem) => /"nothing"|physics paper|9-3|400 deg/.exec(problem)?.[0])).toEqual([
      '"nothing"',
      'physics paper',
      '9-3',
      '400 deg',
    ]);
  });

  test('refuses a wrong flag before it asks', async () => {
    const ask = async () => expect.unreachable('asked');
    await expect(presetAnswers({ physics: 'nosuch' }, ask, () => {})).rejects.toThrow('unknown physics "nosuch"');
  });

  test('says what is wrong and writes nothing', async () => {
    const { code, stderr } = await run('presets', 'new', 'other', '--grains', 'few');
    expect(code).toBe(2);
    expect(stderr).toContain('--grains few: expected from-to');
    expect((await run('presets', 'new', 'other', '--objective', 'nothing')).code).toBe(2);
    expect(existsSync(join(cwd, 'presets/other.yaml'))).toBe(false);
  });
});

test('mistakes of the objective of a preset are listed too', async () => {
  writeFileSync(join(cwd, 'wrong.yaml'), 'naem: x\nterms: { mr: 0.8 HA }\n');
  writeFileSync(join(cwd, 'of-wrong.yaml'), 'name: of-wrong\nobjective: wrong.yaml\n');
  const { stderr } = await run('presets', 'check', 'of-wrong.yaml');
  const lines = stderr.trim().split('\n');
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/of-wrong\.yaml: objective: wrong\.yaml/);
});

test('presets check and objectives show list all mistakes of a file, one a line', async () => {
  const text = 'naem: x\nphysic: paper\nverify: { candidates: many }\n';
  writeFileSync(join(cwd, 'three.yaml'), text);
  const { code, stderr } = await run('presets', 'check', 'three.yaml');
  expect(code).toBe(2);
  const lines = stderr.trim().split('\n');
  expect(lines[0]).toMatch(/^loopsmith: three\.yaml:1: naem: unknown key; did you mean "name"/);
  expect(lines[1].trim()).toMatch(/^three\.yaml:2: physic: unknown key; did you mean "physics"/);
  expect(stderr).toContain('three.yaml:3: verify.candidates: expected a number, got "many"');
  expect(stderr).not.toContain('more)');
  writeFileSync(join(cwd, 'two.yaml'), 'name: two\ntarget: { mr: a }\nboth: 1\n');
  expect((await run('objectives', 'show', 'two.yaml')).stderr.trim().split('\n').length).toBeGreaterThan(1);
});

describe('--target-curve', () => {
  test('refuses a broken file in one line before anything is written', async () => {
    mkdirSync(join(cwd, 'curves'), { recursive: true });
    writeFileSync(join(cwd, 'curves/m.csv'), 'H (T),M (T)\n1,1.2\n0,1.1\n-1,-1\n');
    const { code, stderr } = await run('design', '--target-curve', 'curves/m.csv');
    expect(code).toBe(2);
    expect(stderr.trim()).toBe('loopsmith: curves/m.csv: expected at least 8 points, got 3');
    const both = await run('design', '--target-curve', 'curves/m.csv', '--target', 'mr=0.8');
    expect(both.stderr).toContain('--target and --target-curve both say what is wanted');
    expect(existsSync(join(cwd, 'runs'))).toBe(false);
  });
});
