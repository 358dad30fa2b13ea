// Channel text files and maps of EDAX.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { ang } from '../../src/import/ang.js';
import { ctf } from '../../src/import/ctf.js';
import { eulerAxesNames } from '../../src/import/euler-axes.js';
import { type GrainMap, noGrain } from '../../src/import/grain-map.js';
import { importStructure } from '../../src/import/import-structure.js';
import type { ReadOptions } from '../../src/import/importer.js';
import { foldAngle } from '../../src/structure/easy-axis-image.js';
import { expectClose } from '../expect-close.js';
import { eulerOf } from './writers/euler.js';
import { encode } from './writers/scene.js';
import { type AngMap, writeAng } from './writers/write-ang.js';
import { type CtfMap, type CtfPoint, writeCtf } from './writers/write-ctf.js';

const degree = Math.PI / 180;
const readCtf = (map: CtfMap, options: ReadOptions = {}) =>
  ctf.read(writeCtf(map), { where: 'a.ctf', cells: 8, ...options });
const readAng = (map: AngMap, options: ReadOptions = {}) =>
  ang.read(writeAng(map), { where: 'a.ang', cells: 8, ...options });

/** Left half one grain, right half another: angles in degrees, in the frame that is assumed for a ctf. */
const halves = (left: number, right: number): CtfMap => ({
  columns: 8,
  rows: 6,
  step: 0.1,
  point: (column) => ({ phase: 1, euler: eulerOf({ angle: (column < 4 ? left : right) * degree }, 'right-up') }),
});

const anglesOf = ({ angles, ids }: GrainMap) =>
  [...new Set(ids)].sort((a, b) => a - b).map((id) => (id === noGrain ? null : angles[id] / degree));

describe('the easy axis of an EBSD point', () => {
  const axis = fc.record({
    angle: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
    tilt: fc.double({ min: 0, max: 1.4, noNaN: true }),
    spin: fc.double({ min: 0, max: 6, noNaN: true }),
  });

  it.each(eulerAxesNames)('is the c axis, in the plane and out of it, with the Euler axes %s', (eulerAxes) => {
    fc.assert(
      fc.property(axis, ({ angle, tilt, spin }) => {
        const euler = eulerOf({ angle, tilt, spin }, eulerAxes);
        const maps = [
          readCtf({ columns: 3, rows: 3, step: 0.1, point: () => ({ phase: 1, euler }) }, { eulerAxes }),
          readAng({ columns: 3, rows: 3, step: 0.1, point: () => ({ phase: 0, confidence: 1, euler }) }, { eulerAxes }),
        ];
        for (const { angles, tilts } of maps) {
          expect(angles).toHaveLength(1);
          // Files have 1e-4 degrees and 1e-5 rad; a steep axis magnifies them in the plane.
          expectClose(Math.cos(tilt) * Math.sin(foldAngle(angles[0] - angle)), 0, { atol: 3e-5 });
          expectClose(tilts?.[0] ?? Number.NaN, tilt, { atol: 3e-5 });
        }
      }),
      { numRuns: 30 },
    );
  });

  it('stands in the map as it is shown: the first row of the file is the upper one', () => {
    const { ids, angles } = readCtf(
      {
        columns: 3,
        rows: 3,
        step: 0.1,
        point: (_, row) => ({ phase: 1, euler: eulerOf({ angle: row * 20 * degree }, 'right-up') }),
      },
      { minimumPoints: 1 },
    );
    expectClose(
      Array.from({ length: 3 }, (_, row) => angles[ids[3 * row]] / degree),
      [40, 20, 0],
      { atol: 1e-3 },
    );
  });

  it('is assumed to be in the usual frame of each program, and that is said', () => {
    const euler = [0.4, 1, 0] as const;
    const point = () => ({ phase: 1, confidence: 1, euler });
    const [first, second] = [
      readCtf({ columns: 3, rows: 3, step: 1, point }),
      readAng({ columns: 3, rows: 3, step: 1, point }),
    ];
    expect(first.notes[1]).toMatch(
      /x axis of the Euler angles points right in the map and their y axis up \(--euler-axes\)/,
    );
    expect(second.notes[1]).toMatch(/points down in the map and their y axis right/);
    expect(readCtf({ columns: 3, rows: 3, step: 1, point }, { eulerAxes: 'right-up' })).toEqual({
      ...first,
      notes: [first.notes[0]],
    });
  });
});

