import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGrains } from '../../src/structure/grains.js';
import { formatStructure } from '../../src/structure/structure-json.js';
import { saveTinyModel } from '../design/tiny-model.js';
import { expectSound } from '../plot/svg-facts.js';
import { makeUpRun } from '../report/made-up-run.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const workplace = createWorkplace();
const cwd = workplace.path;
afterAll(workplace.remove);

// So strong an exchange that cells of 4 nm resolve a wall: solved in a moment.
const physics = `name: coarse
material: { saturationPolarization: 1.61 T, exchangeStiffness: 2e-10 J/m, anisotropyConstant: 4.2 MJ/m3 }
cellSize: 4 nm
magnetization: planar
`;
const anchors = (mr: number) => ({ m1: 0.98, mr, hk90: mr / 3, hk80: mr / 2.8, hk70: mr / 2.7, hc: mr / 2.5 });
let run = '';

beforeAll(async () => {
  mkdirSync(join(cwd, 'presets/physics'), { recursive: true });
  writeFileSync(join(cwd, 'presets/physics/coarse.yaml'), physics);
  await saveTinyModel(join(cwd, 'presets/models/tiny'), join(cwd, 'presets/physics/coarse.yaml'));
  const options = { seed: 1, grains: 4, maximumMisorientation: 0.6, size: 32e-9, cells: 16 };
  writeFileSync(join(cwd, 'a.json'), formatStructure(createGrains(options)));
  writeFileSync(join(cwd, 'b.json'), formatStructure(createGrains({ ...options, seed: 2 })));
  writeFileSync(join(cwd, 'reduced.csv'), 'appliedField_HA,magnetization_Ms\n1,0.98\n0,0.9\n-0.3,0.5\n-0.4,-0.2\n');
  writeFileSync(join(cwd, 'broken.csv'), 'a,b\n1,2\n');
  const structures = [0.5, 0.7, 0.9].map((mr, index) => ({
    index,
    predicted: anchors(mr + 0.01),
    solved: anchors(mr),
  }));
  writeFileSync(
    join(cwd, 'evaluation.json'),
    JSON.stringify({ model: 'tiny', physics: 'coarse', count: 3, errors: [], structures }),
  );
  writeFileSync(join(cwd, 'old.json'), JSON.stringify({ model: 'tiny', physics: 'coarse', count: 3, errors: [] }));
  run = makeUpRun({ root: join(cwd, 'runs'), candidates: 3 });
  makeUpRun({ root: join(cwd, 'runs'), name: 'empty', candidates: 0 });
});

const plot = (...args: string[]) => loopsmith(['plot', ...args], { cwd });
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');

