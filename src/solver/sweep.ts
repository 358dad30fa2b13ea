// The sweep: the applied field (along +y) goes from +HA down in steps; at each field the magnetization relaxes to the local
// energy minimum that the state before leads to. M is the mean of my, in Ms.
import { anchorPoints } from '../curve/anchors.js';
import type { DemagnetizationCurve } from '../curve/curve.js';
import type { Physics } from '../physics.js';
import type { AnchorPoints } from '../quantities.js';
import type { Structure } from '../structure/structure.js';
import { checkFieldRange, checkName, checkPhysics, checkStructure, checkSweep } from './check.js';
import { chooseKernel, type KernelChoice, type KernelName } from './choose-kernel.js';
import { createFieldSchedule } from './field-schedule.js';
import { countSteps, fieldAt, nearestStep } from './field-steps.js';
import { createGradientFlow } from './gradient-flow.js';
import { createHistory } from './history.js';
import { createMinimizer, type MinimizeOptions } from './minimize.js';
import { reduceMaterial } from './reduced-material.js';
import { kernelOf, type SavedState, saturate, savedState } from './sample.js';
import { sweepSettings } from './wall-resolution.js';

export interface FieldStep {
  /** In HA. */
  appliedField: number;
  /** In Ms. */
  magnetization: number;
  /** Demagnetizing-field evaluations since the start. */
  fieldEvaluations: number;
}

export interface SweepOptions {
  /** 'coercivity' stops at the first field with M < 0, 'full' goes on to `endField`. @default 'coercivity' */
  stopAt?: 'coercivity' | 'full';
  /** Asked after every field with the curve so far: true ends the sweep there. @default never */
  stopWhen?: (curve: DemagnetizationCurve) => boolean;
  /** In HA. @default 1, -1, 0.01 */
  startField?: number;
  endField?: number;
  fieldStep?: number;
  /**
   * Where nothing jumps, so many field steps are taken at once; the curve between is continued smoothly. Where something does, they are
   * taken again in shorter strides, one by one at last. @default 8
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
   * What computes: 'native' (where it was built for this machine), 'webassembly', 'javascript' (the same in plain JavaScript, many times
   * slower, with a warning), or 'auto': the first of them that is there. @default 'auto'
   */
  kernel?: KernelChoice;
  /** Out-of-plane component added to a free magnetization at every field. @default 1e-3 */
  tilt?: number;
  /** Applied fields, in HA, at which the magnetization is kept: at the field step nearest to each. @default none */
  saveStatesAt?: readonly number[];
  minimize?: MinimizeOptions;
}

export interface Demagnetized {
  curve: DemagnetizationCurve;
  anchors: AnchorPoints;
  fieldEvaluations: number;
  seconds: number;
  /** Whether `stopWhen` ended the sweep. */
  stopped: boolean;
  /** What computed. */
  kernel: KernelName;
  warnings: string[];
  /** In the order of the sweep; fields that it did not reach are absent. */
  states: SavedState[];
}

/**
 * A free magnetization would stay planar without a tilt. It goes to the same side at every field: a sign that changes works against
 * walls that have begun to turn out of the plane.
 */
export const defaultTilt = 1e-3;

/** Torque per exchange coupling, both in HA, below which single precision sees only rounding: measured on cells of 0.125 nm. */
const torqueNoise = 8e-7;

/** The tolerance that a kernel can reach, in HA: where exchange between cells is strong, larger than what was asked for. */
function resolvable(asked: number, coupling: number, kernel: KernelName, warn: (message: string) => void): number {
  const least = kernel === 'javascript' ? 0 : torqueNoise * coupling;
  if (asked >= least) return asked;
  warn(
    `torques below ${least.toExponential(1)} HA are rounding on cells this fine: states are relaxed to that, not to ${asked.toExponential(1)} HA (--kernel javascript computes in double precision)`,
  );
  return least;
}

/** Below so many times as long as wide, the field along z that a long prism does not have is felt: Hc is 0.0025 HA too low, of a cube 0.06. */
const longSample = 30;

function warnOfShortSample(
  { size, thickness }: Structure,
  { magnetization }: Physics,
  warn: (message: string) => void,
) {
  if (magnetization === 'planar' || thickness >= longSample * size) return;
  const ratio = Number((thickness / size).toPrecision(3));
  warn(
    `the sample is ${ratio} times as long as wide, and the solver knows no demagnetizing field along z, as in a long prism: where reversal leaves the plane, Hc comes out too low, by 0.005 HA at 10 times, by 0.06 HA for a cube`,
  );
}

/** For field steps in which nothing is expected to jump. */
const quietSettings: MinimizeOptions = { quietOnly: true, flowTorque: 0.1 };

/** A magnetization that departs from the smooth continuation by more than this, in Ms, has jumped. */
const jump = 3e-4;

