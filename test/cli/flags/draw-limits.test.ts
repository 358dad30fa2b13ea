import { describe, expect, it } from 'vitest';
import { describeLimits, drawLimits } from '../../../src/cli/flags/draw-limits.js';
import { drawParameters } from '../../../src/structure/grains.js';

describe('limits of the draw', () => {
  it('are only what is said, so that the data of the paper have none', () => {
    expect(drawLimits({})).toEqual({});
    expect(describeLimits({})).toBe('');
  });

  it('bound what is drawn', () => {
    const limits = drawLimits({ grains: '16-20', minMisorientation: '20 deg', maxMisorientation: '30 deg' });
    expect(describeLimits(limits)).toBe(', 16 to 20 grains, largest misorientation 20 to 30 deg');
    const drawn = Array.from({ length: 200 }, (_, index) => drawParameters(1, index, limits));
    const grains = drawn.map((one) => one.grains);
    expect([Math.min(...grains), Math.max(...grains)]).toEqual([16, 20]);
    const degrees = drawn.map(({ maximumMisorientation }) => (maximumMisorientation * 180) / Math.PI);
    expect(Math.min(...degrees)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...degrees)).toBeLessThanOrEqual(30);
    expect(Math.max(...degrees) - Math.min(...degrees)).toBeGreaterThan(9);
  });

  it('in the wrong order are refused', () => {
    expect(() => drawLimits({ minMisorientation: '40 deg', maxMisorientation: '30 deg' })).toThrow(
      '--min-misorientation 40 deg: expected at most 30 deg',
    );
  });
});
