// The arena of src/solver/native: as many cells at once as the processor has lanes.
import { type Arena, createAllocator, outOfMemory } from './arena.js';
import { nativeKernel } from './native-kernel.js';

interface SpectrumExports {
  setSpectrum(px: number, py: number, nxx: Float64Array, nyy: Float64Array, nxy: Float64Array, scale: number): void;
}

/** Room that is asked for, not taken: the memory grows in place, because the kernel knows it by its address. */
const mostBytes = 2 ** 32;
/** Enough for the paper's sample: what is asked for where a limit on addresses does not allow more. */
const fewestBytes = 2 ** 26;
const pageBytes = 1 << 20;

/** @throws LoopsmithError where there is no native kernel for this machine */
export function createNativeArena(): Arena {
  const { Kernel, lanes } = nativeKernel();
  const memory = reserve();
  const allocator = createAllocator({
    buffer: memory,
    grow: (bytes) => memory.resize(pageBytes * Math.ceil(bytes / pageBytes)),
  });
  return {
    ...allocator,
    lanes,
    instantiate: <Exports>() => new Kernel(memory) as unknown as Exports,
    setSpectrum: (instance, { px, py, nxx, nyy, nxy }, scale) =>
      (instance as SpectrumExports).setSpectrum(px, py, nxx, nyy, nxy, scale),
  };
}

/** As much as there is, by halves. */
function reserve(): ArrayBuffer {
  for (let bytes = mostBytes; bytes >= fewestBytes; bytes /= 2) {
    try {
      return new ArrayBuffer(pageBytes, { maxByteLength: bytes });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw outOfMemory(fewestBytes);
}
