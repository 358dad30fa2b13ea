// How the demagnetizing field changes while a few cells turn, seen from blocks of 4 x 4 cells: a sixteenth of the work. Far from the
// walls that move it is the field; within a block only the field of a cell in itself is followed, by the local terms.
import { type Arena, layoutOf, type Pointer } from './arena.js';
import { type ConvolutionExports, setUpConvolution } from './convolution.js';
import type { Grid } from './grid.js';

/** The functions of the fine grid's kernel that this needs. */
export interface BlockExports {
  setBlocks(pitch: number): void;
  gatherChange(m: Pointer, before: Pointer, cx: Pointer, cy: Pointer): void;
  spreadField(to: Pointer, h: Pointer, cx: Pointer, cy: Pointer): void;
}

const side = 4;

/** Writes to `to`, in the cells at work, the field `h` of magnetization `before` continued to magnetization `m`. */
export type ContinueField = (to: Pointer, h: Pointer, m: Pointer, before: Pointer) => void;

export function createBlockField(kernel: BlockExports, arena: Arena, grid: Grid, demag: number): ContinueField {
  const blocks = {
    nx: Math.ceil(grid.nx / side),
    ny: Math.ceil(grid.ny / side),
    cellSize: side * grid.cellSize,
    thickness: grid.thickness,
  };
  const layout = layoutOf(blocks.nx, blocks.ny, arena.lanes);
  const { plane, first } = layout;
  const [change, field] = [0, 0].map(() => arena.allocate(2 * plane) + first);
  const coarse = arena.instantiate<ConvolutionExports>();
  setUpConvolution(coarse, arena, blocks, layout, demag);
  kernel.setBlocks(layout.pitch);
  return (to, h, m, before) => {
    arena.floats(change - first, plane / 2).fill(0);
    kernel.gatherChange(m, before, change, change + plane);
    coarse.demagField(change, change + plane, field, field + plane);
    kernel.spreadField(to, h, field, field + plane);
  };
}
