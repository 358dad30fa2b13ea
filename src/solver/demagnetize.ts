// The sweep: the applied field (along +y) goes from +HA down in steps; at each field the magnetization relaxes to the local
// energy minimum that the state before leads to. M is the mean of my, in Ms.
import { anchorPoints } from '../curve/anchors.js';
import type { DemagnetizationCurve } from '../curve/curve.js';
import type { AnchorPoints } from '../quantities.js';
import { easyAxisField } from '../structure/raster.js';
import type { Structure } from '../structure/structure.js';
import { carefulFlow } from './avalanche.js';
import { cellsAlong, checkPhysics, checkSweep } from './check.js';
import { chooseKernel, type KernelChoice } from './choose-kernel.js';
import { reduceMaterial } from './effective-field.js';
import { createFieldSchedule } from './field-schedule.js';
import { createGradientFlow } from './gradient-flow.js';
import { createHistory } from './history.js';
import type { Kernel, State } from './kernel.js';
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
  /**
   * Where nothing jumps, so many field steps are taken at once; the curve between is continued smoothly. Where something does, they are
   * taken again one by one. @default 8
   */
  stride?: number;
  /**
   * Where M falls by more than 0.02 Ms in a field step, the step is taken again in so many parts: the curve has more points there, and
   * knee and coercive field of a sharp switch are known to a part of a step. @default 1
   */
  refine?: number;
  /** Largest torque of a relaxed state, in HA. @default 2e-5 */
  tolerance?: number;
  /** 'gradient-flow' is the slow definition of right, 'conjugate-gradients' agrees with it. @default 'conjugate-gradients' */
  minimizer?: 'conjugate-gradients' | 'gradient-flow';
  /**
   * What computes: 'webassembly', 'javascript' (the same in plain JavaScript, many times slower), or 'auto': the first where the machine
   * has it, else the second, with a warning. @default 'auto'
   */
  kernel?: KernelChoice;
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

/** A magnetization that departs from the smooth continuation by more than this, in Ms, has jumped. */
const jump = 3e-4;

/**
 * How far the turn of a cell may depart from the linear one, as a chord, for the start of a field step to be continued there. Cells that
 * do not resolve walls are touchy: where one has hopped its neighbours stay behind.
 */
const fineBend = 0.2;
const coarseBend = 0.005;

/** A fall of the magnetization in one field step, in Ms, that is worth refining. */
const steepFall = 0.02;

/**
 * The demagnetization curve of a structure.
 * @throws LoopsmithError for a physics or settings that make no sense, before anything is computed
 */
