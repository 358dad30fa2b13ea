// The convolution of the WebAssembly kernel laid out in its memory: twiddle tables, passes, spectrum and scratch.
import type { Allocator, Pointer } from './arena.js';
import type { DemagSpectrum } from './demag-spectrum.js';
import { radices } from './fft.js';

/** The function of the kernel that this needs. */
export interface DemagExports {
  setDemag(...numbers: number[]): void;
}

export function layOutSpectrum(
  kernel: DemagExports,
  arena: Allocator,
  { px, py, nxx, nyy, nxy }: DemagSpectrum,
  scale: number,
): void {
  const blocks = px / 8 + 1;
  const rows = py / 2 + 1;
  const plan = (length: number): [Pointer, Pointer] => {
    // radix 4 first and last: those passes skip the zero half of the input and the unwanted half of the output
    const factors = [4, ...(radices(length / 16) ?? []), 4];
    const table = arena.allocate(8 * length);
    const at = arena.allocate(4 * factors.length);
    const values = arena.floats(table, 2 * length);
    for (let i = 0; i < length; i++) {
      values[2 * i] = Math.cos((2 * Math.PI * i) / length);
      values[2 * i + 1] = -Math.sin((2 * Math.PI * i) / length);
    }
    arena.ints(at, factors.length).set(factors);
    return [at, table];
  };
  const [factorsX, tableX] = plan(px);
  const [factorsY, tableY] = plan(py);
  const spectrum = arena.allocate(blocks * rows * 48);
  const columns = arena.allocate(blocks * (py / 2) * 64);
  const scratch = [0, 0].map(() => arena.allocate(32 * Math.max(px, 2 * py)));
  const values = arena.floats(spectrum, blocks * rows * 12);
  for (let block = 0; block < blocks; block++) {
    for (let ky = 0; ky < rows; ky++) {
      for (let lane = 0; lane < 4; lane++) {
        const at = (block * rows + ky) * 12 + lane;
        const from = ky * px + 4 * block + lane;
        values[at] = scale * nxx[from];
        values[at + 4] = scale * nyy[from];
        values[at + 8] = scale * nxy[from];
      }
    }
  }
  kernel.setDemag(px, py, factorsX, factorsY, tableX, tableY, spectrum, columns, scratch[0], scratch[1]);
}