describe('the grains of an EBSD map', () => {
  it('end where neighbours differ by more than 5 degrees, or what is asked for', () => {
    expect(anglesOf(readCtf(halves(10, 14)))).toHaveLength(1);
    expectClose(anglesOf(readCtf(halves(10, 16))).map(Number), [10, 16], { atol: 1e-3 });
    expect(anglesOf(readCtf(halves(10, 14), { threshold: 3 * degree }))).toHaveLength(2);
  });

  it('are one where orientations are equal by the symmetry of the phase, and two where they are not', () => {
    const turned = (turn: number, group: number): CtfMap => ({
      ...halves(10, 10),
      phases: [['x', group]],
      point: (column) => ({
        phase: 1,
        euler: eulerOf({ angle: 0.3, tilt: 0.4, spin: column < 4 ? 0 : turn * degree }, 'right-up'),
      }),
    });
    const count = (turn: number, group: number) => readCtf(turned(turn, group)).angles.length;
    expect([90, 60, 45].map((turn) => count(turn, 5))).toEqual([1, 2, 2]);
    expect([90, 60, 45].map((turn) => count(turn, 9))).toEqual([2, 1, 2]);
    expect([120, 60].map((turn) => count(turn, 7))).toEqual([1, 2]);
  });

  it('of fewer points than 5, or what is asked for, are filled and counted', () => {
    const speck: CtfMap = {
      ...halves(10, 10),
      point: (column, row) => ({ phase: 1, euler: eulerOf({ angle: column === 2 && row > 1 ? 1 : 0.2 }, 'right-up') }),
    };
    const { ids, gaps } = readCtf(speck);
    expect(ids.filter((id) => id === noGrain)).toHaveLength(4);
    expect(gaps.at(-1)).toEqual({ points: 4, why: 'in grains of fewer than 5 points' });
    expect(new Set(readCtf(speck, { minimumPoints: 4 }).ids).size).toBe(2);
  });

  it('have none of the points that are not indexed: phase 0, an error, a confidence of 0 or less', () => {
    const bad = (column: number, row: number): CtfPoint => ({
      phase: column === 3 ? 0 : 1,
      error: row === 2 ? 3 : 0,
      euler: [0, 1, 0],
    });
    const { ids, gaps } = readCtf({ columns: 6, rows: 6, step: 0.1, point: bad }, { minimumPoints: 1 });
    expect(gaps[0]).toEqual({ points: 11, why: 'not indexed' });
    expect(ids.filter((id) => id === noGrain)).toHaveLength(11);
    const low = readAng({
      columns: 6,
      rows: 6,
      step: 0.1,
      point: (_x, _y, row, k) => ({ phase: 0, confidence: k === 0 ? 0 : row === 5 ? -1 : 0.3, euler: [0, 1, 0] }),
    });
    expect(low.gaps[0].points).toBe(11);
  });

  it('keep points of confidence 0 where no point has more: the column is not in use', () => {
    const map = readAng({
      columns: 4,
      rows: 4,
      step: 0.1,
      point: (_x, _y, row) => ({ phase: 0, confidence: row === 0 ? -1 : 0, euler: [0, 1, 0] }),
    });
    expect(map.gaps[0].points).toBe(4);
  });

  it('are those of the uniaxial phase with most points, or of the phase that is asked for; the others are counted', () => {
    const phases = [
      ['Fe', 11],
      ['Nd2Fe14B', 5],
      ['SmCo5', 9],
    ] as const;
    const point = (column: number): CtfPoint => ({
      phase: column < 4 ? 1 : column < 7 ? 2 : 3,
      euler: eulerOf({ angle: 0.2 * column }, 'right-up'),
    });
    const map: CtfMap = { columns: 8, rows: 8, step: 0.1, phases, point };
    expect(readCtf(map).notes[0]).toBe('the easy axis is the c axis of phase Nd2Fe14B');
    expect(readCtf(map).gaps.slice(1, 3)).toEqual([
      { points: 32, why: 'of phase Fe' },
      { points: 8, why: 'of phase SmCo5' },
    ]);
    expectClose(
      anglesOf(readCtf(map, { phase: 'SmCo5' }))
        .slice(1)
        .map(Number),
      [1.4 / degree],
      { atol: 1e-3 },
    );
    expect(readCtf(map, { phase: '3' }).notes[0]).toBe('the easy axis is the c axis of phase SmCo5');
    expect(() => readCtf(map, { phase: 'Fe' })).toThrow(
      /^a\.ctf: phase: expected a tetragonal, trigonal or hexagonal phase, got Fe, which has no unique c axis$/,
    );
    expect(() => readCtf(map, { phase: 'Co' })).toThrow(
      /^a\.ctf: phase: expected one of 1 Fe, 2 Nd2Fe14B, 3 SmCo5, got Co$/,
    );
    expect(() => readCtf({ ...map, phases: [['Fe', 11]], point: () => ({ phase: 1, euler: [0, 0, 0] }) })).toThrow(
      /^a\.ctf: expected points of a tetragonal, .* got none \(phases: 1 Fe\)$/,
    );
  });

  it('in the unit of the other format are refused or doubted', () => {
    const euler = [0.4, 1, 0] as const;
    const point = () => ({ phase: 1, confidence: 1, euler });
    const map = { columns: 3, rows: 3, step: 1, point };
    expect(readCtf(map).notes.join()).not.toContain('in rad');
    const small = [0.02, 0.01, 0.05] as const;
    expect(readCtf({ ...map, point: () => ({ phase: 1, euler: small }) }).notes).toContainEqual(
      expect.stringContaining('are they in rad?'),
    );
    const inDegrees = (confidence: number) => {
      const text = new TextDecoder().decode(writeAng({ ...map, point: () => ({ ...point(), phase: 0, confidence }) }));
      return () => ang.read(encode(text.replace('0.40000', '214.3')), { where: 'a.ang', cells: 8 });
    };
    expect(inDegrees(1)).toThrow(/^a\.ang:\d+: Euler angles: expected at most 2 pi: they are in rad, got 214\.3/);
    expect(inDegrees(-1)).not.toThrow('rad');
  });

  it('report how far their axes leave the plane, and how many stand steeply', () => {
    const bytes = writeCtf({
      columns: 10,
      rows: 10,
      step: 0.032,
      point: (column) => ({
        phase: 1,
        euler: eulerOf({ angle: 0.1, tilt: (column < 5 ? 20 : 60) * degree }, 'right-up'),
      }),
    });
    const { report } = importStructure(bytes, { where: 'a.ctf' });
    expectClose([report.tilt?.mean ?? 0, report.tilt?.largest ?? 0], [40 * degree, 60 * degree], { atol: 1e-5 });
    expect(report.notes).toContain(
      '1 grain has its easy axis more than 45 degrees out of the plane: in the structure it lies in the plane all the same',
    );
    expectClose(report.size, 320e-9, { rtol: 1e-9 });
  });

  it('say so of the square that becomes the structure, not of what is cut off', () => {
    const bytes = (inside: boolean) =>
      writeCtf({
        columns: 30,
        rows: 10,
        step: 0.032,
        point: (column) => {
          const middle = column >= 10 && column < 20;
          const tilt = (middle === inside ? 80 : 0) * degree;
          return {
            phase: middle === inside && column % 2 === 0 ? 0 : 1,
            euler: eulerOf({ angle: 0.1, tilt }, 'right-up'),
          };
        },
      });
    const outside = importStructure(bytes(false), { where: 'a.ctf', minimumPoints: 1 }).report;
    expect([outside.guessed, outside.tilt?.largest]).toEqual([0, expect.closeTo(0, 5)]);
    expect(outside.notes.join()).not.toContain('out of the plane');
    expect(outside.filled.map(({ points }) => points)).toEqual([100]);
    const inside = importStructure(bytes(true), { where: 'a.ctf', minimumPoints: 1 }).report;
    expectClose(inside.guessed, 0.5, { atol: 1e-9 });
    expect(inside.notes.join()).toContain('more than 45 degrees out of the plane');
  });
});

