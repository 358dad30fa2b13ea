import { describe, expect, test } from 'vitest';
import { duration, kilojoules, loss, reduced } from '../src/format.js';

describe('numbers in lines and on screens', () => {
  test('durations are said in the two greatest units', () => {
    expect([0, 59.4, 60, 185, 7800].map(duration)).toEqual(['0 s', '59 s', '1 min 00 s', '3 min 05 s', '2 h 10 min']);
  });

  test('an anchor that is not reached is not a number', () => {
    expect([reduced(0.5), reduced(null), reduced(undefined)]).toEqual(['0.500', 'none', '-']);
  });

  test('a failed loss shows as a dash, a small one in powers of ten', () => {
    expect([loss(null), loss(Number.POSITIVE_INFINITY), loss(0.0123), loss(2e-5)]).toEqual([
      '-',
      '-',
      '0.0123',
      '2.0e-5',
    ]);
  });
});

test('energy products have three digits at least', () => {
  expect([405_321, 33_449, 5_123, 87.4, 0].map(kilojoules)).toEqual(['405.3', '33.4', '5.12', '0.0874', '0.0']);
});
