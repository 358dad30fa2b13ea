import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { importStructure } from '../../src/import/import-structure.js';
import { tess } from '../../src/import/tess.js';
import { expectClose } from '../expect-close.js';
import { eulerOf } from './writers/euler.js';
import { createScene, differentCells, encode } from './writers/scene.js';
import { type Tessellation, writeTess } from './writers/write-tess.js';

const degree = Math.PI / 180;
const scene = createScene({ grains: 25, cells: 96, seed: 5 });
const seeds = scene.structure.seeds.map((s) => s / scene.structure.size);
const orientation = (cell: number) =>
  eulerOf({ angle: scene.angles[cell], spin: cell }, 'right-up').map((angle) => angle / degree);
const square: Tessellation = { seeds, width: 1, height: 1, orientation };

const read = (tessellation: Tessellation, options = {}) =>
  importStructure(writeTess(tessellation), { where: 'a.tess', cells: 96, ...options });

describe('a tessellation of Neper', () => {
  it('with Voronoi seeds gives these seeds, and its cells without a mistake', () => {
    const { structure, report } = read(square);
    // The file has twelve decimals of the edge.
    expectClose(structure.seeds, scene.structure.seeds, { atol: 4e-19 });
    expectClose(structure.easyAxisAngles, scene.angles, { atol: 1e-12 });
    expect([report.grains, report.seeds, report.filled.length]).toEqual([25, 25, 0]);
    expect(report.fit.share).toBe(1);
    expect(report.notes).toEqual(['the file has no unit of length: 320 nm are assumed (--size)']);
  });

  it('without seeds, or with weighted ones, has seeds fitted to its cells', () => {
    for (const [change, notes] of [
      [{ withSeeds: false }, 1],
      [{ weight: (cell: number) => cell / 1000 }, 1],
    ] as const) {
      const { structure, report } = read({ ...square, ...change });
      expect(report.fit.share).toBeGreaterThan(0.99);
      expect(report.notes).toHaveLength(notes);
      expect(differentCells(structure, scene.structure, 96)).toBeLessThan(0.01);
    }
  });

  it('with seeds that are not those of its cells has others fitted, and that is said', () => {
    const text = new TextDecoder().decode(writeTess(square));
    const [x, y] = [seeds[0], seeds[1]].map((s) => s.toFixed(12));
    const moved = text.replace(`1 ${x} ${y}`, `1 ${(1 - seeds[0]).toFixed(12)} ${y}`);
    expect(moved).not.toBe(text);
    const { report } = importStructure(encode(moved), { where: 'a.tess', cells: 96, size: 1e-7 });
    expect(report.fit.share).toBeGreaterThan(0.99);
    expect(report.notes).toEqual(['the seeds of the file are not those of its cells: others were fitted']);
  });

  it('of a domain that is no square is cut', () => {
    const wide = { ...square, seeds: Float64Array.from(seeds, (s, k) => (k % 2 === 0 ? 2 * s : s)), width: 2 };
    const { structure, report } = read(wide, { size: 160e-9 });
    expect(report.notes).toContain('cut off left and right of the square in the middle: 50 % of the map');
    expect(structure.size).toBe(160e-9);
    expect(report.fit.share).toBeGreaterThan(0.97);
  });

  it('may lie anywhere', () => {
    const text = new TextDecoder().decode(writeTess({ ...square, withSeeds: false }));
    const vertices = text.indexOf('**vertex');
    const edges = text.indexOf('**edge');
    const moved = text
      .slice(vertices, edges)
      .replace(
        /(\d+) (-?\d+\.\d+) (-?\d+\.\d+) 0\.0/g,
        (_, id, x, y) => `${id} ${(Number(x) - 7).toFixed(12)} ${(Number(y) + 3).toFixed(12)} 0.0`,
      );
    const shifted = importStructure(encode(text.slice(0, vertices) + moved + text.slice(edges)), {
      where: 'a.tess',
      cells: 96,
    });
    expect(differentCells(shifted.structure, scene.structure, 96)).toBeLessThan(0.01);
  });

  it('takes angles by the identifiers of its cells where it has no orientations', () => {
    const ids = Array.from({ length: 25 }, (_, k) => 100 + 3 * k);
    const table = `cell,angle_rad\n${ids.map((id, k) => `${id},${scene.angles[k]}`).join('\n')}`;
    const angles = { bytes: encode(table), where: 'a.csv' };
    const { structure, report } = read({ ...square, ids, orientation: undefined }, { angles });
    expectClose(structure.easyAxisAngles, scene.angles, { atol: 1e-15 });
    expect(report.tilt).toBeNull();
    expect(() => read({ ...square, orientation: undefined })).toThrow(
      /^a\.tess: \*\*cell: expected orientations \(\*ori\), got none: add them, or --angles/,
    );
    expect(() => read({ ...square, orientation: undefined }, { angles })).toThrow(
      /^a\.csv: no angle for cell 1 of a\.tess$/,
    );
  });
});

