import { describe, expect, it } from 'vitest';
import { demagTensor } from '../../src/solver/demag-tensor.js';
import { nearTable, side } from '../../src/solver/near-field.js';
import { expectClose } from '../expect-close.js';

const cells = side * side;
const demag = 0.3;
const table = nearTable({ nx: 8, ny: 8, cellSize: 2e-9, thickness: 36e-6 }, demag);
const at = (block: number, source: number, component: number, target: number) =>
  table[((block * cells + source) * 3 + component) * cells + target];

describe('the table of near fields', () => {
  it('has for a cell and its neighbours what the tensor says, less a share of the field of the block', () => {
    const [fine, coarse] = [demagTensor(1, -2, 18000), demagTensor(0, 0, 4500)];
    // the middle block: from the cell at (1, 3) to that at (2, 1)
    const entries = [0, 1, 2].map((component) => at(4, 13, component, 6));
    const whole = [coarse.nxx - 0.5, coarse.nxy, coarse.nyy - 0.5].map((n) => n / cells);
    expectClose(
      entries,
      [fine.nxx, fine.nxy, fine.nyy].map((n, i) => -demag * (n - whole[i])),
      { atol: 1e-8 },
    );
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('adds nothing on the mean where a whole block changes: block %i', (block) => {
    for (let component = 0; component < 3; component++) {
      let sum = 0;
      let largest = 0;
      for (let source = 0; source < cells; source++) {
        for (let target = 0; target < cells; target++) {
          sum += at(block, source, component, target);
          largest = Math.max(largest, Math.abs(at(block, source, component, target)));
        }
      }
      expectClose(sum / cells, 0, { atol: 1e-6 });
      expect(largest).toBeGreaterThan(1e-4);
    }
  });
});
