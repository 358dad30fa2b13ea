import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { newPresetText } from '../../src/config/new-preset.js';

const given = { name: 'mine', objective: 'target-coercivity', physics: 'paper', model: 'first-light' };

describe('a new preset', () => {
  test('holds what was given, and what its objective says of itself', () => {
    expect(parse(newPresetText({ ...given, grains: [16, 64], candidates: 4 }))).toEqual({
      ...given,
      description: 'coercivity 2.0 T, whatever the remanence',
      structure: { grains: [16, 64] },
      verify: { candidates: 4 },
    });
  });

  test('is checked like a file', () => {
    expect(() => newPresetText({ ...given, maximumMisorientation: '30 nm' })).toThrow(/maximumMisorientation/);
    expect(() => newPresetText({ ...given, grains: [64, 16] })).toThrow(/in this order/);
    expect(() => newPresetText({ ...given, objective: 'target-coercivty' })).toThrow(/target-coercivity/);
    expect(() => newPresetText({ ...given, name: 'my magnet' })).toThrow(/letters, digits/);
  });
});
