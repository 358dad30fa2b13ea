// Which cells are at work: the whole sample, or the tiles of 8 x 8 cells where something moves and their neighbours.
import type { Arena, Layout, Pointer } from './arena.js';

/** The functions of the kernel that this needs. */
export interface RunExports {
  setRuns(at: Pointer, count: number): void;
  longestInTiles(a: Pointer, dimension: number, to: Pointer, tilesAlong: number): void;
}

export interface Region {
  whole(): void;
  /** Confines the kernel to the tiles where tangent vector `u` is longer than `level` in a cell. Returns their share of the sample. */
  confine(u: Pointer, dimension: number, level: number): number;
}

const tile = 8;
/** A run: byte offsets of its start and end in a plane, and the mask of its last vector, which the kernel writes. */
const runBytes = 32;

export function createRegion(kernel: RunExports, arena: Arena, layout: Layout, nx: number, ny: number): Region {
  const { pitch, rowBytes } = layout;
  const along = Math.ceil(nx / tile);
  const up = Math.ceil(ny / tile);
  const peaks = arena.allocate(16 * along * up);
  const moving = new Uint8Array(along * up);
  const rows = arena.allocate(runBytes * ny);
  const parts = arena.allocate(runBytes * ny * Math.ceil(along / 2));

  /** Flags the tiles whose peak is above the level and the eight around each; returns how many. Peaks are squares, four of them a tile. */
  function flag(level: number): number {
    const squares = arena.floats(peaks, 4 * along * up);
    const limit = level * level;
    let count = 0;
    moving.fill(0);
    for (let y = 0, i = 0; y < up; y++) {
      for (let x = 0; x < along; x++, i += 4) {
        if (squares[i] <= limit && squares[i + 1] <= limit && squares[i + 2] <= limit && squares[i + 3] <= limit)
          continue;
        const [left, right] = [Math.max(0, x - 1), Math.min(along - 1, x + 1)];
        for (let j = Math.max(0, y - 1); j <= Math.min(up - 1, y + 1); j++) {
          for (let k = j * along + left; k <= j * along + right; k++) {
            count += 1 - moving[k];
            moving[k] = 1;
          }
        }
      }
    }
    return count;
  }

  /** One run per row of each stretch of flagged tiles. */
  function writeRuns(): number {
    const runs = arena.ints(parts, (runBytes / 4) * ny * Math.ceil(along / 2));
    let count = 0;
    for (let row = 0; row < up; row++) {
      for (let x = 0; x < along; x++) {
        if (moving[row * along + x] === 0) continue;
        const from = x;
        while (x < along && moving[row * along + x] === 1) x++;
        for (let y = tile * row; y < Math.min(ny, tile * (row + 1)); y++, count++) {
          runs[8 * count] = y * pitch + 4 * tile * from;
          runs[8 * count + 1] = y * pitch + Math.min(4 * tile * x, rowBytes);
        }
      }
    }
    return count;
  }

  const wholeRuns = arena.ints(rows, (runBytes / 4) * ny);
  for (let y = 0; y < ny; y++) wholeRuns.set([y * pitch, y * pitch + rowBytes], 8 * y);
  const whole = () => kernel.setRuns(rows, ny);
  whole();
  return {
    whole,
    confine(u, dimension, level) {
      arena.floats(peaks, 4 * along * up).fill(0);
      kernel.longestInTiles(u, dimension, peaks, along);
      const flagged = flag(level);
      kernel.setRuns(parts, writeRuns());
      return flagged / moving.length;
    },
  };
}
