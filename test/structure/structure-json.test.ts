import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { createGrains } from '../../src/structure/grains.js';
import { grainCount } from '../../src/structure/structure.js';
import { formatStructure, parseStructure } from '../../src/structure/structure-json.js';
import { referenceNames, referenceStructure } from './reference.js';

const valid = {
  schema: 'loopsmith/structure@1',
  name: 'two',
  size: 4e-9,
  cells: 2,
  cellSize: 2e-9,
  thickness: 1e-6,
  seeds: [
    [1e-9, 1e-9],
    [3e-9, 1e-9],
  ],
  easyAxisAngles: [0, 0.5],
};

const without = (key: keyof typeof valid) => ({ ...valid, [key]: undefined });

describe('structure JSON', () => {
  it('reads the twelve reference structures', () => {
    expect(referenceNames.map((name) => grainCount(referenceStructure(name)))).toEqual([
      16, 16, 30, 64, 64, 64, 100, 128, 197, 252, 256, 200,
    ]);
  });

  it('comes back to the last bit after writing', () => {
    const structure = createGrains({ seed: 1, grains: 77, maximumMisorientation: Math.PI, name: 'a "name"' });
    expect(parseStructure(formatStructure(structure), 'x.json')).toEqual(structure);
    const nameless = createGrains({ seed: 1, grains: 2, maximumMisorientation: 1 });
    expect(parseStructure(formatStructure(nameless), 'x.json')).toEqual(nameless);
  });

  it('takes a seed beyond the edge by rounding as one on the edge', () => {
    const text = JSON.stringify({
      ...valid,
      seeds: [
        [1e-9, 4.000000002e-9],
        [-1e-16, 1e-9],
      ],
    });
    expect([...parseStructure(text, 'x.json').seeds]).toEqual([1e-9, 4e-9, 0, 1e-9]);
  });

  it.each([
    ['', /expected a structure as JSON/],
    ['{"schema": NaN}', /expected a structure as JSON/],
    ['[]', /expected a JSON object .* got \[\]/],
    ['null', /expected a JSON object/],
    [without('schema'), /schema: expected "loopsmith\/structure@1", got nothing/],
    [{ ...valid, schema: 'loopsmith/structure@2' }, /got "loopsmith\/structure@2"/],
    [{ ...valid, size: -1 }, /size: expected .* above 0, got -1/],
    [{ ...valid, size: 1e300, cellSize: 1e300 / valid.cells }, /size: expected .* at most 1, got 1e\+300/],
    [{ ...valid, size: '320 nm' }, /size: expected .* got "320 nm"/],
    [without('thickness'), /thickness: .* got nothing/],
    [{ ...valid, cells: 2.5 }, /cells: expected an integer .* got 2.5/],
    [{ ...valid, cells: 100000 }, /cells: /],
    [{ ...valid, cellSize: 3e-9 }, /cellSize: expected size \/ cells = 2e-9, got 3e-9/],
    [{ ...valid, name: 7 }, /name: expected a text, got 7/],
    [{ ...valid, seeds: {} }, /seeds: expected a list/],
    [{ ...valid, seeds: [] }, /seeds: expected a list .* got \[\]/],
    [{ ...valid, seeds: [[1e-9, 1e-9], [3e-9]] }, /seeds\[1\]: expected a pair/],
    [
      {
        ...valid,
        seeds: [
          [1e-9, 1e-9],
          ['a', 1],
        ],
      },
      /seeds\[1\]: expected a pair .* got \["a",1\]/,
    ],
    [
      {
        ...valid,
        seeds: [
          [5e-9, 1e-9],
          [3e-9, 1e-9],
        ],
      },
      /seeds\[0\]: expected a point inside the sample/,
    ],
    [
      {
        ...valid,
        seeds: [
          [1e-9, 1e-9],
          [1e-9, 1e-9],
        ],
      },
      /seeds\[1\]: expected another point than seeds\[0\]/,
    ],
    [
      { ...valid, seeds: Array.from({ length: 4097 }, (_, i) => [i * 1e-13, 0]) },
      /seeds: expected at most 4096 grains, got 4097/,
    ],
    [without('easyAxisAngles'), /easyAxisAngles: expected a list/],
    [{ ...valid, easyAxisAngles: [0] }, /easyAxisAngles: expected 2 angles, one per seed, got 1/],
    [{ ...valid, easyAxisAngles: [0, 45] }, /easyAxisAngles\[1\]: expected an angle in rad, .*not degrees.*, got 45/],
    [{ ...valid, easyAxisAngles: [0, null] }, /easyAxisAngles\[1\]: expected a finite angle in rad, got null/],
    [
      JSON.stringify(valid).replace('[0,0.5]', '[0,1e999]'),
      /easyAxisAngles\[1\]: expected a finite angle in rad, got Infinity/,
    ],
  ])('that is malformed is refused in one line that names file and key: %j', (content, message) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const parse = () => parseStructure(text, 'bad.json');
    expect(parse).toThrow(LoopsmithError);
    expect(parse).toThrow(message);
    expect(parse).toThrow(/^bad\.json: [^\n]+$/);
  });

  it('ignores keys of other programs', () => {
    expect(grainCount(parseStructure(JSON.stringify({ ...valid, origin: 'EBSD' }), 'x.json'))).toBe(2);
  });
});
