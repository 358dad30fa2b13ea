import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGrains } from '../../src/structure/grains.js';
import { formatStructure } from '../../src/structure/structure-json.js';
import { version } from '../../src/version.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const workplace = createWorkplace();
const cwd = workplace.path;
afterAll(workplace.remove);

beforeAll(() => {
  const structure = createGrains({ seed: 1, grains: 8, maximumMisorientation: 0.3 });
  writeFileSync(join(cwd, 'structure.json'), formatStructure(structure));
  const broken = { ...JSON.parse(formatStructure(structure)), easyAxisAngles: Array(8).fill(null) };
  writeFileSync(join(cwd, 'broken.json'), JSON.stringify(broken));
  writeFileSync(join(cwd, 'bad.yaml'), 'name: bad\nobjective: first-light\nserach: {}\n');
  writeFileSync(
    join(cwd, 'small.json'),
    formatStructure(createGrains({ seed: 1, grains: 4, maximumMisorientation: 0.3, size: 64e-9, cells: 32 })),
  );
  writeFileSync(join(cwd, 'list.yaml'), '- x\n');
  writeFileSync(join(cwd, 'word.yaml'), 'hello\n');
  writeFileSync(join(cwd, 'material.yaml'), 'name: mnbi\nsaturationPolarization: 0.7 T\n');
  mkdirSync(join(cwd, 'empty'));
});

const run = (...args: string[]) => loopsmith(args, { cwd });
const commands = [
  ['design'],
  ['simulate'],
  ['predict'],
  ['morph'],
  ['import'],
  ['evaluate'],
  ['verify'],
  ['polish'],
  ['export'],
  ['dataset'],
  ['dataset', 'generate'],
  ['dataset', 'merge'],
  ['dataset', 'info'],
  ['train'],
  ['train', 'vae'],
  ['train', 'reader'],
  ['train', 'regressor'],
  ['report'],
  ['plot'],
  ['plot', 'curve'],
  ['plot', 'structure'],
  ['plot', 'scatter'],
  ['plot', 'samples'],
  ['plot', 'morph'],
  ['presets'],
  ['presets', 'ls'],
  ['presets', 'show'],
  ['presets', 'check'],
  ['presets', 'new'],
  ['objectives'],
  ['objectives', 'ls'],
  ['objectives', 'show'],
  ['runs'],
  ['runs', 'ls'],
  ['runs', 'show'],
  ['runs', 'check'],
  ['runs', 'resume'],
  ['runs', 'rm'],
  ['doctor'],
];

describe('every command', () => {
  for (const command of commands)
    test(`${command.join(' ')} --help explains itself with an example`, async () => {
      const { code, stdout, stderr } = await run(...command, '--help');
      expect(code).toBe(0);
      expect(stderr).toBe('');
      expect(stdout).toMatch(/^Usage: loopsmith/);
      expect(stdout).toMatch(/Example:\n {2}loopsmith /);
    });
});

