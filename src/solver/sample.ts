// A structure as the solver sees it: cells on a grid with easy axes, in a kernel, and its magnetization as others see it.
import { easyAxisField } from '../structure/raster.js';
import type { Structure } from '../structure/structure.js';
import { cellsAlong } from './check.js';
import { type KernelName, kernelMakers } from './choose-kernel.js';
import { reduceMaterial } from './effective-field.js';
import type { Kernel, State } from './kernel.js';
import type { Physics } from './physics.js';

/** The relaxed magnetization at one applied field: unit vectors, cell (ix, iy) at iy * cells + ix, row 0 at the smallest y. */
export interface SavedState {
  /** In HA. */
  appliedField: number;
  cells: number;
  mx: Float32Array;
  my: Float32Array;
  mz: Float32Array;
}

/** In rad; more than the tolerance, so that its torque counts. It lowers the switching field of an aligned cell by 0.003 HA. */
const alignedAxis = 1e-4;

/**
 * The structure as it is solved: an easy axis closer to the field than 1e-4 rad, or to its normal, is turned to that angle. A perfectly
 * aligned state is a saddle and stays on it.
 */
export function offSaddles(structure: Structure): Structure {
  const quarter = Math.PI / 2;
  const easyAxisAngles = structure.easyAxisAngles.map((t) => {
    const quarters = Math.round(t / quarter);
    if (Math.abs(t - quarters * quarter) >= alignedAxis) return t;
    return quarters * quarter + (quarters % 2 === 0 ? alignedAxis : -alignedAxis);
  });
  return { ...structure, easyAxisAngles };
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
