// The sweep: the applied field (along +y) goes from +HA down in steps; at each field the magnetization relaxes to the local
// energy minimum that the state before leads to. M is the mean of my, in Ms.
import { anchorPoints } from '../curve/anchors.js';
import type { DemagnetizationCurve } from '../curve/curve.js';
import type { AnchorPoints } from '../quantities.js';
import { easyAxisField } from '../structure/raster.js';
import type { Structure } from '../structure/structure.js';
import { cellsAlong, checkPhysics, checkSweep } from './check.js';
import { reduceMaterial } from './effective-field.js';
import { createGradientFlow } from './gradient-flow.js';
import { createKernel, type Kernel, type State } from './kernel.js';
import { createMinimizer, type MinimizeOptions } from './minimize.js';
import { blochParameter, type Physics } from './physics.js';

export interface FieldStep {
  /** In HA. */
  appliedField: number;
  /** In Ms. */
  magnetization: number;
  /** Demagnetizing-field evaluations since the start. */
  fieldEvaluations: number;
}

export interface DemagnetizeOptions {
  /** 'coercivity' stops at the first field with M < 0, 'full' goes on to `endField`. @default 'coercivity' */
  stopAt?: 'coercivity' | 'full';
  /** In HA. @default 1, -1, 0.01 */
  startField?: number;
  endField?: number;
  fieldStep?: number;
  /** Largest torque of a relaxed state, in HA. @default 2e-5 */
  tolerance?: number;
  /** 'gradient-flow' is the slow definition of right, 'conjugate-gradients' agrees with it. @default 'conjugate-gradients' */
  minimizer?: 'conjugate-gradients' | 'gradient-flow';
  /** Out-of-plane component added to a free magnetization at every field. @default 1e-3 */
  tilt?: number;
  /** Applied fields, in HA, at which the magnetization is kept: at the field step nearest to each. @default none */
  saveStatesAt?: readonly number[];
  /** Called after every field. */
  onStep?: (point: FieldStep) => void;
  minimize?: MinimizeOptions;
}

/** The relaxed magnetization at one applied field: unit vectors, cell (ix, iy) at iy * cells + ix, row 0 at the smallest y. */
export interface SavedState {
  /** In HA. */
  appliedField: number;
  cells: number;
  mx: Float32Array;
  my: Float32Array;
  mz: Float32Array;
}

export interface Demagnetized {
  curve: DemagnetizationCurve;
  anchors: AnchorPoints;
  fieldEvaluations: number;
  seconds: number;
  warnings: string[];
  /** In the order of the sweep; fields that it did not reach are absent. */
  states: SavedState[];
}

/**
 * A free magnetization would stay planar without a tilt. It goes to the same side at every field: a sign that changes works against
 * walls that have begun to turn out of the plane.
 */
export const defaultTilt = 1e-3;

/**
 * An easy axis closer to the field than this, in rad, is turned by as much: a perfectly aligned state is a saddle and stays on it.
 * More than the tolerance, so that its torque counts; it lowers the switching field of an aligned cell by 0.003.
 */
const alignedAxis = 1e-4;

/** A cell whose turn from field to field changes by more than this (chord) is near something that jumped and is not extrapolated. */
const bend = 0.005;

/**
 * The demagnetization curve of a structure.
 * @throws LoopsmithError for a physics or settings that make no sense, before anything is computed
 */
