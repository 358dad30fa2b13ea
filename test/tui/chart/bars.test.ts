import { describe, expect, test } from 'vitest';
import { bar, sparkline } from '../../../src/tui/chart/bars.js';

describe('bars of characters', () => {
  test('a bar is as long as asked, whatever the fraction', () => {
    const characters = { full: '#', empty: '.' };
    expect([-1, 0, 0.5, 1, 3].map((f) => bar(f, 4, characters))).toEqual(['....', '....', '##..', '####', '####']);
  });

  test('a series longer than its line keeps its first and last value', () => {
    const line = sparkline(
      Array.from({ length: 500 }, (_, i) => 1 / (i + 1)),
      20,
      false,
    );
    expect(line).toHaveLength(20);
    expect([line[0], line[19]]).toEqual(['@', '_']);
  });

  test('an empty series is an empty line', () => {
    expect(sparkline([], 20, true)).toBe('');
    expect(sparkline([Number.NaN], 20, true)).toBe('');
  });
});
