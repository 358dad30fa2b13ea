import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { noGrain } from '../../src/import/grain-map.js';
import { importStructure } from '../../src/import/import-structure.js';
import type { ReadOptions } from '../../src/import/importer.js';
import { ovf } from '../../src/import/ovf.js';
import { expectClose } from '../expect-close.js';
import { encode } from './writers/scene.js';
import { type OvfField, writeOvf } from './writers/write-ovf.js';

const read = (field: OvfField, options: ReadOptions = {}) =>
  ovf.read(writeOvf(field), { where: 'a.ovf', cells: 8, ...options });
const degree = Math.PI / 180;

/** Angle and tilt of the grain of each node. */
const axesOf = ({ ids, angles, tilts }: ReturnType<typeof read>) =>
  Array.from(ids, (id) => (id === noGrain ? null : [angles[id], tilts?.[id] ?? Number.NaN]));

const representations = ['Text', 'Binary 4', 'Binary 8'] as const;
const bits = { Text: 1e-12, 'Binary 4': 1e-6, 'Binary 8': 1e-12 };

describe('an OVF field', () => {
  it.each(representations)('in %s comes back node by node', (representation) => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
    const axis = fc.tuple(
      fc.integer({ min: -1400, max: 1400 }).map((t) => t / 1000),
      fc.nat(1400).map((t) => t / 1000),
      fc.boolean(),
    );
    fc.assert(
      fc.property(
        shape,
        fc.array(axis, { minLength: 36, maxLength: 36 }),
        fc.double({ min: 0.1, max: 1e6, noNaN: true }),
        ([columns, rows], axes, length) => {
          const map = read(
            {
              columns,
              rows,
              step: 2e-9,
              representation,
              axis: (x, y) => {
                const [t, tilt, back] = axes[y * columns + x];
                const size = back ? -length : length;
                return [
                  size * Math.cos(tilt) * Math.sin(t),
                  size * Math.cos(tilt) * Math.cos(t),
                  size * Math.sin(tilt),
                ];
              },
            },
            { threshold: 1e-4 },
          );
          const found = axesOf(map).flatMap((pair) => pair ?? []);
          const written = Array.from({ length: columns * rows }, (_, i) => [axes[i][0], axes[i][1]]).flat();
          expectClose(found, written, { atol: bits[representation] * 10 });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of an irregular mesh comes back from nodes in any order', () => {
    const axis = (x: number, y: number) => [Math.sin(0.2 * x), Math.cos(0.2 * x), 0.1 * y] as const;
    const field: OvfField = { columns: 5, rows: 4, step: 2, unit: 'nm', axis };
    const regular = read(field);
    fc.assert(
      fc.property(
        fc.constantFrom(...representations),
        fc.shuffledSubarray(
          Array.from({ length: 20 }, (_, i) => i),
          { minLength: 20 },
        ),
        (representation, order) => {
          const map = read({ ...field, mesh: 'irregular', representation, order: () => order });
          expect([map.columns, map.rows]).toEqual([5, 4]);
          expectClose([map.pixelWidth, map.pixelHeight], [2e-9, 2e-9], { rtol: 1e-6 });
          expectClose(axesOf(map).flat().map(Number), axesOf(regular).flat().map(Number), { atol: 1e-5 });
        },
      ),
      { numRuns: 30 },
    );
  });

  it('may say its header in any order, case and spacing, with comments', () => {
    const text = [
      '# OOMMF: OVF 2.0',
      '## a comment',
      '# Begin: Segment',
      '# ZNODES:1',
      '#ynodes :1 ## rows',
      '# X Nodes: 2',
      '# valueDim: 3',
      '#',
      '# ystepsize: 3',
      '# xstepsize:   2',
      '# meshunit: nm',
      '# MeshType: Rectangular',
      '# begin: data TEXT',
      '1 0 0 # east',
      '# a comment among the data',
      '0 1',
      '0',
      '# End: Data Text',
      '',
    ].join('\r\n');
    const map = ovf.read(encode(text), { where: 'a.ovf', cells: 8 });
    expect([map.columns, map.rows]).toEqual([2, 1]);
    expectClose([map.pixelWidth, map.pixelHeight], [2e-9, 3e-9], { rtol: 1e-12 });
    expectClose(axesOf(map).flat().map(Number), [Math.PI / 2, 0, 0, 0], { atol: 1e-12 });
  });

  it.each([
    ['m', 1],
    ['um', 1e-6],
    ['nm', 1e-9],
  ])('in %s has its size in m', (unit, factor) => {
    const { structure } = importStructure(writeOvf({ columns: 4, rows: 4, step: 2, unit, axis: () => [0, 1, 0] }), {
      where: 'a.ovf',
      size: factor === 1 ? 1 : undefined,
    });
    expectClose(structure.size, factor === 1 ? 1 : 8 * factor, { rtol: 1e-12 });
  });

  it('joins neighbours up to the threshold, through k and -k alike, and axes average within a grain', () => {
    const field: OvfField = {
      columns: 6,
      rows: 1,
      step: 1,
      representation: 'Binary 8',
      axis: (x) => {
        const t = (x < 3 ? x : x + 10) * degree;
        const sign = x % 2 ? -1 : 1;
        return [sign * Math.sin(t), sign * Math.cos(t), 0];
      },
    };
    expect([...read(field).ids]).toEqual([0, 1, 2, 3, 4, 5]);
    const { ids, angles } = read(field, { threshold: 2 * degree });
    expect([...ids]).toEqual([0, 0, 0, 1, 1, 1]);
    expectClose(angles, [1 * degree, 14 * degree], { atol: 1e-12 });
  });

  it('is filled where it has no axis, and says how much of it', () => {
    const bytes = writeOvf({
      columns: 4,
      rows: 4,
      step: 1e-9,
      axis: (x, y) => (x === 0 || y === 0 ? [0, 0, 0] : [1, 0, 0]),
    });
    const { structure, report } = importStructure(bytes, { where: 'a.ovf' });
    expect(report.filled).toEqual([{ points: 7, why: 'without an axis (0, 0, 0)' }]);
    expect([...structure.easyAxisAngles]).toEqual([Math.PI / 2]);
  });

  it('of several layers gives the one that is asked for, and says how the others differ', () => {
    const field: OvfField = {
      columns: 4,
      rows: 4,
      layers: 3,
      step: 1e-9,
      axis: (x, _y, z) => (z === 2 && x === 0 ? [1, 0, 0] : [0, 1, 0]),
    };
    for (const representation of representations) {
      const { ids, notes } = read({ ...field, representation });
      expect(new Set(ids).size).toBe(1);
      expect(notes).toEqual([
        'layer 1 of 3 along z is taken (--layer); 12.5 % of the nodes of the others have another axis',
      ]);
      expect(new Set(read({ ...field, representation }, { layer: 3 }).ids).size).toBe(2);
    }
    expect(() => read(field, { layer: 4 })).toThrow(/^a\.ovf: znodes: expected at least 4 layers, got 3$/);
  });

  it('keeps its length along z where the sample does, and says where not', () => {
    const axis = (x: number) => (x < 4 ? ([0, 1, 0] as const) : ([1, 0, 0] as const));
    const field: OvfField = { columns: 8, rows: 8, step: 2e-9, representation: 'Text', axis };
    const bytesOf = (height: number) => {
      const text = new TextDecoder('latin1').decode(writeOvf(field));
      return encode(text.replace(/zstepsize: \S+/, `zstepsize: ${height}`));
    };
    const imported = (height: number, options: { size?: number; thickness?: number } = {}) =>
      importStructure(bytesOf(height), { where: 'a.ovf', fit: 0.9, ...options });
    const assumed = 'the length of the file along z is not kept: 36 um are assumed (--thickness)';
    expect(imported(64e-9)).toMatchObject({ structure: { thickness: 64e-9 }, report: { thickness: 64e-9 } });
    expect(imported(2e-9)).toMatchObject({ structure: { thickness: 36e-6 } });
    expect(imported(2e-9).report.notes).toContain(assumed);
    expect(imported(64e-9, { size: 320e-9 })).toMatchObject({ structure: { thickness: 36e-6 } });
    expect(imported(64e-9, { thickness: 1e-6 }).structure.thickness).toBe(1e-6);
    for (const thickness of [undefined, 1e-6])
      expect(imported(64e-9, { thickness }).report.notes).not.toContain(assumed);
  });

  it('whose axes stand along z says that their direction in the plane means nothing', () => {
    const bytes = (z: boolean) =>
      writeOvf({ columns: 8, rows: 8, step: 40e-9, axis: (x) => (x < 4 ? [0, z ? 0 : 1, z ? 1 : 0] : [0.5, 0, 0.8]) });
    const { notes } = importStructure(bytes(true), { where: 'a.ovf' }).report;
    expect(notes.join()).toContain('2 grains have their easy axis more than 45 degrees out of the plane');
    expect(notes.join()).toContain('of 1 it is along z, and its direction there means nothing');
    expect(importStructure(bytes(false), { where: 'a.ovf' }).report.notes.join()).not.toContain('along z, and');
  });

  it('that looks like a magnetization is taken, and that is said', () => {
    expect(read({ columns: 2, rows: 2, step: 1, labels: 'm_x m_y m_z', axis: () => [0, 1, 0] }).notes).toEqual([
      'the values are labelled m_x m_y m_z: they are taken as easy axes all the same',
    ]);
  });

  const field: OvfField = { columns: 3, rows: 2, step: 1e-9, axis: () => [0, 1, 0] };
  const start = Buffer.from(writeOvf(field)).indexOf('Data Binary 4\n') + 'Data Binary 4\n'.length;
  const altered = (offset: number, bytes: Uint8Array) => {
    const all = Uint8Array.from(writeOvf(field));
    all.set(bytes, offset);
    return all;
  };
  const float = (value: number, littleEndian = true) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, littleEndian);
    return bytes;
  };
  const text = (change: (text: string) => string) =>
    encode(change(new TextDecoder().decode(writeOvf({ ...field, representation: 'Text' }))));

  it.each<[string, Uint8Array, RegExp]>([
    [
      'OVF 1.0',
      encode('# OOMMF: rectangular mesh v1.0\n'),
      /:1: expected "# OOMMF OVF 2\.0" \(OOMMF's avf2ovf writes it\), got/,
    ],
    ['another first line', encode('# hello\n'), /:1: expected "# OOMMF OVF 2\.0", got "# hello"/],
    [
      'big-endian data',
      altered(start, float(1234567, false)),
      new RegExp(
        `byte ${start}: expected the check value 1234567 in little-endian order, got the same in big-endian order`,
      ),
    ],
    [
      'a wrong check value',
      altered(start, float(1)),
      new RegExp(`byte ${start}: expected the check value 1234567 .*, got 1$`),
    ],
    [
      'NaN',
      altered(start + 8, float(Number.NaN)),
      new RegExp(`byte ${start + 8}: expected finite components of node 1, got NaN`),
    ],
    ['Infinity', altered(start + 16, float(Infinity)), /expected finite components of node 2, got Infinity/],
    [
      'too few data',
      writeOvf(field).subarray(0, start + 40),
      /data: expected 3 x 2 x 1 nodes of 3 numbers \(binary 4\), at least 76 bytes, got 40 bytes/,
    ],
    [
      'more data than announced',
      writeOvf({ ...field, header: { xnodes: 2 } }),
      /expected "# End: Data" after the last node, got more data/,
    ],
    [
      'no end',
      writeOvf(field).subarray(0, start + 76),
      /expected "# End: Data" after the last node, got the end of the file/,
    ],
    [
      'a word among text data',
      text((t) => t.replace('0 1 0\n0', '0 1 0\nx')),
      /:\d+: expected a component of node 2, a finite number, got "x"/,
    ],
    ['NaN among text data', text((t) => t.replace('0 1 0\n0', '0 1 0\nNaN')), /got "NaN"/],
    [
      'text data that end early',
      text((t) => t.replace('0 1 0\n#', '#')),
      /:\d+: expected a component of node 6, got the end of the file/,
    ],
    [
      'text data that go on',
      text((t) => t.replace('0 1 0\n#', '0 1 0\n7\n#')),
      /:\d+: expected "# End: Data" after the last node, got "7"/,
    ],
    [
      'a missing key',
      writeOvf({ ...field, header: { ystepsize: null } }),
      /: expected a line "# ystepsize: \.\.\." in the header, got none/,
    ],
    [
      'no nodes',
      writeOvf({ ...field, header: { xnodes: 0 } }),
      /:\d+: xnodes: expected a whole number from 1 to 4194304, got "0"/,
    ],
    ['negative nodes', writeOvf({ ...field, header: { znodes: -1 } }), /:\d+: znodes: expected a whole number/],
    ['half a node', writeOvf({ ...field, header: { ynodes: 1.5 } }), /:\d+: ynodes: expected a whole number/],
    [
      'a negative step',
      writeOvf({ ...field, header: { xstepsize: -1e-9 } }),
      /:\d+: xstepsize: expected a number above 0, got "-1e-9"/,
    ],
    [
      'a step that is no number',
      writeOvf({ ...field, header: { xstepsize: 'NaN' } }),
      /:\d+: xstepsize: expected a number above 0, got "NaN"/,
    ],
    [
      'one component',
      writeOvf({ ...field, header: { valuedim: 1 } }),
      /:\d+: valuedim: expected 3, the components of an axis, got "1"/,
    ],
    [
      'an unknown mesh',
      writeOvf({ ...field, header: { meshtype: 'hexagonal' } }),
      /:\d+: meshtype: expected rectangular or irregular, got "hexagonal"/,
    ],
    [
      'an unknown unit',
      writeOvf({ ...field, header: { meshunit: 'inch' } }),
      /:\d+: meshunit: expected m, um or nm, got "inch"/,
    ],
    [
      'an unknown representation',
      writeOvf({ ...field, representation: 'Binary 16' as 'Text' }),
      /:\d+: Begin: expected Data Text, Data Binary 4 or Data Binary 8, got "Data Binary 16"/,
    ],
    [
      'two segments',
      encode(
        new TextDecoder('latin1')
          .decode(writeOvf({ ...field, representation: 'Text' }))
          .replace('Segment count: 1', 'Segment count: 2'),
      ),
      /:\d+: segmentcount: expected 1, got "2"/,
    ],
    [
      'no axis anywhere',
      writeOvf({ ...field, axis: () => [0, 0, 0] }),
      /expected at least one grain, got none \(points: 6 without an axis/,
    ],
    [
      'nodes on no lattice',
      writeOvf({ ...field, mesh: 'irregular', order: (nodes) => nodes.map((_, k) => (k === 5 ? 4 : k)) }),
      /expected points that fill a rectangle|expected each place once/,
    ],
    [
      'a heading without #',
      encode('# OOMMF OVF 2.0\nxnodes: 3\n'),
      /:2: expected a header line that begins with #, got "xnodes: 3"/,
    ],
  ])('with %s is refused in one line', (_, bytes, message) => {
    const run = () => importStructure(bytes, { where: 'a.ovf' });
    expect(run).toThrow(LoopsmithError);
    expect(run).toThrow(message);
    expect(run).toThrow(/^a\.ovf: ?[^\n]+$|^a\.ovf:\d+: [^\n]+$/);
  });
});