describe('loopsmith', () => {
  test('says its version', async () => {
    expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('without arguments prints the help', async () => {
    expect((await run()).stdout).toContain('design');
  });

  const wrong: [string[], RegExp][] = [
    [['desing'], /unknown command 'desing'/],
    [['design', '--prset', 'x'], /unknown option '--prset'/],
    [['design', '--preset', 'frist-light'], /unknown preset "frist-light"; did you mean "first-light"/],
    [['design', '--objective', 'nothing'], /unknown objective "nothing"/],
    [['design', '--target', 'mr=1.4'], /--target.*mr.*at most 1 Ms/],
    [['design', '--target', 'hc=-0.2'], /--target.*hc.*at least 0/],
    [['design', '--target', 'hc=2 kg'], /--target.*hc.*a field such as/],
    [['design', '--target', 'foo=2'], /unknown quantity "foo"/],
    [['design', '--target', 'mr=0.7', '--objective', 'first-light'], /--objective and --target/],
    [['design', '--set', 'search.generatoins=3'], /generatoins/],
    [['design', '--seed', '1.5'], /--seed.*whole number/],
    [['design', '--workers', '0'], /--workers.*whole number/],
    [['design', '--backend', 'gpu'], /--backend.*auto, native, wasm/],
    [['presets', 'check', 'bad.yaml'], /bad\.yaml:3: serach: unknown key; did you mean "search"/],
    [['presets', 'chek'], /unknown command 'chek'/],
    [['simulate'], /missing required argument 'file'/],
    [['design', '--closed-circuit'], /--closed-circuit is about the fields of a --target-curve/],
    [['simulate', 'small.json', '--physics', 'material.yaml'], /material\.yaml: is the file of a material/],
    [['simulate', 'absent.json'], /absent\.json: cannot be read: no such file/],
    [['simulate', '/dev/zero'], /\/dev\/zero: cannot be read: it is no regular file/],
    [['plot', 'scatter', '/dev/zero', '--out', 'x.svg'], /\/dev\/zero: cannot be read: it is no regular file/],
    [['simulate', 'broken.json'], /broken\.json: easyAxisAngles\[0\]: expected a finite angle/],
    [['simulate', 'structure.json', '--physics', 'pape'], /unknown physics "pape"; did you mean "paper"/],
    [['simulate', 'structure.json', '--svg', 'curve.png'], /--svg.*expected an \.svg file; "loopsmith plot curve/],
    [['simulate', 'structure.json', '--full', '--stop-at', 'coercivity'], /cannot be used with option/],
    [['simulate', 'structure.json', '--cell-size', '3 parsec apples'], /--cell-size: expected a length/],
    [['simulate', 'structure.json', '--cell-size', '7 nm'], /does not divide/],
    [['predict', 'structure.json', '--model', 'nobody'], /unknown model "nobody"/],
    [['predict', 'small.json'], /small\.json: the sample is 64 nm wide, models know samples of 320 nm/],
    [['morph', 'structure.json', 'small.json'], /small\.json: the sample is 64 nm wide/],
    [['morph', 'structure.json', 'structure.json', '--structures', 'steps'], /--structures needs --solve/],
    [['plot', 'morph', 'small.json', 'structure.json', '--out', 'x.svg'], /small\.json: the sample is 64 nm wide/],
    [['presets', 'show', './list.yaml', '--set', 'seed=3'], /list\.yaml.*: expected a mapping/],
    [['presets', 'show', './word.yaml', '--set', 'seed=3'], /word\.yaml.*: expected a mapping/],
    [['design', '--then', 'more=2000'], /--then.*expected more=N \(1 to 1000\)/],
    [['design', '--then', 'polish=1:20000'], /--then.*expected more=N.*\(1 to 10000\)/],
    [['dataset', 'merge', 'shrad-2', '--out', 'data'], /shrad-2: no labelled data/],
    [['verify', 'nothing'], /no run "nothing"/],
    [['runs', 'show', 'nothing'], /no run "nothing"/],
    [['verify', 'missing.json', '--target', 'hc=0.4'], /missing.json: no such file, and no run of that name in runs/],
    [['verify', 'empty', '--target', 'hc=0.4'], /--target is for a structure JSON/],
    [['dataset', 'generate', '--count', '2', '--shard', '3/2'], /shard: expected k\/n/],
    [['dataset', 'generate', '--count', '2', '--grains', '64-16'], /--grains 64-16: expected from-to, 1 to 1024/],
    [
      ['dataset', 'generate', '--count', '2', '--max-misorientation', '30'],
      /--max-misorientation: expected an angle with its unit/,
    ],
    [
      ['dataset', 'generate', '--count', '2', '--max-misorientation', '200 deg'],
      /--max-misorientation: expected 0 to 180 deg/,
    ],
    [['dataset', 'info', 'empty'], /empty: no labelled data/],
    [['train', 'regressor', '--vae', 'first-light', '--data', 'empty', '--out', '.'], /\.: is the working directory/],
    [
      ['train', 'regressor', '--vae', 'first-light', '--data', 'empty', '--out', '..'],
      /holds other files than a model/,
    ],
    [['train', 'regressor', '--vae', 'empty', '--data', 'empty', '--out', 'm'], /empty: no vae\.json/],
  ];
  for (const [args, message] of wrong)
    test(`"${args.join(' ')}" is wrong use: one line, exit code 2, nothing on standard output`, async () => {
      const { code, stdout, stderr } = await run(...args);
      expect(stderr).toMatch(message);
      const lines = stderr
        .trim()
        .split('\n')
        .filter((line) => !/^\d\d:\d\d:\d\d/.test(line));
      expect(lines).toHaveLength(1);
      expect([code, stdout]).toEqual([2, '']);
    });

  test('a command group without a command prints its help and exits with 2', async () => {
    const { code, stderr } = await run('dataset');
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: loopsmith dataset');
  });

  test('a reader that goes away ends it quietly', async () => {
    const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    const child = spawn('sh', ['-c', `"${process.execPath}" "${main}" presets show first-light | head -1`], { cwd });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk is said in one line', async () => {
    const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    const child = spawn('sh', ['-c', `"${process.execPath}" "${main}" runs ls --json > /dev/full`], { cwd });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^loopsmith: cannot write the output: ENOSPC.*\n$/)]);
  });
});