describe('a hexagonal grid', () => {
  it('has its points where the file says, and its size', () => {
    const rows = 2 * Math.round(40 / Math.sqrt(3)) + 1;
    const map: AngMap = {
      hexagonal: true,
      columns: 41,
      rows,
      step: 0.1,
      // A grain on the left of a slanted line, another on its right, in the map with y up.
      point: (x, y) => ({
        phase: 0,
        confidence: 1,
        euler: eulerOf({ angle: x + (4 - y) * 0.5 < 3 ? 0.5 : -0.5 }, 'down-right'),
      }),
    };
    const { structure, report } = importStructure(writeAng(map), { where: 'a.ang' });
    expectClose(report.size, 4e-6, { rtol: 0.01 });
    expect(report.grains).toBe(2);
    const [left, right] = structure.easyAxisAngles[0] > 0 ? [0, 1] : [1, 0];
    // The border is the bisector of the two seeds: its normal is that of the line, (1, 0.5).
    const across = [0, 1].map((c) => structure.seeds[2 * right + c] - structure.seeds[2 * left + c]);
    expectClose(across[1] / across[0], 0.5, { atol: 0.05 });
    expectClose(Array.from(structure.easyAxisAngles).sort(), [-0.5, 0.5], { atol: 1e-4 });
  });

  it('may have the shifted rows first', () => {
    const map: AngMap = {
      hexagonal: true,
      columns: 4,
      rows: 3,
      step: 0.1,
      point: () => ({ phase: 0, confidence: 1, euler: [0, 1, 0] }),
    };
    const text = new TextDecoder()
      .decode(writeAng(map))
      .replace('NCOLS_ODD: 4', 'NCOLS_ODD: 3')
      .replace('NCOLS_EVEN: 3', 'NCOLS_EVEN: 4');
    const [head, data] = [
      text.split('\n').filter((line) => line.startsWith('#')),
      text.split('\n').filter((line) => line.startsWith(' ')),
    ];
    // Rows of 4, 3, 4 points without the first make rows of 3, 4: the shifted row comes first.
    const two = [...head.map((line) => line.replace('NROWS: 3', 'NROWS: 2')), ...data.slice(4), ''].join('\n');
    const { columns, rows, ids } = ang.read(encode(two), { where: 'a.ang', cells: 4, minimumPoints: 1 });
    expect([columns, rows]).toEqual([6, 2]);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('a Channel text file', () => {
  it('may have decimal commas', () => {
    const map = halves(10, -30);
    expect(readCtf({ ...map, decimalComma: true })).toEqual(readCtf(map));
  });

  const map = halves(10, 40);
  const good = new TextDecoder().decode(writeCtf(map));
  const line = (start: string) => good.split('\r\n').findIndex((text) => text.startsWith(start)) + 1;
  const firstPoint = line('Phase\t') + 1;
  const edit = (number: number, change: (fields: string[]) => void) => {
    const lines = good.split('\r\n');
    const fields = lines[number - 1].split('\t');
    change(fields);
    lines[number - 1] = fields.join('\t');
    return encode(lines.join('\r\n'));
  };
  it.each<[string, Uint8Array, RegExp]>([
    [
      'fewer rows than announced',
      encode(good.split('\r\n').slice(0, -9).join('\r\n')),
      /:\d+: expected 8 x 6 = 48 points, got the end of the file after 40$/,
    ],
    [
      'more rows than announced',
      encode(`${good}1\t0\t0\t8\t0\t1\t2\t3\t0.5\t1\t1\r\n`),
      /:\d+: expected 8 x 6 = 48 points, got more$/,
    ],
    [
      'a missing key',
      writeCtf({ ...map, header: { YStep: null } }),
      /: YStep: expected a step above 0 um, got no such line$/,
    ],
    [
      'a negative size',
      writeCtf({ ...map, header: { XCells: -8 } }),
      /:\d+: XCells: expected a whole number from 1 to 4194304, got "-8"$/,
    ],
    ['a step of 0', writeCtf({ ...map, header: { XStep: 0 } }), /:\d+: XStep: expected a step above 0 um, got "0"$/],
    [
      'a step that is infinite',
      writeCtf({ ...map, header: { XStep: 'Infinity' } }),
      /:\d+: XStep: expected a step above 0 um, got "Infinity"$/,
    ],
    [
      'rows and columns changed',
      writeCtf({ ...map, header: { XCells: 6, YCells: 8 } }),
      new RegExp(
        `:${firstPoint + 6}: x: expected 0 \\(0 steps of 0\\.1\\), row by row as the header announces, got 0\\.6`,
      ),
    ],
    [
      'no phases',
      writeCtf({ ...map, phases: [] }),
      /:\d+: Phases: expected a number of phases from 1 to 250, got "0"$/,
    ],
    [
      'a Laue group that is none',
      writeCtf({ ...map, phases: [['x', 12]] }),
      /:\d+: phase 1: expected lattice, angles, name and a Laue group from 1 to 11, apart by tabs, got "8\.800/,
    ],
    [
      'a column missing',
      edit(firstPoint - 1, (fields) => fields.splice(5, 1)),
      /:\d+: column names: expected a column Euler1, got "Phase X Y/,
    ],
    [
      'a point without its angles',
      edit(firstPoint + 3, (fields) => fields.splice(4)),
      new RegExp(`:${firstPoint + 3}: expected 8 finite numbers, got 4$`),
    ],
    [
      'an angle that is no number',
      edit(firstPoint + 5, (fields) => fields.splice(6, 1, 'NaN')),
      new RegExp(`:${firstPoint + 5}: expected 8 finite numbers, got 6$`),
    ],
    [
      'a phase that is not announced',
      edit(firstPoint, (fields) => fields.splice(0, 1, '2')),
      new RegExp(`:${firstPoint}: Phase: expected a whole number from 0 to 1, got 2$`),
    ],
    [
      'nothing but a first line',
      encode('Channel Text File\r\n'),
      /: expected a line "Phases", got the end of the file$/,
    ],
    [
      'no point that is indexed',
      writeCtf({ ...map, point: () => ({ phase: 0, euler: [0, 0, 0] }) }),
      /: expected points of a tetragonal/,
    ],
    [
      'grains that are all too small',
      writeCtf({ ...map, columns: 2, rows: 2 }),
      /: expected at least one grain, got none \(points: 4 in grains of fewer than 5 points\)$/,
    ],
  ])('with %s is refused in one line', (_, bytes, message) => {
    const run = () => importStructure(bytes, { where: 'a.ctf' });
    expect(run).toThrow(LoopsmithError);
    expect(run).toThrow(message);
    expect(run).toThrow(/^a\.ctf(:\d+)?: [^\n]+$/);
  });
});

describe('a map of EDAX', () => {
  const map: AngMap = { columns: 5, rows: 4, step: 0.1, point: () => ({ phase: 0, confidence: 1, euler: [0, 1, 0] }) };

  it('may number its phases in any order, and name them without numbers', () => {
    const phases = [
      [2, 'Fe', '43'],
      [1, 'SmCo5', '62'],
    ] as const;
    const numbered = readAng({ ...map, phases, point: () => ({ phase: 1, confidence: 1, euler: [0, 1, 0] }) });
    expect(numbered.notes[0]).toBe('the easy axis is the c axis of phase SmCo5');
    const text = new TextDecoder().decode(writeAng(map)).replace('# Phase 1\n', '');
    expect(ang.read(encode(text), { where: 'a.ang', cells: 4 }).notes[0]).toBe(
      'the easy axis is the c axis of phase SmCo5',
    );
  });

  it('of transmission microscopy (ASTAR) is in nm', () => {
    const text = new TextDecoder().decode(writeAng(map));
    expectClose(ang.read(encode(text), { where: 'a', cells: 4 }).pixelWidth, 1e-7, { rtol: 1e-12 });
    expectClose(
      ang.read(encode(text.replace('# x-star', '# File created from ACOM RES results\n# x-star')), {
        where: 'a',
        cells: 4,
      }).pixelWidth,
      1e-10,
      { rtol: 1e-12 },
    );
    const operator = text.replace('# x-star', '# OPERATOR: GIACOMO\n# x-star');
    expectClose(ang.read(encode(operator), { where: 'a', cells: 4 }).pixelWidth, 1e-7, { rtol: 1e-12 });
  });

  const good = new TextDecoder().decode(writeAng(map));
  it.each<[string, Uint8Array, RegExp]>([
    [
      'fewer points than announced',
      encode(good.split('\n').slice(0, -3).join('\n')),
      /:\d+: expected 20 points, got the end of the file after 18$/,
    ],
    ['more points than announced', encode(good + good.split('\n').at(-2)), /:\d+: expected 20 points, got more$/],
    [
      'no grid',
      writeAng({ ...map, header: { GRID: null } }),
      /: expected a line "# GRID: \.\.\." in the header, got none$/,
    ],
    [
      'an unknown grid',
      writeAng({ ...map, header: { GRID: 'RadialGrid' } }),
      /:\d+: GRID: expected SqrGrid or HexGrid, got "RadialGrid"$/,
    ],
    [
      'a negative number of rows',
      writeAng({ ...map, header: { NROWS: -4 } }),
      /:\d+: NROWS: expected a whole number from 1 to 4194304, got "-4"$/,
    ],
    [
      'too many points',
      writeAng({ ...map, header: { NROWS: 1e6 } }),
      /: NCOLS_ODD, NROWS: expected at most 4194304 points, got 5000000$/,
    ],
    [
      'a step that is no number',
      writeAng({ ...map, header: { XSTEP: 'NaN' } }),
      /:\d+: XSTEP: expected a step above 0, got "NaN"$/,
    ],
    [
      'rows of two lengths on a square grid',
      writeAng({ ...map, header: { NCOLS_EVEN: 4 } }),
      /:\d+: NCOLS_EVEN: expected 5 as NCOLS_ODD on a square grid, got 4$/,
    ],
    [
      'rows that are not shifted on a hexagonal grid',
      writeAng({ ...map, header: { GRID: 'HexGrid' } }),
      /:\d+: x: expected 0\.05 \(0 steps of 0\.1\), row by row .*, got 0$/,
    ],
    ['no phase', writeAng({ ...map, phases: [] }), /: expected a line "# Phase \.\.\." in the header, got none$/],
    [
      'a phase that is not announced',
      writeAng({ ...map, point: () => ({ phase: 3, confidence: 1, euler: [0, 1, 0] }) }),
      /:\d+: phase: expected one of 0, 1, got 3$/,
    ],
    [
      'a phase without a unique axis',
      writeAng({ ...map, phases: [[1, 'Fe', '43']] }),
      /: expected points of a tetragonal, trigonal or hexagonal phase, got none \(phases: 1 Fe\)$/,
    ],
    [
      'a point of few numbers',
      encode(good.replace(/ {6}0\.20000 .*\n/, ' 0.2\n')),
      /:\d+: expected 8 finite numbers, got 4$/,
    ],
    [
      'a point that is infinite',
      encode(good.replace('   1.00000   ', '   Infinity   ')),
      /:\d+: expected 8 finite numbers, got 1$/,
    ],
  ])('with %s is refused in one line', (_, bytes, message) => {
    const run = () => importStructure(bytes, { where: 'a.ang' });
    expect(run).toThrow(LoopsmithError);
    expect(run).toThrow(message);
    expect(run).toThrow(/^a\.ang(:\d+)?: [^\n]+$/);
  });
});
