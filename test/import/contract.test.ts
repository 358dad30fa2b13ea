// What holds for every format.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { noGrain } from '../../src/import/grain-map.js';
import { importStructure } from '../../src/import/import-structure.js';
import { detectImporter, importerNamed, importers } from '../../src/import/importers.js';
import { createRandom } from '../../src/random.js';
import { formatStructure, parseStructure } from '../../src/structure/structure-json.js';
import { type Sample, samplesOf } from './samples.js';
import { createScene, differentCells } from './writers/scene.js';
import { writeOvf } from './writers/write-ovf.js';

const scene = createScene({ grains: 20, cells: 96 });
const samples = samplesOf(scene);
const read = ({ file, bytes, options }: Sample) =>
  importStructure(bytes, { where: file, cells: scene.cells, ...options });

const small = samplesOf(createScene({ grains: 5, cells: 16, size: 32e-9 }));

/** The structure, or the error; anything but one line with the name of a file fails. */
function tryRead({ file, options }: Sample, bytes: Uint8Array): LoopsmithError | undefined {
  try {
    const { structure } = importStructure(bytes, { where: file, cells: 16, ...options });
    parseStructure(formatStructure(structure), 'imported');
    return undefined;
  } catch (error) {
    if (!(error instanceof LoopsmithError)) throw error;
    expect(error.message).toMatch(/^(map|grains|text|binary[48]|angles)\.[a-z]+[: ][^\n\r]+$/);
    expect(error.message.length).toBeLessThan(400);
    expect(error.kind).toBe('usage');
    return error;
  }
}