describe('loopsmith plot curve', () => {
  test('of a run draws the best candidate with its prediction and its target, 85 mm wide', async () => {
    const { code, stdout, stderr } = await plot('curve', run, '--out', 'run.svg');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe('run.svg: 85 mm wide\n');
    expectSound(read('run.svg'));
    expect(read('run.svg')).toMatch(/width="85mm"/);
    for (const word of ['solved', 'predicted', 'target']) expect(read('run.svg')).toContain(`>${word}</text>`);
  });

  test('of a run by its name draws as many of the best as are asked for, without predictions', async () => {
    await plot('curve', run.split('/').at(-1) ?? '', '--best', '3', '--no-prediction', '--out', 'three.svg');
    expect(read('three.svg')).toContain('candidate 3</text>');
    expect(read('three.svg')).not.toContain('predicted</text>');
  });

  test('of several runs says which curve is of which', async () => {
    const other = makeUpRun({ root: join(cwd, 'runs'), name: 'other' });
    await plot('curve', run, other, '--out', 'two.svg');
    expect(read('two.svg')).toContain(
      `<title>${[run, other].map((path) => path.split('/').at(-1)).join(', ')}</title>`,
    );
  });

  test('of a CSV takes the tesla from its columns, or from --physics, or says that it has none', async () => {
    const csv = join(run, 'candidates/01/curve.csv');
    await plot('curve', csv, '--out', 'csv.svg');
    expect(read('csv.svg')).toContain('(T)');
    const { code, stderr } = await plot('curve', 'reduced.csv', '--out', 'reduced.svg');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: no axes in tesla: .*--physics/);
    expect(read('reduced.svg')).not.toContain('(T)');
    expect((await plot('curve', 'reduced.csv', csv, '--physics', 'paper', '--out', 'both.svg')).stderr).toBe('');
    expect(read('both.svg')).toContain('(T)');
    expect((await plot('curve', 'reduced.csv', csv, '--physics', 'coarse', '--out', 'same.svg')).stderr).toBe('');
  });

  test('of a measured CSV takes what a target curve may be, with the material of --physics', async () => {
    const rows = Array.from({ length: 41 }, (_, i) => (20 - i) / 20).map(
      (h) => `${h * 4000};${(1.4 + h * 0.1).toFixed(3)}`,
    );
    const fall = ['-1000;0,2', '-1010;-1,3'];
    const kept = rows.filter((_, i) => i < 25).map((row) => row.replace('.', ','));
    writeFileSync(join(cwd, 'measured.csv'), ['H (kA/m);\u00b50M (T)', ...kept, ...fall].join('\n'));
    const { code, stderr } = await plot('curve', 'measured.csv', '--physics', 'paper', '--out', 'measured.svg');
    expect([code, stderr]).toEqual([0, '']);
    expect(read('measured.svg')).toContain('(T)');
  });

  test('of a closed circuit shears measured curves to the applied field, and leaves those of this program', async () => {
    // Of the physics coarse: HA is 6.556 T, Ms 1.61 T; M falls to 0 at -3 T applied.
    const rows = Array.from({ length: 41 }, (_, i) => (2 - i) / 10).map((h) => [h, 1.4 * (1 + h / 3)]);
    const closed = rows.map(([h, j]) => `${h - j / 2},${j}`);
    writeFileSync(join(cwd, 'closed.csv'), ['mu0Hi (T),J (T)', ...closed].join('\n'));
    const curve = async (...more: string[]) => plot('curve', ...more, '--out', 'closed.svg', '--json');
    const { code, stdout } = await curve('closed.csv', 'reduced.csv', '--physics', 'coarse', '--closed-circuit');
    expect(code).toBe(0);
    const { curves } = JSON.parse(stdout);
    expect(curves[0].anchors.hc).toBeCloseTo(3 / ((2 * 4.2e6 * 4e-7 * Math.PI) / 1.61), 6);
    expect(curves[0].anchors.mr).toBeCloseTo(1.4 / 1.61, 6);
    expect(curves[1].anchors.mr).toBe(0.9);
    expect((await curve('closed.csv', '--physics', 'coarse')).stderr).toContain('--closed-circuit shears it');
    expect((await curve('reduced.csv', '--closed-circuit')).stderr).toContain(
      '--closed-circuit is about the fields of measured curves: give one',
    );
  });

  test('of a structure solves it first', async () => {
    const { code, stdout } = await plot('curve', 'a.json', '--physics', 'coarse', '--out', 'a.svg', '--json');
    expect(code).toBe(0);
    const { out, width, curves } = JSON.parse(stdout);
    expect([out, width]).toEqual(['a.svg', 0.085]);
    expect(curves[0].anchors.mr).toBeGreaterThan(0.8);
    expect(read('a.svg')).toContain('(T)');
  });

  test('names curves as it is told to, and shows only the fields that are asked for', async () => {
    await plot('curve', 'reduced.csv', '--label', 'mine & <yours>', '--range=-0.5,0.1', '--out', 'label.svg');
    expectSound(read('label.svg'));
    expect(read('label.svg')).toContain('mine &amp; &lt;yours&gt;</text>');
  });
});

describe('loopsmith plot structure', () => {
  test('of a file and of a run, with and without boundaries', async () => {
    expect((await plot('structure', 'a.json', '--out', 's.svg', '--width', '60 mm')).code).toBe(0);
    expect((await plot('structure', run, '--candidate', '2', '--boundaries', '--out', 'b.svg')).code).toBe(0);
    for (const file of ['s.svg', 'b.svg']) expectSound(read(file));
    expect(read('s.svg')).toMatch(/width="60mm"/);
    expect(read('b.svg').match(/Z" fill="rgb/g)).toHaveLength(40);
  });

  test('as PNG has the pixels of its width and resolution', async () => {
    const { stdout } = await plot('structure', 'a.json', '--out', 's.PNG', '--dpi', '150', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ out: 's.PNG', dpi: 150, grains: 4, size: 32e-9 });
    const { width } = PNG.sync.read(readFileSync(join(cwd, 's.PNG')));
    expect(Math.abs(width - (85 / 25.4) * 150)).toBeLessThanOrEqual(1);
  });
});

