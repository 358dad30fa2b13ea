import { describe, expect, it } from 'vitest';
import { demagTensor } from '../../src/solver/demag-tensor.js';
import { demagnetizingFactorOf, middleExcess } from '../../src/solver/demagnetizing-factor.js';
import { expectClose } from '../expect-close.js';

/** N across in the middle of a prism: charges of both ends, summed cell by cell. */
function middleFactor(aspect: number): number {
  const cells = 60;
  const at = (i: number) => (i + 0.5) / cells;
  let sum = 0;
  let observed = 0;
  for (let i = 0; i < cells; i += 6)
    for (let j = 0; j < cells; j += 6) {
      observed++;
      for (let k = 0; k < cells; k++)
        for (let l = 0; l < cells; l++)
          sum += aspect / 2 / Math.hypot(at(k) - at(i), at(l) - at(j), aspect / 2) ** 3 / cells ** 2;
    }
  const along = (2 * sum) / observed / (4 * Math.PI);
  return (1 - along) / 2;
}

describe('the demagnetizing factor of a prism', () => {
  it('is a third for a cube and a half for a long one', () => {
    const factor = (aspect: number) => demagnetizingFactorOf({ size: 1e-7, thickness: aspect * 1e-7 });
    expectClose([factor(1), factor(10), factor(100)], [1 / 3, 0.477, 0.5], { atol: 2e-3 });
  });

  it.each([1, 4, 10, 100])('is larger in the middle than on average, for one of %d widths', (aspect) => {
    const expected = middleFactor(aspect) - demagTensor(0, 0, aspect).nxx;
    expect(middleExcess({ size: 1e-7, thickness: aspect * 1e-7 })).toBeGreaterThan(0);
    expectClose(middleExcess({ size: 1e-7, thickness: aspect * 1e-7 }), expected, { atol: 5e-4 });
  });
});
