// Memory of a kernel: one block that grows, given out in pieces and never taken back, and the compiled functions that work on it.
import { type LoopsmithError, MachineLimitError } from '../errors.js';
import type { DemagSpectrum } from './demag-spectrum.js';

export type Pointer = number;

/** How a plane of one f32 per cell lies in memory (src/solver/kernel/grid.ts). */
export interface Layout {
  /** Bytes from a row to the next, from a plane to the next, from a plane's start to its first cell, and of the cells of a row. */
  readonly pitch: number;
  readonly plane: number;
  readonly first: number;
  readonly rowBytes: number;
}

export interface Allocator {
  allocate(bytes: number): Pointer;
  floats(at: Pointer, count: number): Float32Array;
  ints(at: Pointer, count: number): Int32Array;
  doubles(at: Pointer, count: number): Float64Array;
}

export interface Arena extends Allocator {
  /** Cells that the kernel computes at once: rows are filled up to a multiple of them. */
  readonly lanes: number;
  /** The kernel's functions with their own globals on this memory. */
  instantiate<Exports>(): Exports;
  /** Makes `demagField` of an instance, its grid set, convolve with `scale` times this spectrum. */
  setSpectrum(instance: object, spectrum: DemagSpectrum, scale: number): void;
}

/** @param memory its buffer may be another object once it has grown to at least so many bytes */
export function createAllocator(memory: { readonly buffer: ArrayBuffer; grow(bytes: number): void }): Allocator {
  let top = 4096;
  function grow(bytes: number): void {
    try {
      memory.grow(bytes);
    } catch (error) {
      if (error instanceof RangeError) throw outOfMemory(bytes);
      throw error;
    }
  }
  return {
    allocate(bytes) {
      const at = top;
      top += 64 * Math.ceil(bytes / 64);
      if (top > memory.buffer.byteLength) grow(top);
      return at;
    },
    floats: (at, count) => new Float32Array(memory.buffer, at, count),
    ints: (at, count) => new Int32Array(memory.buffer, at, count),
    doubles: (at, count) => new Float64Array(memory.buffer, at, count),
  };
}

/** What a machine without that much memory says. */
export const outOfMemory = (bytes: number): LoopsmithError =>
  new MachineLimitError(
    `the solver needs more memory than there is: ${Math.ceil(bytes / 2 ** 20)} MB for one curve; fewer workers or larger cells need less`,
  );

export function layoutOf(nx: number, ny: number, lanes: number): Layout {
  const rowBytes = 4 * lanes * Math.ceil(nx / lanes);
  const pitch = rowBytes + 8 * lanes;
  const plane = 64 * Math.ceil((pitch * (4 * Math.ceil(ny / 4) + 3)) / 64);
  return { pitch, plane, first: pitch + 4 * lanes, rowBytes };
}
