import { describe, expect, it } from 'vitest';
import { makeFalling } from '../../src/model/falling-curve.js';
import { anchorNames } from '../../src/quantities.js';
import { createRandom } from '../../src/random.js';

const made = (...rows: number[][]) =>
  [...makeFalling(Float32Array.from(rows.flat()))].map((value) => Number(value.toFixed(4)));

describe('makeFalling', () => {
  it('leaves a curve that falls as it is', () => {
    expect(made([0.9, 0.6, 0.1, 0.15, 0.2, 0.3])).toEqual([0.9, 0.6, 0.1, 0.15, 0.2, 0.3]);
  });

  it('gives neighbours in the wrong order their mean, each row by itself', () => {
    expect(made([0.9, 1, 0.2, 0.1, 0.3, 0.3], [0.9, 0.6, 0.5, 0.4, 0.3, 0.8])).toEqual([
      0.95, 0.95, 0.15, 0.15, 0.3, 0.3, 0.9, 0.6, 0.4, 0.4, 0.4, 0.8,
    ]);
  });

  it('lets no reverse field be negative', () => {
    expect(made([0.9, 0.6, -0.02, 0.01, 0.2, 0.3]).slice(2)).toEqual([0, 0.01, 0.2, 0.3]);
  });

  it('lets no magnetization be beyond saturation, and none negative', () => {
    expect(made([1.002, 0.6, 0, 0, 0, 0], [0.4, -0.2, 0, 0, 0, 0])).toEqual([1, 0.6, 0, 0, 0, 0, 0.4, 0, 0, 0, 0, 0]);
  });

  it('comes nearer to whatever falls', () => {
    const random = createRandom(5, 'falling');
    const falling = () => {
      const [mr, m1] = [random.next(), random.next()].sort((a, b) => a - b);
      return [m1, mr, ...Array.from({ length: 4 }, () => random.next()).sort((a, b) => a - b)];
    };
    const distance = (a: ArrayLike<number>, b: number[]) => Math.hypot(...b.map((value, i) => value - a[i]));
    for (let i = 0; i < 100; i++) {
      const truth = falling();
      const guess = Float32Array.from(truth, (value) => value + 0.3 * random.normal());
      const before = distance(guess, truth);
      expect(distance(makeFalling(guess), truth)).toBeLessThanOrEqual(before + 1e-6);
    }
    expect(anchorNames.indexOf('hk90')).toBe(2);
  });
});
