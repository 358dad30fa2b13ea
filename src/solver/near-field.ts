// What blocks of 4 x 4 cells get wrong about their surroundings: the field of each cell of a block in the cells of the block and of the
// eight around it, less the field that the block as a whole has there.
import { type DemagTensor, demagTensor } from './demag-tensor.js';
import type { Grid } from './grid.js';
import { keepRecent } from './recent.js';

/** Cells along a block. */
export const side = 4;

const reach = 2 * side;

/** Tensors at the offsets 0 ... 7 along x and y, which cost more than all else here. @param length of the columns, in cells */
const tensorsOf = keepRecent(
  (length: number) =>
    Array.from({ length: reach * reach }, (_, i) => demagTensor(i % reach, Math.floor(i / reach), length)),
  (length) => length,
);

/**
 * Field in HA per unit of magnetization change: for each of the 3 x 3 blocks (row-major, from below left), each of the 16 cells of the
 * block in the middle, and the components xx, xy, yy: the 16 cells of that block. Without the field of a cell in itself.
 * @param demag Ms / HA
 */
export function nearTable({ cellSize, thickness }: Grid, demag: number): Float32Array {
  const fine = tensorsOf(thickness / cellSize);
  const coarse = tensorsOf(thickness / (side * cellSize));
  const cells = side * side;
  const table = new Float32Array(9 * cells * 3 * cells);
  let at = 0;
  for (let block = 0; block < 9; block++) {
    const [bx, by] = [(block % 3) - 1, Math.floor(block / 3) - 1];
    const whole = field(coarse, bx, by);
    for (let source = 0; source < cells; source++) {
      const targets = Array.from({ length: cells }, (_, target) =>
        field(
          fine,
          side * bx + (target % side) - (source % side),
          side * by + Math.floor(target / side) - Math.floor(source / side),
        ),
      );
      for (let component = 0; component < 3; component++) {
        for (const target of targets) table[at++] = demag * (target[component] - whole[component] / cells);
      }
    }
  }
  return table;
}

/** -N at an offset: xx, xy, yy. */
function field(tensors: readonly DemagTensor[], x: number, y: number): [number, number, number] {
  const { nxx, nyy, nxy } = tensors[Math.abs(y) * reach + Math.abs(x)];
  const self = x === 0 && y === 0 ? 0.5 : 0;
  return [self - nxx, x * y < 0 ? nxy : -nxy, self - nyy];
}
