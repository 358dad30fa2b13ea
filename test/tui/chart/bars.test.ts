import { describe, expect, test } from 'vitest';
import { bar } from '../../../src/tui/chart/bars.js';

describe('bars of characters', () => {
  test('a bar is as long as asked, whatever the fraction', () => {
    const characters = { full: '#', empty: '.' };
    expect([-1, 0, 0.5, 1, 3].map((f) => bar(f, 4, characters))).toEqual(['....', '....', '##..', '####', '####']);
  });
});
