// A change of the magnetization summed into blocks of 4 x 4 cells, a field of the blocks added to their cells, and that of the cells
// themselves where it matters.
// The convolution of the blocks runs in a second instance of this module on the same memory.
import { end, nx, ny, pitch, plane, runBytes, runs, runsEnd, start } from './grid';
import { add, mul, sub } from './lanes';

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

/** Bytes of the table of near fields: xx, xy, yy of 16 cells, for each of 16 cells, for each of 9 blocks. */
const sourceBytes: usize = 3 * 16 * 4;
const blockBytes: usize = 16 * sourceBytes;

/** Adds to the four cells at `at` what the source with change (dx, dy) does there. */
// @ts-ignore: decorator
@inline function addNear(at: usize, near: usize, dx: v128, dy: v128): void {
  const xx = v128.load(near), xy = v128.load(near, 64), yy = v128.load(near, 128);
  v128.store(at, add(v128.load(at), add(mul(xx, dx), mul(xy, dy))));
  v128.store(at + plane, add(v128.load(at + plane), add(mul(xy, dx), mul(yy, dy))));
}

/** Adds to the blocks around block (bx, by) what its source at `source` with change (dx, dy) does there. */
// @ts-ignore: decorator
@inline function addAround(to: usize, source: usize, bx: i32, by: i32, dx: v128, dy: v128): void {
  const along = (nx + 3) >> 2, up = (ny + 3) >> 2;
  for (let ty = max(0, by - 1); ty <= min(up - 1, by + 1); ty++) {
    for (let tx = max(0, bx - 1); tx <= min(along - 1, bx + 1); tx++) {
      const near = source + <usize>(3 * (ty - by + 1) + tx - bx + 1) * blockBytes;
      const target = to + <usize>ty * 4 * pitch + (<usize>tx << 4);
      for (let y: usize = 0; y < 4; y++) addNear(target + y * pitch, near + 16 * y, dx, dy);
    }
  }
}

/**
 * Around every block whose mean change (cx, cy) is longer than `least`, the field of its cells instead of that of the block: added to
 * `to` in the 3 x 3 blocks around, by src/solver/near-field.ts. Spare cells beside the sample may be written.
 */
export function refineField(to: usize, m: usize, before: usize, cx: usize, cy: usize, table: usize, least: f32): void {
  const along = (nx + 3) >> 2, up = (ny + 3) >> 2;
  for (let by = 0; by < up; by++) {
    for (let bx = 0; bx < along; bx++) {
      const block = <usize>by * blockPitch + (<usize>bx << 2);
      const meanX = load<f32>(cx + block), meanY = load<f32>(cy + block);
      if (meanX * meanX + meanY * meanY <= least * least) continue;
      const corner = <usize>by * 4 * pitch + (<usize>bx << 4);
      const width = min(4, nx - 4 * bx), height = min(4, ny - 4 * by);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const cell = corner + <usize>y * pitch + (<usize>x << 2);
          const dx = f32x4.splat(load<f32>(m + cell) - load<f32>(before + cell));
          const dy = f32x4.splat(load<f32>(m + plane + cell) - load<f32>(before + plane + cell));
          addAround(to, table + <usize>(4 * y + x) * sourceBytes, bx, by, dx, dy);
        }
      }
    }
  }
}
