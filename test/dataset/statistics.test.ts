import { describe, expect, it } from 'vitest';
import { anchorStatistics, denormalize, normalization, normalize } from '../../src/dataset/statistics.js';

const anchors = Float32Array.of(1, 2, 3, 4, 5, 6, 3, 2, 1, 0, 9, 10);

describe('statistics of anchors', () => {
  it('are mean, deviation and range per anchor', () => {
    expect(anchorStatistics(anchors)).toMatchObject({
      m1: { mean: 2, deviation: 1, minimum: 1, maximum: 3 },
      mr: { mean: 2, deviation: 0, minimum: 2, maximum: 2 },
      hc: { mean: 8, deviation: 2, minimum: 6, maximum: 10 },
    });
    expect(anchorStatistics([])).toBeNull();
  });

  it('normalize to mean 0 and deviation 1, a constant to 0, and back', () => {
    const how = normalization(anchors);
    expect(how).toEqual({ mean: [2, 2, 2, 2, 7, 8], deviation: [1, 1, 1, 2, 2, 2] });
    expect([...normalize(anchors, how)]).toEqual([-1, 0, 1, 1, -1, -1, 1, 0, -1, -1, 1, 1]);
    expect(denormalize(normalize(anchors, how), how)).toEqual(anchors);
  });
});
