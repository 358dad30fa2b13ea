import { describe, expect, test } from 'vitest';
import { toShownImage } from '../../src/design/shown-image.js';

describe('an image for an event', () => {
  test('is at most 80 cells wide and keeps the mean', () => {
    const image = Float32Array.from({ length: 160 * 160 }, (_, i) => (i % 160 < 40 ? 1 : 0));
    const { cells, kx } = toShownImage(image, 160);
    expect([cells, kx.length]).toEqual([80, 6400]);
    expect(kx.reduce((sum, value) => sum + value, 0) / kx.length).toBe(0.25);
    expect([kx[0], kx[79]]).toEqual([1, 0]);
  });

  test('that is small already stays as it is, with two decimals', () => {
    expect(toShownImage([0.123, -0.456, 1, -1], 2)).toEqual({ cells: 2, kx: [0.12, -0.46, 1, -1] });
  });
});
