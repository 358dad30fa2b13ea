import { describe, expect, it } from 'vitest';
import { anchorPoints, magnetizationAt } from '../../src/curve/anchors.js';
import type { DemagnetizationCurve } from '../../src/curve/curve.js';
import { parseCurve } from '../../src/curve/curve-csv.js';
import { squareness } from '../../src/curve/squareness.js';
import { anchorNames } from '../../src/quantities.js';
import { expectClose } from '../expect-close.js';
import { readReference } from '../structure/reference.js';

const curve = (...points: [number, number][]): DemagnetizationCurve => ({
  appliedField: Float64Array.from(points, ([h]) => h),
  magnetization: Float64Array.from(points, ([, m]) => m),
});

/** Rows of anchors.csv: structure, physics, program, six values with five digits. */
const rows = readReference('anchors.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));

/** Half of the last printed digit, and half of the last digit of the curve file, which decides 0.622235. */
const fiveDigits = 5e-6 + 5.1e-7;

const curveFile = ([structure, physics, program]: string[]): string =>
  `curves/${[structure, ...(physics === 'paper' ? [] : [physics]), program].join('.')}.csv`;

describe('anchorPoints', () => {
  it('are tested on 36 reference curves', () => {
    expect(rows.length).toBe(36);
  });

  it.each(rows)('of %s, %s, %s are the reference to every printed digit', (...row) => {
    const file = curveFile(row);
    const anchors = anchorPoints(parseCurve(readReference(file), file));
    const actual = anchorNames.map((name) => anchors[name] ?? Number.NaN);
    expectClose(actual, row.slice(3, 9).map(Number), { atol: fiveDigits });
  });

  it('lie on the straight line between field steps, also next to remanence', () => {
    const anchors = anchorPoints(curve([1, 0.95], [0.1, 0.9], [-0.1, 0.7], [-0.3, -0.1]));
    expectClose(
      anchorNames.map((name) => anchors[name] ?? Number.NaN),
      [0.95, 0.8, 0.08, 0.115, 0.135, 0.275],
      { rtol: 1e-12 },
    );
  });

  it('that the curve does not reach are null', () => {
    const never = { hk90: null, hk80: null, hk70: null, hc: null };
    expect(anchorPoints(curve([1, 0.95], [0, 0.9], [-1, 0.89]))).toEqual({ m1: 0.95, mr: 0.9, ...never });
    expect(anchorPoints(curve([0.5, 0.95], [0.1, 0.9]))).toEqual({ m1: null, mr: null, ...never });
    expect(anchorPoints(curve([1, 0.5], [0, -0.1], [-1, -0.5]))).toEqual({ m1: 0.5, mr: -0.1, ...never });
    expect(anchorPoints(curve([1, 1], [0, 1], [-0.5, 0.75], [-1, 0.72]))).toMatchObject({ hk70: null, hc: null });
  });

  it('take the first crossing after remanence', () => {
    const { hc } = anchorPoints(curve([1, 1], [0, 1], [-0.1, -0.5], [-0.2, 0.5], [-0.3, -0.5]));
    expectClose(hc ?? Number.NaN, 1 / 15, { rtol: 1e-12 });
  });

  it('do not mind the rounding of field steps that were added up', () => {
    expect(magnetizationAt(curve([0.9999999999, 0.9], [1e-17, 0.8], [-1, 0.7]), 1)).toBe(0.9);
    expect(magnetizationAt(curve([1, 0.9], [-1e-16, 0.8], [-1, 0.7]), 0)).toBe(0.8);
  });
});

describe('squareness', () => {
  const anchors = { m1: 1, mr: 0.9, hk90: 0.2, hk80: 0.22, hk70: 0.24, hc: 0.4 };

  it('is the knee field over the coercivity', () => {
    expect(squareness(anchors)).toBe(0.5);
  });

  it('is null where either is not reached', () => {
    expect(squareness({ ...anchors, hc: null })).toBeNull();
    expect(squareness({ ...anchors, hk90: null })).toBeNull();
  });
});
