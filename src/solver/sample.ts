// A structure as the solver sees it: cells on a grid with easy axes, in a kernel, and its magnetization as others see it.
import type { Physics } from '../physics.js';
import { easyAxisField } from '../structure/raster.js';
import type { Structure } from '../structure/structure.js';
import { cellsAlong } from './check.js';
import { type KernelName, kernelMakers } from './choose-kernel.js';
import type { Kernel, State } from './kernel.js';
import { offSaddles } from './off-saddles.js';
import { reduceMaterial } from './reduced-material.js';

/** The relaxed magnetization at one applied field: unit vectors, cell (ix, iy) at iy * cells + ix, row 0 at the smallest y. */
export interface SavedState {
  /** In HA. */
  appliedField: number;
  cells: number;
  mx: Float32Array;
  my: Float32Array;
  mz: Float32Array;
}

/** @throws LoopsmithError where the cells of the physics do not divide the sample */
export function kernelOf(structure: Structure, physics: Physics, name: KernelName): Kernel {
  const { material, cellSize, magnetization } = physics;
  const cells = cellsAlong(structure, physics);
  const grid = { nx: cells, ny: cells, cellSize, thickness: structure.thickness };
  const axes = easyAxisField(offSaddles(structure), cells);
  return kernelMakers[name](grid, axes, reduceMaterial(material, cellSize), magnetization === 'free' ? 3 : 2);
}

/** Along +y, as the field. */
export function saturate(kernel: Kernel, state: State): void {
  const zero = new Float64Array(kernel.cells);
  kernel.setMagnetization(state, [zero, new Float64Array(kernel.cells).fill(1), zero]);
}

export function savedState(kernel: Kernel, state: State, appliedField: number): SavedState {
  const [mx, my, mz = new Float32Array(kernel.cells)] = kernel.getMagnetization(state).map((c) => Float32Array.from(c));
  return { appliedField, cells: Math.sqrt(kernel.cells), mx, my, mz };
}
