// The convolution of a kernel on one grid: the demagnetizing field of all other cells.
import type { Arena, Layout, Pointer } from './arena.js';
import { type DemagSpectrum, demagSpectrum } from './demag-spectrum.js';
import type { Grid } from './grid.js';
import { keepRecent } from './recent.js';

/** The functions of the kernel that this needs. */
export interface ConvolutionExports {
  setGrid(nx: number, ny: number, pitch: number, plane: number): void;
  demagField(mx: Pointer, my: Pointer, hx: Pointer, hy: Pointer): void;
}

const withoutSelf = ({ nxx, nyy, ...rest }: DemagSpectrum): DemagSpectrum => ({
  ...rest,
  nxx: nxx.map((n) => n - 0.5),
  nyy: nyy.map((n) => n - 0.5),
});

/**
 * Structures of one data set share their grid: its spectrum is kept, with those of a few other grids. Without the field of a cell in
 * itself, which is -m / 2 and which the local terms add.
 */
const spectrumOf = keepRecent(
  (grid: Grid) => withoutSelf(demagSpectrum(grid)),
  (grid) => [grid.nx, grid.ny, grid.cellSize, grid.thickness].join(),
);

/** Makes `demagField` give the field of all other cells. @param demag Ms / HA */
export function setUpConvolution(
  kernel: ConvolutionExports,
  arena: Arena,
  grid: Grid,
  layout: Layout,
  demag: number,
): void {
  const spectrum = spectrumOf(grid);
  kernel.setGrid(grid.nx, grid.ny, layout.pitch, layout.plane);
  // the half belongs to the split into the transforms of mx and my
  arena.setSpectrum(kernel, spectrum, -demag / (2 * spectrum.px * spectrum.py));
}
