import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { angleRegions } from '../../src/export/angle-regions.js';
import { foldAngle } from '../../src/structure/easy-axis-image.js';
import { expectClose } from '../expect-close.js';

/** Between two axes, in rad: at most pi / 2. */
const between = (a: number, b: number) => Math.abs(foldAngle(a - b));

describe('angleRegions', () => {
  it('gives every grain its own region where there are enough', () => {
    const angles = Float64Array.of(0.1, 0.1, 3, -2);
    const regions = angleRegions(angles, 4);
    expect([...regions.regionOf]).toEqual([0, 1, 2, 3]);
    expectClose(regions.angles, angles.map(foldAngle), { atol: 0 });
    expect(regions.largestTurn).toBe(0);
  });

  it('merges the closest axes, with the one in the middle', () => {
    const { regionOf, angles, largestTurn } = angleRegions(Float64Array.of(0, 1, 0.1, -0.7), 3);
    expect(regionOf[0]).toBe(regionOf[2]);
    expect(new Set(regionOf).size).toBe(3);
    expectClose(angles[regionOf[0]], 0.05, { atol: 1e-12 });
    expectClose(largestTurn, 0.05, { atol: 1e-12 });
  });

  it('knows that axes at both ends of the range are neighbours', () => {
    const { regionOf, angles, largestTurn } = angleRegions(Float64Array.of(1.56, -1.56, 0, 0.7), 3);
    expect(regionOf[0]).toBe(regionOf[1]);
    expectClose(Math.abs(angles[regionOf[0]]), Math.PI / 2, { atol: 1e-12 });
    expectClose(largestTurn, Math.PI / 2 - 1.56, { atol: 1e-12 });
  });

  it('turns no axis by more than it says, and uses no more regions than allowed', () => {
    const angle = fc.double({ min: -7, max: 7, noNaN: true });
    fc.assert(
      fc.property(fc.array(angle, { minLength: 1, maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (list, most) => {
        const given = Float64Array.from(list);
        const { regionOf, angles, largestTurn } = angleRegions(given, most);
        expect(angles.length).toBeLessThanOrEqual(Math.max(most, 0));
        for (const [g, t] of given.entries()) {
          expect(regionOf[g]).toBeLessThan(angles.length);
          expect(between(t, angles[regionOf[g]])).toBeLessThanOrEqual(largestTurn + 1e-9);
        }
        expect(largestTurn).toBeLessThanOrEqual(Math.PI / 2 / most + 1e-9);
      }),
    );
  });

  it('costs less than 0.36 degrees with 256 regions, however many grains', () => {
    const angles = Float64Array.from({ length: 4096 }, (_, g) => (g * Math.PI) / 4096);
    const { largestTurn, angles: axes } = angleRegions(angles, 256);
    expect(axes.length).toBeLessThanOrEqual(256);
    expect((largestTurn * 180) / Math.PI).toBeLessThan(0.36);
  });
});