/** The rotation with these Euler angles in every way that Neper writes one. */
function ways(phi1: number, capitalPhi: number, phi2: number): Record<string, number[]> {
  const [c, s] = [Math.cos(capitalPhi / 2), Math.sin(capitalPhi / 2)];
  const q = [
    c * Math.cos((phi1 + phi2) / 2),
    s * Math.cos((phi1 - phi2) / 2),
    s * Math.sin((phi1 - phi2) / 2),
    c * Math.sin((phi1 + phi2) / 2),
  ];
  const [c1, s1, C, S, c2, s2] = [
    Math.cos(phi1),
    Math.sin(phi1),
    Math.cos(capitalPhi),
    Math.sin(capitalPhi),
    Math.cos(phi2),
    Math.sin(phi2),
  ];
  const matrix = [
    c1 * c2 - s1 * s2 * C,
    s1 * c2 + c1 * s2 * C,
    s2 * S,
    -c1 * s2 - s1 * c2 * C,
    -s1 * s2 + c1 * c2 * C,
    c2 * S,
    s1 * S,
    -c1 * S,
    C,
  ];
  const angle = 2 * Math.acos(Math.max(-1, Math.min(1, q[0])));
  const [a, b, d] = [phi1, capitalPhi, phi2].map((value) => value / degree);
  return {
    'euler-bunge': [a, b, d],
    'euler-kocks': [a - 90, b, 90 - d],
    'euler-roe': [a - 90, b, d + 90],
    e: [a, b, d],
    quaternion: q,
    q,
    rodrigues: [q[1] / q[0], q[2] / q[0], q[3] / q[0]],
    R: [q[1] / q[0], q[2] / q[0], q[3] / q[0]],
    'axis-angle': [q[1], q[2], q[3], angle / degree],
    rotmat: matrix,
    g: matrix,
  };
}

/** The numbers of the opposite rotation. */
function opposite(descriptor: string, p: readonly number[]): number[] {
  if (descriptor === 'quaternion' || descriptor === 'q') return [p[0], -p[1], -p[2], -p[3]];
  if (descriptor === 'rodrigues' || descriptor === 'R') return p.map((value) => -value);
  if (descriptor === 'axis-angle') return [p[0], p[1], p[2], -p[3]];
  if (descriptor === 'rotmat' || descriptor === 'g') return [0, 3, 6, 1, 4, 7, 2, 5, 8].map((k) => p[k]);
  if (descriptor === 'euler-kocks') return [p[2] - 180, -p[1], p[0] + 180];
  if (descriptor === 'euler-roe') return [-(p[2] - 90) - 90, -p[1], -(p[0] + 90) + 90];
  return [-p[2], -p[1], -p[0]];
}