export function demagnetize(structure: Structure, physics: Physics, options: DemagnetizeOptions = {}): Demagnetized {
  const { stopAt = 'coercivity', startField = 1, endField = -1, fieldStep = 0.01, tolerance = 2e-5 } = options;
  const { stride = 8, refine = 1, tilt = defaultTilt, onStep } = options;
  checkPhysics(physics);
  checkSweep({ startField, endField, fieldStep, tolerance, stride, refine });
  const started = performance.now();
  const warnings: string[] = [];
  const kernel = kernelOf(structure, physics, options.kernel, (message) => warnings.push(message));
  const slow = options.minimizer === 'gradient-flow';
  const minimizer = slow
    ? createGradientFlow(kernel, reduceMaterial(physics.material, physics.cellSize).coupling)
    : createMinimizer(kernel);
  const history = createHistory(kernel, resolvesWalls(physics) ? fineBend : coarseBend);
  const fields: number[] = [];
  const magnetizations: number[] = [];
  const unitAt = (field: number) => Math.round(((startField - field) / fieldStep) * refine);
  const fieldAt = (unit: number) => tidy(startField - (unit * fieldStep) / refine);
  const units = Math.round((startField - endField) / fieldStep) * refine;
  const saveAt = new Set(options.saveStatesAt?.map((field) => refine * Math.round(unitAt(field) / refine)));
  const schedule = createFieldSchedule({ units, perStep: refine, widest: slow ? 1 : stride, stops: saveAt });
  const states: SavedState[] = [];
  const settings = { tolerance, ...minimizerSettings(physics), ...options.minimize };

  function record(unit: number, magnetization: number): void {
    fields.push(fieldAt(unit));
    magnetizations.push(magnetization);
    onStep?.({ appliedField: fieldAt(unit), magnetization, fieldEvaluations: kernel.fieldEvaluations });
  }

  /** Relaxes at the next field; `smooth` where nothing has jumped since the last. */
  function relax() {
    const field = fieldAt(schedule.at);
    if (schedule.at > 0) history.continueTo(minimizer.state, field);
    if (physics.magnetization === 'free' && tilt !== 0) kernel.tilt(minimizer.state, tilt);
    const expected = history.magnetizationAt(field);
    const { relaxed, quiet } = minimizer.minimize(field, { ...settings, ...(schedule.wide && quietSettings) });
    return { relaxed, smooth: relaxed && quiet && Math.abs(minimizer.state.along - expected) < jump };
  }

  saturate(kernel, minimizer.state);
  while (!schedule.finished) {
    const { at, last } = schedule;
    const { relaxed, smooth } = relax();
    const { along, torque } = minimizer.state;
    if (schedule.wide && !smooth) {
      schedule.retreat('steps');
      continue;
    }
    if (schedule.coarse && magnetizations[magnetizations.length - 1] - along > steepFall) {
      schedule.retreat('units');
      continue;
    }
    const field = fieldAt(at);
    if (!relaxed) warnings.push(`not relaxed at ${field} HA: largest torque ${torque.toExponential(1)} HA`);
    history.remember(minimizer.state, field);
    for (let between = last + refine; between < at; between += refine) {
      record(between, history.magnetizationAt(fieldAt(between)));
    }
    record(at, along);
    if (saveAt.has(at)) states.push(savedState(kernel, minimizer.state, field));
    if (stopAt === 'coercivity' && along < 0) break;
    schedule.accept(smooth);
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

function kernelOf(
  structure: Structure,
  physics: Physics,
  choice: KernelChoice | undefined,
  warn: (message: string) => void,
): Kernel {
  const { material, cellSize, magnetization } = physics;
  const cells = cellsAlong(structure, physics);
  const grid = { nx: cells, ny: cells, cellSize, thickness: structure.thickness };
  const axes = easyAxisField(structure, cells);
  for (let i = 0; i < axes.kx.length; i++) {
    if (Math.abs(axes.kx[i]) < alignedAxis) axes.kx[i] = alignedAxis * Math.sign(axes.ky[i]);
  }
  const create = chooseKernel(choice, warn);
  return create(grid, axes, reduceMaterial(material, cellSize), magnetization === 'free' ? 3 : 2);
}

/**
 * Cells that do not resolve a wall pin it: there only the gradient flow in short steps, with a fresh demagnetizing field, finds the same
 * way through an avalanche. On finer cells every way downhill that does not leap leads there.
 */
function minimizerSettings(physics: Physics): MinimizeOptions {
  const coarse = !resolvesWalls(physics);
  const flow = coarse ? carefulFlow : { largestTurn: 0.3, reach: 1, turnPerStep: 0.3, haste: 1, restTorque: 2e-3 };
  // the end of the last avalanche, where M < 0, is worth less than its time
  const reversedFlow = { ...flow, largestTurn: 1, reach: 5, haste: 4 };
  return { flow, flowTorque: coarse ? 1e-3 : 0.1, solveSteps: coarse ? 20 : 12, reversedFlow, reversedTolerance: 2e-3 };
}

/** For field steps in which nothing is expected to jump. */
const quietSettings: MinimizeOptions = { quietOnly: true, flowTorque: 0.1 };

/** Along +y, as the field. */
function saturate(kernel: Kernel, state: State): void {
  const zero = new Float64Array(kernel.cells);
  kernel.setMagnetization(state, [zero, new Float64Array(kernel.cells).fill(1), zero]);
}

const tidy = (field: number): number => Math.round(field * 1e12) / 1e12;

/** Cells coarser than this many Bloch parameters hold domain walls fast. */
export const coarseCell = 0.8;

function resolvesWalls({ material, cellSize }: Physics): boolean {
  return cellSize <= coarseCell * blochParameter(material);
}

/** One line where the cells do not resolve a domain wall, else null. */
export function coarseCellWarning(physics: Physics): string | null {
  if (resolvesWalls(physics)) return null;
  const { material, cellSize } = physics;
  const limit = coarseCell * blochParameter(material);
  return `cells of ${(1e9 * cellSize).toPrecision(3)} nm do not resolve a domain wall (limit ${(1e9 * limit).toPrecision(3)} nm): walls stick to the grid and isotropic magnets look harder than they are`;
}