describe('loopsmith plot scatter', () => {
  test('of what evaluate printed has six panels, or the one that is asked for', async () => {
    expect((await plot('scatter', 'evaluation.json', '--out', 'six.svg')).code).toBe(0);
    expect(read('six.svg').match(/<circle/g)).toHaveLength(18);
    const { stdout } = await plot('scatter', 'evaluation.json', '--quantity', 'hc', '--out', 'one.svg', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ model: 'tiny', count: 3, quantities: ['hc'] });
    expect(read('one.svg').match(/<circle/g)).toHaveLength(3);
    for (const file of ['six.svg', 'one.svg']) expectSound(read(file));
  });

  test('of a model evaluates it: the same figure as from the file', async () => {
    const backend = ['--model', 'first-light', '--backend', 'wasm'];
    writeFileSync(join(cwd, 'shipped.json'), (await loopsmith(['evaluate', ...backend, '--json'], { cwd })).stdout);
    await plot('scatter', 'shipped.json', '--out', 'file.svg');
    await plot('scatter', ...backend, '--out', 'model.svg');
    expect(read('model.svg')).toBe(read('file.svg'));
    const { count, errors, structures } = JSON.parse(read('shipped.json'));
    expect(structures).toHaveLength(count);
    const mean = structures.reduce(
      (sum: number, { predicted, solved }: { predicted: { mr: number }; solved: { mr: number } }) =>
        sum + Math.abs(predicted.mr - solved.mr) / count,
      0,
    );
    expect(Math.abs(mean - errors[1].meanAbsoluteError)).toBeLessThan(1e-6);
  });
});

describe('loopsmith plot designs', () => {
  test('shows the best candidate of each run with its target', async () => {
    const { code, stdout } = await plot('designs', run, run, '--out', 'designs.svg', '--json');
    expect(code).toBe(0);
    const { designs } = JSON.parse(stdout);
    expect(designs).toHaveLength(2);
    const svg = read('designs.svg');
    expectSound(svg);
    expect(svg.match(/class="target"/g)).toHaveLength(2);
    expect(svg).toContain(designs[0].solved.mr.toFixed(3));
  });

  test('without such a run says which', async () => {
    const { code, stderr } = await plot('designs', run, 'nowhere', '--out', 'none.svg');
    expect(code).not.toBe(0);
    expect(stderr).toContain('nowhere');
  });
});

describe('loopsmith plot samples', () => {
  test('draws test structures from narrow to wide misorientation, with what codes and solver say', async () => {
    const args = ['--backend', 'wasm', '--count', '3', '--width', '85 mm', '--out', 'samples.svg', '--json'];
    const { code, stdout } = await plot('samples', ...args);
    expect(code).toBe(0);
    const { model, samples } = JSON.parse(stdout);
    expect(model).toBe('resolved');
    const thetas = samples.map((sample: { maximumMisorientation: number }) => sample.maximumMisorientation);
    expect(thetas).toEqual([...thetas].sort((a, b) => a - b));
    for (const { index, predicted, solved } of samples) {
      expect(index % 10).toBe(9);
      expect(Math.abs(predicted.mr - solved.mr)).toBeLessThan(0.1);
    }
    expectSound(read('samples.svg'));
    expect(read('samples.svg').match(/<image /g)).toHaveLength(6);
  });
});

describe('loopsmith plot morph', () => {
  beforeAll(() => {
    for (const [file, seed] of [
      ['first.json', 1],
      ['last.json', 2],
    ] as const)
      writeFileSync(join(cwd, file), formatStructure(createGrains({ seed, grains: 16, maximumMisorientation: 0.6 })));
  });

  test('goes from one structure to the other in as many steps as are asked for', async () => {
    const args = ['--model', 'tiny', '--backend', 'wasm', '--steps', '4', '--out', 'morph.svg', '--json'];
    const { code, stdout } = await plot('morph', 'first.json', 'last.json', ...args);
    expect(code).toBe(0);
    const { model, steps } = JSON.parse(stdout);
    expect(model).toBe('tiny');
    expect(steps.map(({ share }: { share: number }) => Number(share.toFixed(4)))).toEqual([0, 0.3333, 0.6667, 1]);
    expectSound(read('morph.svg'));
    expect(read('morph.svg').match(/<image /g)).toHaveLength(4);
  });

  test('its ends are what the model says of the two structures', async () => {
    const model = ['--model', 'tiny', '--backend', 'wasm', '--json'];
    const { steps } = JSON.parse(
      (await plot('morph', 'first.json', 'last.json', ...model, '--steps', '3', '--out', 'm.svg')).stdout,
    );
    for (const [file, step] of [
      ['first.json', 0],
      ['last.json', 2],
    ] as const) {
      const { anchors: predicted } = JSON.parse((await loopsmith(['predict', file, ...model], { cwd })).stdout);
      for (const name of Object.keys(predicted))
        expect(Math.abs(steps[step].predicted[name] - predicted[name])).toBeLessThan(1e-5);
    }
  });
});

