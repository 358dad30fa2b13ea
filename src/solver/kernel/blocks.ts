// A change of the magnetization summed into blocks of 4 x 4 cells, and a field of the blocks added to their cells.
// The convolution of the blocks runs in a second instance of this module on the same memory.
import { end, pitch, plane, runBytes, runs, runsEnd, start } from './grid';
import { add, sub } from './lanes';

/** Bytes from a row of blocks to the next. */
let blockPitch: usize = 0;

export function setBlocks(theBlockPitch: usize): void { blockPitch = theBlockPitch; }

/** The block of the four cells at `at` in row `row`: one vector is the width of a block. */
// @ts-ignore: decorator
@inline function blockOf(at: usize, row: usize): usize { return (row >> 2) * blockPitch + ((at - row * pitch) >> 2); }

// @ts-ignore: decorator
@inline function gather(to: usize, v: v128): void {
  const sum = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3);
  store<f32>(to, load<f32>(to) + 0.0625 * sum);
}

/** Block means of m - before (in-plane components), added to cx, cy. */
export function gatherChange(m: usize, before: usize, cx: usize, cy: usize): void {
  for (let run = runs; run < runsEnd; run += runBytes) {
    const row = start(run) / pitch, stop = end(run);
    for (let at = start(run); at < stop; at += 16) {
      const block = blockOf(at, row);
      gather(cx + block, sub(v128.load(m + at), v128.load(before + at)));
      gather(cy + block, sub(v128.load(m + plane + at), v128.load(before + plane + at)));
    }
  }
}

/** to = h + field of the blocks, both in-plane components. */
export function spreadField(to: usize, h: usize, cx: usize, cy: usize): void {
  for (let run = runs; run < runsEnd; run += runBytes) {
    const row = start(run) / pitch, stop = end(run);
    for (let at = start(run); at < stop; at += 16) {
      const block = blockOf(at, row);
      v128.store(to + at, add(v128.load(h + at), v128.load_splat<f32>(cx + block)));
      v128.store(to + plane + at, add(v128.load(h + plane + at), v128.load_splat<f32>(cy + block)));
    }
  }
}
