import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import { createBlur } from '../../src/structure/blur.js';
import { expectClose } from '../expect-close.js';

/** The same by its definition: every cell of the image and of its mirror images, weighed by its distance. */
function slowBlur(image: Float64Array, cells: number, sigma: number): Float64Array {
  const reach = Math.ceil(3 * sigma);
  const weight = (d: number) => Math.exp(-0.5 * (d / sigma) ** 2);
  let whole = 0;
  for (let d = -reach; d <= reach; d++) whole += weight(d);
  const mirrored = (i: number) => {
    const around = ((i % (2 * cells)) + 2 * cells) % (2 * cells);
    return around < cells ? around : 2 * cells - 1 - around;
  };
  return image.map((_, cell) => {
    const [x, y] = [cell % cells, Math.floor(cell / cells)];
    let sum = 0;
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++)
        sum += weight(dx) * weight(dy) * image[mirrored(y + dy) * cells + mirrored(x + dx)];
    return sum / whole ** 2;
  });
}

describe('createBlur', () => {
  it.each([
    [1, 1],
    [3, 4],
    [7, 0.8],
    [16, 2],
    [30, 3.3],
  ])('of %i cells an edge, %d cells wide, is what its definition says, and keeps the mean', (cells, sigma) => {
    const random = createRandom(1, 'blur', cells);
    const image = Float64Array.from({ length: cells * cells }, () => random.uniform(-1, 1));
    const result = new Float64Array(image.length);
    createBlur(cells, sigma).apply(image, result);
    expectClose(result, slowBlur(image, cells, sigma), { atol: 1e-12 });
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
    expect(total(result)).toBeCloseTo(total(image), 10);
    createBlur(cells, sigma).apply(image, image);
    expect(image).toEqual(result);
  });

  it('below a third of a cell changes nothing', () => {
    const image = Float64Array.of(1, 2, 3, 4);
    const result = new Float64Array(4);
    createBlur(2, 0.2).apply(image, result);
    expect(result).toEqual(image);
  });
});