export function demagnetize(structure: Structure, physics: Physics, options: DemagnetizeOptions = {}): Demagnetized {
  const { stopAt = 'coercivity', startField = 1, endField = -1, fieldStep = 0.01, tolerance = 2e-5 } = options;
  const { tilt = defaultTilt, onStep } = options;
  checkPhysics(physics);
  checkSweep({ startField, endField, fieldStep, tolerance });
  const started = performance.now();
  const kernel = kernelOf(structure, physics);
  const minimizer =
    options.minimizer === 'gradient-flow'
      ? createGradientFlow(kernel, reduceMaterial(physics.material, physics.cellSize).coupling)
      : createMinimizer(kernel);
  const history = [0, 1, 2].map(() => kernel.createState()) as [State, State, State];
  const warnings: string[] = [];
  const fields: number[] = [];
  const magnetizations: number[] = [];
  const steps = Math.round((startField - endField) / fieldStep);
  const saveAt = new Set((options.saveStatesAt ?? []).map((field) => Math.round((startField - field) / fieldStep)));
  const states: SavedState[] = [];
  const careful = caution(physics);

  saturate(kernel, minimizer.state);
  for (let step = 0; step <= steps; step++) {
    const field = tidy(startField - step * fieldStep);
    if (step > 0) continueFrom(kernel, minimizer.state, history, step);
    if (physics.magnetization === 'free' && tilt !== 0) kernel.tilt(minimizer.state, tilt);
    const { relaxed } = minimizer.minimize(field, { tolerance, ...careful, ...options.minimize });
    const { along, torque } = minimizer.state;
    if (!relaxed) warnings.push(`not relaxed at ${field} HA: largest torque ${torque.toExponential(1)} HA`);
    fields.push(field);
    magnetizations.push(along);
    if (saveAt.has(step)) states.push(savedState(kernel, minimizer.state, field));
    onStep?.({ appliedField: field, magnetization: along, fieldEvaluations: kernel.fieldEvaluations });
    history.unshift(history.pop() as State);
    kernel.copyMagnetization(history[0], minimizer.state);
    if (stopAt === 'coercivity' && along < 0) break;
  }
  const curve = { appliedField: Float64Array.from(fields), magnetization: Float64Array.from(magnetizations) };
  return {
    curve,
    anchors: anchorPoints(curve),
    fieldEvaluations: kernel.fieldEvaluations,
    seconds: (performance.now() - started) / 1000,
    warnings,
    states,
  };
}

function savedState(kernel: Kernel, state: State, appliedField: number): SavedState {
  const [mx, my, mz = new Float32Array(kernel.cells)] = kernel.getMagnetization(state).map((c) => Float32Array.from(c));
  return { appliedField, cells: Math.sqrt(kernel.cells), mx, my, mz };
}

function kernelOf(structure: Structure, physics: Physics): Kernel {
  const { material, cellSize, magnetization } = physics;
  const cells = cellsAlong(structure, physics);
  const grid = { nx: cells, ny: cells, cellSize, thickness: structure.thickness };
  const axes = easyAxisField(structure, cells);
  for (let i = 0; i < axes.kx.length; i++) {
    if (Math.abs(axes.kx[i]) < alignedAxis) axes.kx[i] = alignedAxis * Math.sign(axes.ky[i]);
  }
  return createKernel(grid, axes, reduceMaterial(material, cellSize), magnetization === 'free' ? 3 : 2);
}

/** For the end of the last avalanche, where M < 0: it is worth less than its time. */
const hasty = { largestTurn: 1, reach: 5, haste: 4 };

/**
 * Cells that do not resolve a wall pin it: there only a fresh demagnetizing field finds the same way through an avalanche as the
 * gradient flow.
 */
function caution(physics: Physics): MinimizeOptions {
  const coarse = coarseCellWarning(physics) !== null;
  return { largestTurn: coarse ? 0.5 : 0.3, reach: coarse ? 0.3 : 1, reversed: hasty, reversedTolerance: 2e-3 };
}

/** Along +y, as the field. */
function saturate(kernel: Kernel, state: State): void {
  const zero = new Float64Array(kernel.cells);
  kernel.setMagnetization(state, [zero, new Float64Array(kernel.cells).fill(1), zero]);
}

/** Quadratic through the last three states, linear through two. */
function continueFrom(kernel: Kernel, state: State, history: [State, State, State], step: number): void {
  const [m0, m1, m2] = history;
  if (step === 1) kernel.copyMagnetization(state, m0);
  else if (step === 2) kernel.extrapolate(state, [m0, m1, m1], [2, -1, 0], bend);
  else kernel.extrapolate(state, [m0, m1, m2], [3, -3, 1], bend);
}

const tidy = (field: number): number => Math.round(field * 1e12) / 1e12;

/** Cells coarser than this many Bloch parameters hold domain walls fast. */
export const coarseCell = 0.8;

/** One line where the cells do not resolve a domain wall, else null. */
export function coarseCellWarning({ material, cellSize }: Physics): string | null {
  const limit = coarseCell * blochParameter(material);
  if (cellSize <= limit) return null;
  return `cells of ${(1e9 * cellSize).toPrecision(3)} nm do not resolve a domain wall (limit ${(1e9 * limit).toPrecision(3)} nm): walls stick to the grid and isotropic magnets look harder than they are`;
}
