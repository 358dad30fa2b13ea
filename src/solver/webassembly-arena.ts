// The arena of src/solver/kernel: four cells at once, everywhere where Node runs.
import { type Arena, createAllocator } from './arena.js';
import { kernelBytes } from './kernel-bytes.js';
import { type DemagExports, layOutSpectrum } from './webassembly-spectrum.js';

const pageBytes = 65536;
let compiled: WebAssembly.Module | undefined;

/** @throws WebAssembly.CompileError where the machine has no SIMD for WebAssembly */
export function createWebAssemblyArena(): Arena {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelBytes, 'base64'));
  const module = compiled;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const abort = () => {
    throw new Error('the kernel stopped');
  };
  const allocator = createAllocator({
    get buffer() {
      return memory.buffer;
    },
    grow: (bytes) => memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / pageBytes)),
  });
  return {
    ...allocator,
    lanes: 4,
    instantiate: <Exports>() =>
      new WebAssembly.Instance(module, { env: { memory, abort } }).exports as unknown as Exports,
    setSpectrum: (instance, spectrum, scale) => layOutSpectrum(instance as DemagExports, allocator, spectrum, scale),
  };
}
