// How the demagnetizing field changes while a few cells turn, seen from blocks of 4 x 4 cells: a sixteenth of the work. Around blocks
// that change much the cells themselves are taken, so that one field can be followed for long.
import { type Arena, layoutOf, type Pointer } from './arena.js';
import { type ConvolutionExports, setUpConvolution } from './convolution.js';
import type { Grid } from './grid.js';
import { nearTable, side } from './near-field.js';

/** The functions of the fine grid's kernel that this needs. */
export interface BlockExports {
  setBlocks(pitch: number): void;
  gatherChange(m: Pointer, before: Pointer, cx: Pointer, cy: Pointer): void;
  spreadField(to: Pointer, h: Pointer, cx: Pointer, cy: Pointer): void;
  refineField(
    to: Pointer,
    m: Pointer,
    before: Pointer,
    cx: Pointer,
    cy: Pointer,
    table: Pointer,
    leastChange: number,
  ): void;
}

/**
 * Writes to `to`, in the cells at work, the field `h` of magnetization `before` continued to magnetization `m`; blocks whose mean change is
 * longer than `leastChange`, in Ms, by their cells.
 */
export type ContinueField = (to: Pointer, h: Pointer, m: Pointer, before: Pointer, leastChange: number) => void;

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
  let table: Pointer | undefined; // not every sweep asks for it
  function writeTable(): Pointer {
    const near = nearTable(grid, demag);
    const at = arena.allocate(near.byteLength);
    arena.floats(at, near.length).set(near);
    return at;
  }
  return (to, h, m, before, leastChange) => {
    arena.floats(change - first, plane / 2).fill(0);
    kernel.gatherChange(m, before, change, change + plane);
    coarse.demagField(change, change + plane, field, field + plane);
    kernel.spreadField(to, h, field, field + plane);
    if (leastChange === Number.POSITIVE_INFINITY) return;
    table ??= writeTable();
    kernel.refineField(to, m, before, change, change + plane, table, leastChange);
  };
}