test('loopsmith verify holds nothing against wishes', async () => {
  const wish = ['--preset', 'quick', '--target', 'mr=maximize'];
  const { code, stdout } = await run('verify', 'small.json', ...wish, '--json');
  expect(code).toBe(0);
  const wanted = [{ quantity: 'mr', goal: 'maximize', value: null, tolerance: 0.01 }];
  expect(JSON.parse(stdout)).toMatchObject({ verified: null, target: {}, wanted });
  expect((await run('verify', 'small.json', ...wish)).stdout).toContain('wishes are neither met nor missed');
});

describe('loopsmith simulate', () => {
  const fast = ['--cell-size', '10 nm'];

  test('prints anchors and the whole curve as JSON', async () => {
    const { code, stdout } = await run('simulate', 'structure.json', ...fast, '--json');
    expect(code).toBe(0);
    const { anchors, curve, fieldEvaluations, seconds } = JSON.parse(stdout);
    expect(Object.keys(anchors)).toEqual(['m1', 'mr', 'hk90', 'hk80', 'hk70', 'hc']);
    expect(curve.appliedField).toHaveLength(201);
    expect(curve.magnetization).toHaveLength(201);
    expect([curve.appliedField[0], curve.appliedField[200]]).toEqual([1, -1]);
    expect(anchors.mr).toBe(curve.magnetization[100]);
    expect(fieldEvaluations).toBeGreaterThan(200);
    expect(seconds).toBeGreaterThan(0);
  });

  test('stops after the coercive field where that is asked for', async () => {
    const { stdout } = await run('simulate', 'structure.json', ...fast, '--stop-at', 'coercivity', '--json');
    const { anchors, curve } = JSON.parse(stdout);
    expect(curve.magnetization.at(-1)).toBeLessThan(0);
    expect(-curve.appliedField.at(-1)).toBeLessThan(anchors.hc + 0.011);
  });

  test('writes the curve as CSV and SVG', async () => {
    const { code } = await run('simulate', 'structure.json', ...fast, '--curve', 'curve.csv', '--svg', 'curve.svg');
    expect(code).toBe(0);
  });

  test('makes the folder of the curve; where it cannot be written, the result is printed all the same', async () => {
    expect((await run('simulate', 'structure.json', ...fast, '--curve', 'new/curve.csv')).code).toBe(0);
    const { code, stdout, stderr } = await run('simulate', 'structure.json', ...fast, '--curve', 'bad.yaml/curve.csv');
    expect(code).toBe(1);
    expect(stderr).toMatch(/loopsmith: cannot create bad\.yaml: /);
    expect(stdout).toContain('Hc');
  });

  test('takes a material of its own', async () => {
    const text = 'name: soft\nsaturationPolarization: 0.7 T\nexchangeStiffness: 8 pJ/m\nanisotropyConstant: 1 MJ/m3\n';
    writeFileSync(join(cwd, 'soft.yaml'), text);
    const { code, stdout } = await run('simulate', 'structure.json', ...fast, '--material', 'soft.yaml');
    expect([code, stdout]).toEqual([0, expect.stringContaining('physics resolved-soft')]);
  });

  test('says at which field step a magnetization is kept', async () => {
    const states = ['--field-step', '0.06', '--save-states=-0.97,-1', '--states', 'kept'];
    const { code, stdout, stderr } = await run('simulate', 'structure.json', ...fast, ...states);
    expect([code, stdout]).toEqual([0, expect.stringContaining('magnetization at -1 HA: kept/')]);
    expect(stderr).toContain('the magnetization is that of the nearest field step: -0.97 HA at -0.98 HA');
  });

  test('says of a magnetization that is wanted before the sweep begins that it cannot be', async () => {
    const late = ['--from', '0.5', '--save-states', '0.8 HA', '--states', 'states'];
    const { code, stderr } = await run('simulate', 'structure.json', ...fast, ...late);
    expect([code, stderr]).toEqual([2, expect.stringContaining('wanted at 0.8 HA, but the sweep begins at 0.5 HA')]);
    const never = ['--from=-0.1', '--save-states', 'mr', '--states', 'states'];
    expect((await run('simulate', 'structure.json', ...fast, ...never)).stderr).toContain('does not reach mr');
  });
});