/** A fall of the magnetization in one field step, in Ms, that is worth refining. */
const steepFall = 0.02;

/**
 * Demagnetizes a structure field by field: yields every point of the curve as it is found, returns all of it. The caller owns the loop and may
 * leave it at any point.
 * @throws LoopsmithError for a physics or settings that make no sense, before anything is computed
 */
export function* sweep(
  structure: Structure,
  physics: Physics,
  options: SweepOptions = {},
): Generator<FieldStep, Demagnetized, void> {
  const { stopAt = 'coercivity', startField = 1, endField = -1, fieldStep = 0.01 } = options;
  const { stride = 8, refine = 1, tilt = defaultTilt, tolerance: asked = 2e-5 } = options;
  checkPhysics(physics);
  checkStructure(structure);
  checkFieldRange({ startField, endField, fieldStep });
  checkSweep({ tolerance: asked, stride, refine, tilt });
  checkName('stopAt', stopAt, ['coercivity', 'full']);
  checkName('minimizer', options.minimizer ?? 'conjugate-gradients', ['conjugate-gradients', 'gradient-flow']);
  const started = performance.now();
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  warnOfShortSample(structure, physics, warn);
  const kernelName = chooseKernel(options.kernel, warn);
  const kernel = kernelOf(structure, physics, kernelName);
  const { coupling, demag } = reduceMaterial(physics.material, physics.cellSize);
  const tolerance = resolvable(asked, coupling, kernelName, warn);
  const slow = options.minimizer === 'gradient-flow';
  const minimizer = slow ? createGradientFlow(kernel, coupling, demag) : createMinimizer(kernel);
  const { bend, minimize, hastened } = sweepSettings(physics);
  const history = createHistory(kernel, bend);
  const fields: number[] = [];
  const magnetizations: number[] = [];
  const range = { startField, endField, fieldStep };
  /** Fields are counted in parts of a field step. */
  const units = countSteps(range) * refine;
  const fieldOf = (unit: number) => fieldAt(range, unit / refine);
  const saved = options.saveStatesAt?.flatMap((field) => nearestStep(range, field) ?? []);
  const stops = new Set(saved?.map((step) => step * refine));
  const schedule = createFieldSchedule({ units, perStep: refine, widest: slow ? 1 : stride, stops });
  const states: SavedState[] = [];
  const settings = { tolerance, ...minimize, ...(stopAt === 'coercivity' && hastened), ...options.minimize };

  function record(unit: number, magnetization: number): FieldStep {
    fields.push(fieldOf(unit));
    magnetizations.push(magnetization);
    return { appliedField: fieldOf(unit), magnetization, fieldEvaluations: kernel.fieldEvaluations };
  }

  /** Relaxes at the next field; `smooth` where nothing has jumped since the last. */
  function relax() {
    const field = fieldOf(schedule.at);
    if (schedule.at > 0) history.continueTo(minimizer.state, field);
    if (physics.magnetization === 'free' && tilt !== 0) kernel.tilt(minimizer.state, tilt);
    const expected = history.magnetizationAt(field);
    const { relaxed, quiet } = minimizer.minimize(field, { ...settings, ...(schedule.wide && quietSettings) });
    return { relaxed, smooth: relaxed && quiet && Math.abs(minimizer.state.along - expected) < jump };
  }

  const curveSoFar = (): DemagnetizationCurve => ({
    appliedField: Float64Array.from(fields),
    magnetization: Float64Array.from(magnetizations),
  });

  let stopped = false;
  saturate(kernel, minimizer.state);
  while (!schedule.finished) {
    const { at, last } = schedule;
    const { relaxed, smooth } = relax();
    const { along, torque } = minimizer.state;
    if (schedule.wide && (!smooth || (stopAt === 'coercivity' && along < 0))) {
      schedule.retreat('steps');
      continue;
    }
    if (schedule.coarse && magnetizations[magnetizations.length - 1] - along > steepFall) {
      schedule.retreat('units');
      continue;
    }
    const field = fieldOf(at);
    if (!relaxed) warnings.push(`not relaxed at ${field} HA: largest torque ${torque.toExponential(1)} HA`);
    history.remember(minimizer.state, field);
    for (let between = last + refine; between < at; between += refine) {
      yield record(between, history.magnetizationAt(fieldOf(between)));
    }
    yield record(at, along);
    if (stops.has(at)) states.push(savedState(kernel, minimizer.state, field));
    if (stopAt === 'coercivity' && along < 0) break;
    stopped = options.stopWhen?.(curveSoFar()) ?? false;
    if (stopped) break;
    schedule.accept(smooth);
  }
  const curve = curveSoFar();
  return {
    curve,
    anchors: anchorPoints(curve),
    fieldEvaluations: kernel.fieldEvaluations,
    seconds: (performance.now() - started) / 1000,
    stopped,
    kernel: kernelName,
    warnings,
    states,
  };
}
