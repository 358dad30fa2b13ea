import { describe, expect, test } from 'vitest';
import { sparkline } from '../src/sparkline.js';

describe('a series as small as a word', () => {
  test('longer than its line keeps its first and last value', () => {
    const line = sparkline(
      Array.from({ length: 500 }, (_, i) => 1 / (i + 1)),
      20,
      false,
    );
    expect(line).toHaveLength(20);
    expect([line[0], line[19]]).toEqual(['@', '_']);
  });

  test('of nothing is an empty line', () => {
    expect(sparkline([], 20, true)).toBe('');
    expect(sparkline([Number.NaN], 20, true)).toBe('');
  });
});
