import { describe, expect, it } from 'vitest';
import { anchorStatistics } from '../../src/dataset/statistics.js';

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
});