describe('an orientation of Neper', () => {
  const angles = fc.tuple(
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.double({ min: 0.05, max: 3, noNaN: true }),
    fc.double({ min: -3, max: 3, noNaN: true }),
  );
  const pair: Tessellation = { seeds: [0.25, 0.5, 0.75, 0.5], width: 1, height: 1 };
  const axis = (descriptor: string, numbers: readonly number[], format = '3.5') => {
    const map = tess.read(writeTess({ ...pair, format, descriptor, orientation: () => numbers }), {
      where: 'a.tess',
      cells: 4,
    });
    return [map.angles[0], map.tilts?.[0] ?? Number.NaN];
  };

  it.each(Object.keys(ways(1, 1, 1)))(
    'as %s has the c axis of Bunge, in the passive sense and, reversed, in the active one',
    (descriptor) => {
      fc.assert(
        fc.property(angles, ([phi1, capitalPhi, phi2]) => {
          fc.pre(Math.abs(Math.cos(capitalPhi / 2) * Math.cos((phi1 + phi2) / 2)) > 0.01);
          const numbers = ways(phi1, capitalPhi, phi2)[descriptor];
          const expected = [
            Math.sin(phi1) * Math.sin(capitalPhi),
            -Math.cos(phi1) * Math.sin(capitalPhi),
            Math.cos(capitalPhi),
          ];
          const variants: [string, readonly number[], string][] = [
            [descriptor, numbers, '3.5'],
            [`${descriptor}:passive`, numbers, '3.5'],
            [`${descriptor}:active`, opposite(descriptor, numbers), '3.5'],
            // Until format 3.4 the two words had each other's meaning.
            [`${descriptor}:active`, numbers, '3.4'],
            [`${descriptor}:passive`, opposite(descriptor, numbers), '3.4'],
            [descriptor, numbers, '2.0'],
          ];
          for (const [word, values, format] of variants) {
            const [angle, tilt] = axis(word, values, format);
            expectClose(tilt, Math.asin(Math.min(1, Math.abs(expected[2]))), { atol: 1e-6 });
            expectClose(Math.cos(tilt) * Math.abs(Math.sin(angle) * expected[1] - Math.cos(angle) * expected[0]), 0, {
              atol: 1e-6,
            });
          }
        }),
        { numRuns: 25 },
      );
    },
  );

  it('turned by 30 degrees about x, as the documentation of Neper has it, leans towards -y', () => {
    const written: Record<string, number[]> = {
      rodrigues: [0.267949192, 0, 0],
      'euler-bunge': [0, 30, 0],
      'euler-kocks': [270, 30, 90],
      'euler-roe': [270, 30, 90],
      rotmat: [1, 0, 0, 0, 0.866025404, 0.5, 0, -0.5, 0.866025404],
      'axis-angle': [1, 0, 0, 30],
      quaternion: [0.965925826, 0.258819045, 0, 0],
    };
    for (const [descriptor, numbers] of Object.entries(written))
      expectClose(axis(descriptor, numbers), [0, 60 * degree], { atol: 1e-8 });
  });

  it('that is no rotation, or has no known name, is refused', () => {
    expect(() => axis('quaternion', [0, 0, 0, 0])).toThrow(
      /^a\.tess:\d+: \*ori: expected a rotation for cell 1, got "0 0 0 0"$/,
    );
    expect(() => axis('axis-angle', [0, 0, 0, 30])).toThrow(/expected a rotation for cell 1/);
    expect(() => axis('miller', [1, 1, 1])).toThrow(
      /\*ori: expected one of rodrigues, .*, rotmat, then :active or :passive, got "miller"$/,
    );
    expect(() => axis('rodrigues:lazy', [1, 1, 1])).toThrow(/got "rodrigues:lazy"$/);
  });
});

