// The kernel's convolution on one grid: twiddle tables, passes, spectrum and scratch.
import type { Arena, Layout, Pointer } from './arena.js';
import { type DemagSpectrum, demagSpectrum } from './demag-spectrum.js';
import { radices } from './fft.js';
import type { Grid } from './grid.js';

/** The functions of the kernel that this needs. */
export interface ConvolutionExports {
  setGrid(nx: number, ny: number, pitch: number, plane: number): void;
  setDemag(...numbers: number[]): void;
  demagField(mx: Pointer, my: Pointer, hx: Pointer, hy: Pointer): void;
}

const recent = new Map<string, DemagSpectrum>();

/** Structures of one data set share their grid: its spectrum is kept, with those of a few other grids. */
function spectrumOf(grid: Grid): DemagSpectrum {
  const key = [grid.nx, grid.ny, grid.cellSize, grid.thickness].join();
  const spectrum = recent.get(key) ?? demagSpectrum(grid);
  recent.delete(key);
  recent.set(key, spectrum);
  if (recent.size > 4) recent.delete(recent.keys().next().value as string);
  return spectrum;
}

/**
 * Makes `demagField` give the field of all other cells: without the field of a cell in itself, -demag / 2 m, which the local terms
 * add. @param demag Ms / HA
 */
export function setUpConvolution(
  kernel: ConvolutionExports,
  arena: Arena,
  grid: Grid,
  layout: Layout,
  demag: number,
): void {
  const { px, py, nxx, nyy, nxy } = spectrumOf(grid);
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
  const scale = -demag / (2 * px * py); // the half belongs to the split into the transforms of mx and my
  for (let block = 0; block < blocks; block++) {
    for (let ky = 0; ky < rows; ky++) {
      for (let lane = 0; lane < 4; lane++) {
        const at = (block * rows + ky) * 12 + lane;
        const from = ky * px + 4 * block + lane;
        values[at] = scale * (nxx[from] - 0.5);
        values[at + 4] = scale * (nyy[from] - 0.5);
        values[at + 8] = scale * nxy[from];
      }
    }
  }
  kernel.setGrid(grid.nx, grid.ny, layout.pitch, layout.plane);
  kernel.setDemag(px, py, factorsX, factorsY, tableX, tableY, spectrum, columns, scratch[0], scratch[1]);
}