describe('the formats', () => {
  it('each have a sample here, a name of their own and extensions of their own', () => {
    expect(new Set(samples.map(({ format }) => format))).toEqual(new Set(importers.map(({ name }) => name)));
    const extensions = importers.flatMap((importer) => importer.extensions);
    expect(new Set(extensions).size).toBe(extensions.length);
  });

  it('are found by name, whatever its case, and a wrong name lists them', () => {
    for (const importer of importers) expect(importerNamed(importer.name.toUpperCase())).toBe(importer);
    expect(() => importerNamed('vtk')).toThrow(/unknown format "vtk" \(known: ovf, png, ctf, ang, tess\)/);
  });

  it('that a file does not say are found by its extension, or not at all', () => {
    for (const { name, extensions } of importers)
      expect(detectImporter(new Uint8Array(0), `a${extensions[0].toUpperCase()}`).name).toBe(name);
    expect(() => detectImporter(new Uint8Array(9), 'a.txt')).toThrow(/^a\.txt: neither .* --format \(known: ovf/);
  });
});

describe('a map of noise', () => {
  it('is no map of grains, and is refused in one line', () => {
    const random = createRandom(1, 'noise');
    const axis = () => [Math.sin(random.uniform(0, 3)), 1, 0] as const;
    const noise = writeOvf({
      columns: 100,
      rows: 100,
      step: 1e-9,
      axis: (x, y) => (x % 4 && y % 4 ? axis() : [0, 1, 0]),
    });
    expect(() => importStructure(noise, { where: 'a.ovf' })).toThrow(
      /^a\.ovf: expected 1 to 1024 grains, got \d+; a larger --threshold/,
    );
    const two = writeOvf({
      columns: 100,
      rows: 100,
      step: 1e-9,
      axis: () => (random.next() < 0.5 ? [1, 0, 0] : [0, 1, 0]),
    });
    expect(() => importStructure(two, { where: 'a.ovf', minimumPoints: 2 })).toThrow(
      /^a\.ovf: expected a map of grains, got one in which \d+ % of all neighbouring cells belong to different grains$/,
    );
  });
});

describe.each(samples)('$file', (sample) => {
  it('is known by its first bytes alone', () => {
    expect(detectImporter(sample.bytes, 'unnamed').name).toBe(sample.format);
  });

  it('becomes the magnet that was written', () => {
    const { structure, report } = read(sample);
    expect(differentCells(structure, scene.structure, scene.cells)).toBeLessThan(0.005);
    expect(report.grains).toBe(20);
    expect(report.seeds).toBe(20);
    expect(report.fit.share).toBeGreaterThan(0.995);
    expect(structure.size).toBe(scene.structure.size);
    expect(structure.cells).toBe(scene.cells);
  });

  it('becomes the same bytes every time', () => {
    expect(formatStructure(read(sample).structure)).toBe(formatStructure(read(sample).structure));
  });

  it('becomes a structure that its own file format takes', () => {
    const { structure } = read(sample);
    expect(parseStructure(formatStructure(structure), 'imported')).toEqual(structure);
  });

  it('takes the size and the cells that are asked for', () => {
    const { structure } = importStructure(sample.bytes, {
      where: sample.file,
      ...sample.options,
      size: 64e-9,
      cells: 32,
    });
    expect([structure.size, structure.cells, structure.cellSize]).toEqual([64e-9, 32, 2e-9]);
    expect(
      differentCells({ ...structure, size: 320e-9, seeds: structure.seeds.map((s) => 5 * s) }, scene.structure, 96),
    ).toBeLessThan(0.06);
  });

  it('is a map whose pixels all have a grain or are counted as gaps', () => {
    const importer = importerNamed(sample.format);
    const map = importer.read(sample.bytes, { ...sample.options, where: sample.file, cells: 32 });
    const gaps = map.gaps.reduce((sum, { points }) => sum + points, 0);
    expect(map.ids).toHaveLength(map.columns * map.rows);
    expect(map.ids.filter((id) => id === noGrain).length).toBe(gaps * map.pixelsPerPoint);
    expect(Math.max(...map.ids)).toBeLessThan(map.angles.length);
    expect(map.angles.every((angle) => Math.abs(angle) <= Math.PI / 2)).toBe(true);
  });
});

describe.each(small)('a small $file', (sample) => {
  it('that is cut anywhere is refused in one line, unless only what is not needed is missing', () => {
    const spare =
      sample.format === 'tess'
        ? sample.bytes.length - sample.bytes.lastIndexOf(42, sample.bytes.length - 60) + 200
        : 40;
    fc.assert(
      fc.property(fc.nat(sample.bytes.length - 1), (length) => {
        const error = tryRead(sample, sample.bytes.subarray(0, length));
        if (length < sample.bytes.length - spare) expect(error).toBeInstanceOf(LoopsmithError);
      }),
      { numRuns: 60 },
    );
  });

  it('with changed bytes is read or refused in one line', () => {
    const change = fc.tuple(fc.nat(sample.bytes.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Uint8Array.from(sample.bytes);
        for (const [position, value] of changes) bytes[position] = value;
        tryRead(sample, bytes);
      }),
      { numRuns: 150 },
    );
  });

  it('with a piece taken out, doubled or put elsewhere is read or refused in one line', () => {
    const { length } = sample.bytes;
    fc.assert(
      fc.property(fc.nat(length - 1), fc.nat(400), fc.nat(length), fc.boolean(), (from, count, to, keep) => {
        const piece = sample.bytes.subarray(from, from + count);
        const rest = keep
          ? sample.bytes
          : Buffer.concat([sample.bytes.subarray(0, from), sample.bytes.subarray(from + count)]);
        tryRead(sample, Buffer.concat([rest.subarray(0, to), piece, rest.subarray(to)]));
      }),
      { numRuns: 100 },
    );
  });

  it('with a number replaced by an impossible one is read or refused in one line', () => {
    const text = new TextDecoder('latin1').decode(sample.bytes);
    const numbers = [...text.matchAll(/(?<![\w.])-?\d+(\.\d+)?(e-?\d+)?(?![\w.])/g)];
    if (numbers.length === 0) return;
    const values = ['NaN', 'Infinity', '-Infinity', '1e999', '-1', '0', '1e308', '99999999999', '1.5', 'x', '', '0x10'];
    fc.assert(
      fc.property(fc.nat(numbers.length - 1), fc.constantFrom(...values), (which, value) => {
        const { index, 0: old } = numbers[which];
        tryRead(sample, Buffer.from(text.slice(0, index) + value + text.slice(index + old.length), 'latin1'));
      }),
      { numRuns: 150 },
    );
  });

  it('with nonsense after its first bytes is refused in one line', () => {
    fc.assert(
      fc.property(
        fc.nat(Math.min(200, sample.bytes.length - 40)),
        fc.uint8Array({ maxLength: 2000 }),
        (keep, noise) => {
          const bytes = Buffer.concat([sample.bytes.subarray(0, keep), noise]);
          const options = { ...sample.options, importer: importerNamed(sample.format) };
          expect(tryRead({ ...sample, options }, bytes)).toBeInstanceOf(LoopsmithError);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('that is empty is refused in one line', () => {
    const options = { ...sample.options, importer: importerNamed(sample.format) };
    expect(tryRead({ ...sample, options }, new Uint8Array(0))).toBeInstanceOf(LoopsmithError);
  });
});
