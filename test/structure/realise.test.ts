import { describe, expect, it } from 'vitest';
import { createBlur } from '../../src/structure/blur.js';
import { estimateBlurWidth } from '../../src/structure/blur-width.js';
import { evaluate, linearize } from '../../src/structure/blurred-grains.js';
import { toImage } from '../../src/structure/easy-axis-image.js';
import { createGrains } from '../../src/structure/grains.js';
import { rasterize } from '../../src/structure/raster.js';
import { realise } from '../../src/structure/realise.js';
import { grainCount } from '../../src/structure/structure.js';
import { formatStructure, parseStructure } from '../../src/structure/structure-json.js';
import { expectClose } from '../expect-close.js';

const cells = 160;
const make = (grains: number, maximumMisorientation = 1.2) =>
  createGrains({ seed: grains, grains, maximumMisorientation });

function blurred(image: Float32Array, sigma: number): Float32Array {
  const result = Float64Array.from(image);
  createBlur(cells, sigma).apply(result, result);
  return Float32Array.from(result);
}

const rms = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.sqrt(Array.from(a).reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length);

describe('realise', () => {
  // Measured share of the contrast that is missed, with some room; "wiped out" is what the blur alone misses.
  it.each([
    { grains: 16, sigma: 2 },
    { grains: 16, sigma: 4 },
    { grains: 64, sigma: 2 },
    { grains: 64, sigma: 3 },
    { grains: 128, sigma: 2 },
    { grains: 256, sigma: 2 },
    { grains: 256, sigma: 4 },
  ])(
    'finds $grains grains behind a blur of $sigma cells better than the blurry image shows them',
    ({ grains, sigma }) => {
      const sharp = toImage(make(grains));
      const image = blurred(sharp, sigma);
      const { structure, imageError } = realise(image);
      expect(rms(toImage(structure), sharp)).toBeLessThan(rms(image, sharp));
      expect(imageError).toBeLessThan(1.1 * rms(image, sharp));
      expect(grainCount(structure)).toBeGreaterThan(0.7 * grains);
      expect(grainCount(structure)).toBeLessThan(1.5 * grains + 4);
    },
  );

  it('reports the difference between the given image and that of its structure', () => {
    const image = blurred(toImage(make(40)), 2);
    const { structure, imageError } = realise(image);
    expectClose(imageError, rms(toImage(structure), image), { rtol: 1e-6 });
  });

  it('gives the same structure for the same image', () => {
    const image = blurred(toImage(make(50)), 3);
    expect(realise(image)).toEqual(realise(image));
  });

  it('keeps to the least and most grains', () => {
    const count = (grains: number, options: { minimumGrains: number; maximumGrains: number }) =>
      grainCount(realise(blurred(toImage(make(grains)), 2), options).structure);
    expect(count(200, { minimumGrains: 16, maximumGrains: 60 })).toBeLessThanOrEqual(60);
    expect(count(20, { minimumGrains: 80, maximumGrains: 256 })).toBe(80);
  });

  it('cuts grains across, not into slivers, where more are asked for than the image shows', () => {
    const { structure, imageError } = realise(toImage(make(20)), { minimumGrains: 80, maximumGrains: 256 });
    const areas = new Float64Array(80);
    for (const id of rasterize(structure)) areas[id]++;
    expect(areas.filter((area) => area < 100).length).toBeLessThan(8);
    expect(imageError).toBeLessThan(0.15);
  });

  it.each([
    ['constant', () => 0.3],
    ['zero', () => 0],
    ['beyond [-1, 1]', (i: number) => (i % 160 < 80 ? 1.2 : -1.2)],
    ['noise', (i: number) => Math.sin(i * i * 1.7)],
    ['a ramp', (i: number) => (i % 160) / 160],
  ])('makes a valid structure of an image that is %s', (_, kx) => {
    const { structure, imageError } = realise(Float32Array.from({ length: cells * cells }, (_, i) => kx(i)));
    expect(parseStructure(formatStructure(structure), 'x.json')).toEqual(structure);
    expect(grainCount(structure)).toBeGreaterThanOrEqual(16);
    expect(grainCount(structure)).toBeLessThanOrEqual(256);
    expect(Number.isFinite(imageError)).toBe(true);
  });

  it('refuses an image of another size, or with what is no number', () => {
    const image = toImage(createGrains({ seed: 1, grains: 20, maximumMisorientation: 1, cells: 80 }), 80);
    expect(() => realise(image)).toThrow('image: expected 160 x 160 finite numbers, got 6400 numbers');
    image[7] = Number.NaN;
    expect(() => realise(image, { cells: 80 })).toThrow('image: expected 80 x 80 finite numbers');
  });

  it('works on another raster and size', () => {
    const image = toImage(createGrains({ seed: 3, grains: 16, maximumMisorientation: 1, cells: 75 }));
    const { structure, imageError } = realise(image, { cells: 75, size: 1e-7, minimumGrains: 4 });
    expect(structure).toMatchObject({ cells: 75, size: 1e-7 });
    expect(imageError).toBeLessThan(0.15);
  });
});

describe('the blurred-grain model', () => {
  it('has the derivative of its error that finite differences give', () => {
    const { seeds, easyAxisAngles, cellSize } = make(12);
    const grains = { seeds: seeds.map((s) => s / cellSize), values: easyAxisAngles.map(Math.sin) };
    const image = Float64Array.from(blurred(toImage(make(20)), 3));
    const target = { image, cells, blur: createBlur(cells, 3), sharpWeight: 0.1 };
    const { ids, wanted } = evaluate(grains, target);
    const slope = new Float64Array(36);
    linearize(grains, ids, target).applyTransposed(wanted, slope);
    const moved = (k: number, by: number) => ({
      seeds: grains.seeds.map((s, i) => (i === k ? s + by : s)),
      values: grains.values.map((v, i) => (i + 24 === k ? v + by : v)),
    });
    const differences = slope.map((_, k) => {
      const h = k < 24 ? 1 : 1e-3;
      return (evaluate(moved(k, -h), target).error - evaluate(moved(k, h), target).error) / (4 * h);
    });
    expectClose(differences.subarray(24), slope.subarray(24), { rtol: 1e-6, atol: 1e-6 });
    // Seeds move whole cells from grain to grain, so this derivative holds on average only.
    expect(rms(differences.subarray(0, 24), slope.subarray(0, 24))).toBeLessThan(
      0.15 * rms(slope.subarray(0, 24), new Float64Array(24)),
    );
  });

  it('has a blur that conserves the mean and is its own adjoint', () => {
    const a = Float64Array.from({ length: 400 }, (_, i) => Math.sin(i * i));
    const b = Float64Array.from({ length: 400 }, (_, i) => Math.cos(3 * i * i));
    const blur = (x: Float64Array) => {
      const result = new Float64Array(400);
      createBlur(20, 3).apply(x, result);
      return result;
    };
    const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * y[i], 0);
    const ones = new Float64Array(400).fill(1);
    expectClose(dot(blur(a), b), dot(a, blur(b)), { rtol: 1e-12 });
    expectClose(dot(blur(a), ones), dot(a, ones), { rtol: 1e-12 });
  });

  it.each([0, 1, 2, 4])('reads a blur of %d cells from the spectrum to 0.2 cells + 15 %%', (sigma) => {
    for (const grains of [16, 64, 200]) {
      const image = Float64Array.from(blurred(toImage(make(grains)), sigma));
      expectClose(estimateBlurWidth(image, cells), sigma, { atol: 0.2, rtol: 0.15 });
    }
  });
});
