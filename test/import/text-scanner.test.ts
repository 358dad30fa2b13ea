import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { createTextScanner } from '../../src/import/text-scanner.js';
import { encode } from './writers/scene.js';

const scan = (text: string, options = {}) => createTextScanner(encode(text), 'file', options);

const written = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat(12)).map(([value, digits]) => value.toFixed(digits)),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => value.toExponential(4).toUpperCase()),
  fc.constantFrom('.5', '5.', '+7', '-.25', '000012', '1e22', '123456789012345678', '0.1234567890123456789'),
);

describe('a number in a text file', () => {
  it('is read to the last bit', () => {
    fc.assert(
      fc.property(written, (text) => {
        expect(scan(text).nextNumber('a')).toBe(Number(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    'NaN',
    'inf',
    '-Infinity',
    '1e999',
    '0x10',
    '1_000',
    '--1',
    '1.2.3',
    '.',
    '-',
    'e5',
    '1e',
    '1,5',
    'seven',
    '1'.repeat(70),
  ])('is not %s: one line says where', (text) => {
    expect(() => scan(`\n\n ${text} `).nextNumber('the height')).toThrow(LoopsmithError);
    expect(() => scan(`\n\n ${text} `).nextNumber('the height')).toThrow(
      /^file:3: expected the height, a finite number, got "[^\n]+"$/,
    );
  });

  it('may have a decimal comma where that is said', () => {
    expect(scan('-0,125', { decimalComma: true }).nextNumber('a')).toBe(-0.125);
    expect(() => scan('1,2,3', { decimalComma: true }).nextNumber('a')).toThrow(/finite/);
  });

  it('is whole and in its range where that is asked for', () => {
    expect(scan('12').nextWhole('a', 1, 12)).toBe(12);
    for (const text of ['13', '0', '1.5', '-1', 'x'])
      expect(() => scan(text).nextWhole('a count', 1, 12)).toThrow(
        /^file:1: expected a count, a whole number from 1 to 12, got "/,
      );
  });
});

describe('a line of numbers', () => {
  it('gives as many as are asked for and passes the rest over, whatever it is', () => {
    const scanner = scan('1 2 3 four\r\n\r\n\t5\t6\t7\t8\n9 ten 11');
    const values = new Float64Array(3);
    expect([scanner.nextNumbers(values), ...values]).toEqual([3, 1, 2, 3]);
    expect([scanner.nextNumbers(values), ...values]).toEqual([3, 5, 6, 7]);
    expect(scanner.place()).toBe('file:3');
    expect([scanner.nextNumbers(values), values[0]]).toEqual([1, 9]);
    expect(scanner.nextNumbers(values)).toBe(-1);
  });
});

describe('lines and words', () => {
  it('are counted from 1, whether lines end as on Unix or as on Windows', () => {
    const scanner = scan('\ufefffirst\r\nsecond\nthird 3');
    expect([scanner.nextLine(), scanner.place()]).toEqual(['first', 'file:1']);
    expect([scanner.nextLine(), scanner.place()]).toEqual(['second', 'file:2']);
    expect([scanner.nextWord(), scanner.nextNumber('a'), scanner.place()]).toEqual(['third', 3, 'file:3']);
    expect([scanner.nextWord(), scanner.nextLine()]).toEqual([null, null]);
  });

  it('leave out comments where there are some', () => {
    const scanner = scan('1 # 2\n#3\n4', { comments: true });
    expect([scanner.nextNumber('a'), scanner.nextNumber('b'), scanner.nextWord()]).toEqual([1, 4, null]);
  });

  it('that are marked are found among others', () => {
    const scanner = scan('1 2 x* *seed 3 **vertex');
    expect([scanner.nextMarked('*'), scanner.nextMarked('*'), scanner.nextMarked('*')]).toEqual([
      '*seed',
      '**vertex',
      null,
    ]);
  });

  it('that never end are refused', () => {
    expect(() => scan('x'.repeat(70000)).nextLine()).toThrow(
      /^file:1: expected a line of text, got 70000 bytes without an end$/,
    );
  });
});
