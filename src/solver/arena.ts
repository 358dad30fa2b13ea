// Memory of a WebAssembly kernel: one block that grows, given out in pieces and never taken back.
import { kernelBytes } from './kernel-bytes.js';

export type Pointer = number;

/** How a plane of one f32 per cell lies in memory (src/solver/kernel/grid.ts). */
export interface Layout {
  /** Bytes from a row to the next, from a plane to the next, from a plane's start to its first cell, and of the cells of a row. */
  readonly pitch: number;
  readonly plane: number;
  readonly first: number;
  readonly rowBytes: number;
}

export interface Arena {
  allocate(bytes: number): Pointer;
  floats(at: Pointer, count: number): Float32Array;
  ints(at: Pointer, count: number): Int32Array;
  doubles(at: Pointer, count: number): Float64Array;
  /** The kernel's functions with their own globals on this memory. */
  instantiate<Exports>(): Exports;
}

const pageBytes = 65536;
let compiled: WebAssembly.Module | undefined;

/** @throws WebAssembly.CompileError where the machine has no SIMD for WebAssembly */
export function createArena(): Arena {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelBytes, 'base64'));
  const module = compiled;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const abort = () => {
    throw new Error('the kernel stopped');
  };
  let top = 4096;
  return {
    allocate(bytes) {
      const at = top;
      top += 64 * Math.ceil(bytes / 64);
      if (top > memory.buffer.byteLength) memory.grow(Math.ceil((top - memory.buffer.byteLength) / pageBytes));
      return at;
    },
    floats: (at, count) => new Float32Array(memory.buffer, at, count),
    ints: (at, count) => new Int32Array(memory.buffer, at, count),
    doubles: (at, count) => new Float64Array(memory.buffer, at, count),
    instantiate: <Exports>() =>
      new WebAssembly.Instance(module, { env: { memory, abort } }).exports as unknown as Exports,
  };
}

export function layoutOf(nx: number, ny: number): Layout {
  const pitch = 4 * (4 * Math.ceil(nx / 4) + 8);
  const plane = 64 * Math.ceil((pitch * (4 * Math.ceil(ny / 4) + 3)) / 64);
  return { pitch, plane, first: pitch + 16, rowBytes: 16 * Math.ceil(nx / 4) };
}