describe('a file of Neper', () => {
  const small: Tessellation = {
    seeds: [0.2, 0.3, 0.7, 0.4, 0.4, 0.8],
    width: 1,
    height: 1,
    orientation: () => [0, 90, 0],
  };
  const good = new TextDecoder().decode(writeTess(small));
  const lines = good.split('\n');
  const section = (name: string) => lines.findIndex((line) => line.trim() === name);
  /** The line so many below the heading of a section, changed. */
  const edit = (name: string, below: number, change: (words: string[]) => string[]) => {
    const copy = [...lines];
    const at = section(name) + below;
    copy[at] = change(copy[at].trim().split(/\s+/)).join(' ');
    return encode(copy.join('\n'));
  };
  const put = (index: number, value: string | number) => (words: string[]) =>
    words.map((word, k) => (k === index ? String(value) : word));

  it.each<[string, Uint8Array, RegExp]>([
    ['another first word', encode('***tesr\n'), /:1: expected \*\*\*tess, got "\*\*\*tesr"$/],
    [
      'an unknown format',
      encode(good.replace('3.5', '9.9')),
      /:3: \*\*format: expected one of 2\.0, 3\.3, 3\.4, 3\.5, got "9\.9"$/,
    ],
    [
      'three dimensions',
      encode(good.replace('2 standard', '3 standard')),
      /:5: \*\*general: expected a tessellation of dimension 2, got 3$/,
    ],
    [
      'no cells',
      edit('**cell', 1, put(0, 0)),
      /\*\*cell: the number of cells, a whole number from 1 to 4096, got "0"$/,
    ],
    ['more cells than identifiers', edit('**cell', 1, put(0, 4)), /\*id, a whole number .* got "\*crysym"$/],
    ['an identifier twice', edit('*id', 1, () => ['1', '2', '2']), /\*id: expected each cell once, got one twice$/],
    ['a seed that is infinite', edit('*seed', 1, put(1, 'inf')), /\*seed: x, a finite number, got "inf"$/],
    [
      'a seed far away',
      edit('*seed', 1, put(1, '1e300')),
      /\*seed: x: expected a coordinate from -1000000000 to 1000000000, got 1e\+300$/,
    ],
    [
      'seeds in disorder',
      edit('*seed', 1, put(0, 2)),
      /\*seed: the number of the seed, a whole number from 1 to 1, got "2"$/,
    ],
    ['a vertex that is no number', edit('**vertex', 3, put(2, 'NaN')), /\*\*vertex: y, a finite number, got "NaN"$/],
    [
      'a negative number of vertices',
      edit('**vertex', 1, put(0, -5)),
      /\*\*vertex: the number of vertices, a whole number from 3 to 32768, got "-5"$/,
    ],
    [
      'an edge with a vertex out of range',
      edit('**edge', 2, put(1, 99)),
      /\*\*edge: a vertex, a whole number from 1 to 8, got "99"$/,
    ],
    [
      'an edge from a vertex to itself',
      edit('**edge', 2, (words) => put(2, words[1])(words)),
      /edge 1: expected two different vertices, got \d twice$/,
    ],
    [
      'a face with a vertex out of range',
      edit('**face', 2, put(2, 0)),
      /face 1: a vertex, a whole number from 1 to 8, got "0"$/,
    ],
    [
      'a face that is a loop',
      edit('**face', 2, (words) => put(3, words[2])(words)),
      /face 1: expected each vertex once, got a loop$/,
    ],
    [
      'a face with an edge out of range',
      edit('**face', 3, put(1, 99)),
      /face 1: an edge, a whole number from -10 to 10, got "99"$/,
    ],
    [
      'a face with an edge that is not its own',
      edit('**face', 3, put(1, 10)),
      /face 1: expected edges between vertices next to each other, got edge 10$/,
    ],
    [
      'a face with edge 0',
      edit('**face', 3, put(1, 0)),
      /face 1: expected edges between vertices next to each other, got edge 0$/,
    ],
    ['a face of two vertices', edit('**face', 2, put(1, 2)), /face 1: expected no vertices or three and more, got 2$/],
    [
      'other edges than vertices',
      edit('**face', 3, put(0, 9)),
      /face 1: the number of edges, one per vertex, a whole number from \d to \d, got "9"$/,
    ],
    ['fewer faces than cells', edit('**face', 1, put(0, 2)), /\*\*face: expected 3 faces, one per cell, got 2$/],
    ['no faces', encode(good.slice(0, good.indexOf('**face'))), /: expected \*\*face, got the end of the file$/],
    [
      'vertices on a line',
      encode(good.replace(/^( +\d+ [-\d.]+) [-\d.]+ (0\.0+ 0)$/gm, '$1 0.5 $2')),
      /\*\*vertex: expected vertices that span an area, got 1 x 0$/,
    ],
  ])('with %s is refused in one line', (_, bytes, message) => {
    const run = () => importStructure(bytes, { where: 'a.tess', cells: 16 });
    expect(run).toThrow(LoopsmithError);
    expect(run).toThrow(message);
    expect(run).toThrow(/^a\.tess(:\d+)?: [^\n]+$/);
  });

  it('may have cells without a face, crowded out by others', () => {
    const crowded = good
      .replace('**cell\n  3', '**cell\n  4')
      .replace('   1 2 3\n', '   1 2 3 0\n')
      .replace(/(\*seed\n(?:.*\n){3})/, '$1   4 5.0 5.0 0.0 0.0\n')
      .replace(/(\*ori\n.*\n(?:.*\n){3})/, '$1   0 90 0\n')
      .replace('**face\n 3', '**face\n 4')
      .replace(' **domain', '   4 0\n     0\n    0 0 0 0\n     0 0 0 0 0\n **domain');
    expect(importStructure(encode(crowded), { where: 'a.tess', cells: 16 }).report.grains).toBe(3);
  });

  it('may have sections that are not known here', () => {
    const more = encode(good.replace('  *crysym', '  *lam\n   1 1 2\n  *orispread\n   0.1 0.2 x\n  *crysym'));
    expect(importStructure(more, { where: 'a.tess', cells: 16 }).report.grains).toBe(3);
  });
});