describe('loopsmith plot used wrongly', () => {
  const wrong: [string[], number, RegExp][] = [
    [['curve', 'reduced.csv'], 2, /required option '--out <file>'/],
    [['curve', 'reduced.csv', '--out', 'x.gif'], 2, /--out.*ends in \.svg or \.png/],
    [['curve', 'reduced.csv', '--out', 'x.svg', '--width', '5 mm'], 2, /--width.*from 20 mm to 2 m/],
    [['curve', 'reduced.csv', '--out', 'x.svg', '--width', '85'], 2, /--width.*a width with its unit/],
    [['curve', 'reduced.csv', '--out', 'x.svg', '--range=0.2,-0.6'], 2, /--range.*from low to high/],
    [['curve', 'reduced.csv', '--out', 'x.svg', '--range=a'], 2, /--range.*two fields in HA/],
    [['curve', 'reduced.csv', '--out', 'x.png', '--dpi', '9999'], 2, /--dpi.*36 to 2400/],
    [['curve', 'absent.csv', '--out', 'x.svg'], 2, /absent\.csv: cannot be read: no such file/],
    [
      ['curve', 'broken.csv', '--out', 'x.svg'],
      2,
      /broken\.csv:1: expected columns appliedField_HA and .* --physics NAME/,
    ],
    [['curve', 'nothing', '--out', 'x.svg'], 2, /no run "nothing"/],
    [
      ['curve', 'presets/physics/coarse.yaml', '--out', 'x.svg'],
      2,
      /expected a curve \(\.csv\), a structure \(\.json\) or a run/,
    ],
    [['structure', 'a.json', '--out', 'reduced.csv/x.svg'], 1, /cannot create/],
    [['structure', 'evaluation.json', '--out', 'x.svg'], 2, /evaluation\.json: schema: expected/],
    [['scatter', '--out', 'x.svg'], 2, /expected a file .* or --model/],
    [['scatter', 'evaluation.json', '--model', 'tiny', '--out', 'x.svg'], 2, /give one of them/],
    [['scatter', 'a.json', '--out', 'x.svg'], 2, /a\.json: model: .*evaluate --json/],
    [['scatter', 'old.json', '--out', 'x.svg'], 2, /old\.json: structures: .*evaluate --json/],
    [['scatter', 'reduced.csv', '--out', 'x.svg'], 2, /not JSON/],
    [['scatter', 'evaluation.json', '--quantity', 'bh', '--out', 'x.svg'], 2, /--quantity.*m1, mr/],
    [['samples', '--count', '0', '--out', 'x.svg'], 2, /--count.*1 to 24/],
    [['samples', '--data', 'absent', '--out', 'x.svg'], 2, /absent: no dataset\.json/],
    [['morph', 'a.json', '--out', 'x.svg'], 2, /missing required argument 'b\.json'/],
    [['morph', 'a.json', 'b.json', '--steps', '1', '--out', 'x.svg'], 2, /--steps.*2 to 24/],
    [['morph', 'first.json', 'last.json', '--model', 'nobody', '--out', 'x.svg'], 2, /unknown model "nobody"/],
  ];
  test.each(wrong)('%j: exit code %i, one line, nothing on standard output', async (args, exit, message) => {
    const { code, stdout, stderr } = await plot(...args);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([exit, '']);
  });

  test('a run without candidates, and a candidate that it does not have', async () => {
    const empty = await plot('curve', 'runs/20260102-030405-empty', '--out', 'x.svg');
    expect([empty.code, empty.stderr]).toEqual([1, expect.stringMatching(/no candidate was solved/)]);
    const absent = await plot('structure', run, '--candidate', '9', '--out', 'x.svg');
    expect([absent.code, absent.stderr]).toEqual([2, expect.stringMatching(/no candidate 9 \(there are: 1, 2, 3\)/)]);
  });
});
