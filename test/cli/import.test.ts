import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseStructure } from '../../src/structure/structure-json.js';
import { samplesOf } from '../import/samples.js';
import { createScene, differentCells, encode } from '../import/writers/scene.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const workplace = createWorkplace();
const cwd = workplace.path;
afterAll(workplace.remove);

const scene = createScene({ grains: 12, cells: 64 });

beforeAll(() => {
  for (const { file, bytes, options } of samplesOf(scene)) {
    writeFileSync(join(cwd, file), bytes);
    if (options?.angles) writeFileSync(join(cwd, 'angles.csv'), options.angles.bytes);
  }
  writeFileSync(join(cwd, 'notes.txt'), 'hello');
  mkdirSync(join(cwd, 'folder'));
});

const run = (...args: string[]) => loopsmith(['import', ...args], { cwd });
const written = (file: string) => parseStructure(readFileSync(join(cwd, file), 'utf8'), file);

describe('loopsmith import', () => {
  const inputs = [['binary4.ovf'], ['grains.png', '--angles', 'angles.csv'], ['map.ctf'], ['map.ang'], ['grains.tess']];
  for (const [file, ...args] of inputs)
    test(`${file} writes a structure that predict and simulate take`, async () => {
      const out = `${file}.json`;
      const { code, stdout } = await run(file, ...args, '--size', '320 nm', '--out', out);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^${out}: structure from ${file}`));
      expect(stdout).toMatch(
        /\ngrains {2}12\nsize {4}320 nm, 36 um along z\nfit {5}(99\.\d|100\.0) % of the (64 x 64|160 x 160) cells keep their grain\nfilled {2}nothing/,
      );
      expect(differentCells(written(out), scene.structure, 64)).toBeLessThan(0.01);
      const solved = await loopsmith(['simulate', out, '--cell-size', '20 nm', '--json'], { cwd });
      expect(JSON.parse(solved.stdout).anchors.mr).toBeGreaterThan(0);
    });

  test('names the structure after the file, and says the whole of it as one JSON document', async () => {
    const { code, stdout, stderr } = await run('map.ctf', '--json');
    expect(code).toBe(0);
    const { file, structure, format, grains, seeds, size, fit, points, filled, tilt, notes, warnings } =
      JSON.parse(stdout);
    expect({ file, structure, format, grains, seeds, points, filled }).toEqual({
      file: 'map.ctf',
      structure: 'map.structure.json',
      format: 'ctf',
      grains: 12,
      seeds: 12,
      points: 4096,
      filled: [],
    });
    expect(size).toBeCloseTo(320e-9, 15);
    expect(fit).toEqual({ share: expect.any(Number), wanted: 0.97, cells: 64 });
    expect(tilt.largest).toBeLessThan(1e-5);
    expect(notes).toHaveLength(3);
    expect([warnings, stderr]).toEqual([[], '']);
    expect(written('map.structure.json').name).toBe('map');
  });

  test('warns where the sample is not the one that the models know', async () => {
    const { stderr, code } = await run('binary8.ovf', '--size', '1 um', '--out', 'large.json');
    expect(code).toBe(0);
    expect(stderr).toBe(
      'warning: the sample is 1 um: the shipped models know 320 nm only (--size "320 nm" scales it)\n',
    );
    expect(written('large.json').size).toBe(1e-6);
  });

  test('uses the cells, the fit and the threshold that are asked for, and draws a picture', async () => {
    const { code, stdout } = await run(
      'text.ovf',
      '--cells',
      '32',
      '--fit',
      '0',
      '--threshold',
      '89',
      '--out',
      'one.json',
      '--png',
      'one.png',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).grains).toBeLessThan(12);
    expect(written('one.json').cells).toBe(32);
    const { width, height } = PNG.sync.read(readFileSync(join(cwd, 'one.png')));
    expect([width, height]).toEqual([128, 128]);
  });

  const wrong: [string[], RegExp][] = [
    [[], /missing required argument 'file'/],
    [['absent.ctf'], /^loopsmith: absent\.ctf: cannot be read: no such file\n/],
    [['folder'], /^loopsmith: folder: cannot be read: it is a folder\n/],
    [
      ['notes.txt'],
      /notes\.txt: neither its beginning nor its name says its format: add --format \(known: ovf, png, ctf, ang, tess\)/,
    ],
    [['notes.txt', '--format', 'ctf'], /notes\.txt:1: expected a line "Phases", got the end of the file/],
    [['notes.txt', '--format', 'vtk'], /--format.*ovf, png, ctf, ang, tess/],
    [['grains.png'], /grains\.png: .*add --angles FILE\.csv/],
    [['grains.png', '--angles', 'absent.csv'], /absent\.csv: cannot be read: no such file/],
    [['grains.png', '--angles', 'notes.txt'], /notes\.txt:1: header: expected a column angle_deg or angle_rad/],
    [['map.ctf', '--angles', 'angles.csv'], /--angles: not for the format ctf/],
    [['map.ctf', '--layer', '2'], /--layer: not for the format ctf/],
    [['binary4.ovf', '--minimum-points', '0'], /--minimum-points.*whole number from 1/],
    [['binary4.ovf', '--layer', '2'], /binary4\.ovf: znodes: expected at least 2 layers, got 1/],
    [['map.ctf', '--size', '320'], /--size: expected a length with its unit/],
    [['map.ctf', '--size', '3 km'], /--size: expected 1 nm to 1 m, got 3 km/],
    [['map.ctf', '--cells', '0'], /--cells.*whole number from 1 to 1024/],
    [['map.ctf', '--fit', '101'], /--fit.*number from 0 to 100/],
    [['map.ctf', '--fit', ''], /--fit.*number from 0 to 100/],
    [['map.ctf', '--threshold', '-5'], /--threshold.*number above 0/],
    [['map.ctf', '--threshold', '91'], /--threshold.*up to 90/],
    [['map.ctf', '--euler-axes', 'up'], /--euler-axes.*right-up, right-down, down-right, up-right/],
    [['map.ctf', '--phase', 'Co'], /map\.ctf: phase: expected one of 1 Nd2Fe14B, got Co/],
  ];
  for (const [args, message] of wrong)
    test(`"${args.join(' ')}" is wrong use: one line, exit code 2, nothing on standard output`, async () => {
      const { code, stdout, stderr } = await run(...args);
      expect(stderr).toMatch(message);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect([code, stdout]).toEqual([2, '']);
    });

  test('fails with exit code 1, and leaves nothing behind, where the structure cannot be written', async () => {
    const { code, stderr } = await run('map.ctf', '--out', 'notes.txt/structure.json');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^loopsmith: cannot (create|write) notes\.txt[^\n]*\n$/);
    expect(existsSync(join(cwd, 'notes.txt/structure.json'))).toBe(false);
  });

  test.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(cwd, 'pipe.ctf')]);
    const { code, stderr } = await run('pipe.ctf');
    expect([code, stderr]).toEqual([2, 'loopsmith: pipe.ctf: cannot be read: it is no regular file\n']);
  });

  test('does not send what steers a terminal to it', async () => {
    const text = new TextDecoder().decode(samplesOf(scene).find(({ format }) => format === 'ctf')?.bytes);
    writeFileSync(join(cwd, 'steer.ctf'), encode(text.replace('Nd2Fe14B', '\u001b[2Jname\u202e')));
    const { stdout, code } = await run('steer.ctf', '--out', 'steer.json');
    expect(code).toBe(0);
    expect(stdout).toContain('phase ?[2Jname?');
  });
});
