// From a magnetization to the local energy minimum that it leads to: preconditioned nonlinear conjugate gradients (Polak-Ribiere).
//   z = H_loc^-1 g (inner conjugate gradients, no demagnetizing field), d = -z + max(0, beta) d, m <- m turned by t d,
// and, while the magnetization runs away in an avalanche, the gradient flow itself in implicit steps.
// H_loc is the Hessian of everything local: exchange, anisotropy, applied field, the present demagnetizing field along m, and the
// demagnetizing field of a cell in itself. No step turns any spin by more than `largestTurn`, and the energy never rises:
// small steps downhill do not jump over a barrier.
import type { Kernel, State } from './kernel.js';

export interface MinimizeOptions {
  /** Largest torque |m x h| at which the state counts as relaxed, in HA. @default 2e-5 */
  tolerance?: number;
  /** Largest turn of any spin in one step, in rad. @default 0.3 */
  largestTurn?: number;
  /** The same two once M < 0, where only the end of the last avalanche is left to find. @default as above */
  reversedTolerance?: number;
  reversedTurn?: number;
  /** Inner iterations and residual of the local solve. @default 40, 0.05 */
  innerSteps?: number;
  innerTolerance?: number;
  /** Demagnetizing-field evaluations after which a field step gives up. @default 100 000 */
  evaluationLimit?: number;
  /** Called with every state that has been accepted, energy, magnetization and torque up to date. */
  onAccept?: (state: Readonly<State>) => void;
}

/** What is needed to relax, whatever the method. */
type Settings = Required<Omit<MinimizeOptions, 'onAccept'>>;

export interface Minimizer {
  /** Relaxes `state` (its magnetization set) at the applied field, in HA. Returns the relaxed state, which may be another object. */
  minimize(appliedField: number, options?: MinimizeOptions): { relaxed: boolean };
  /** The present state; swapped with a trial state as steps are taken. */
  readonly state: State;
}

/** Longest time step of the flow in an avalanche, in units of its own time (dm/dt = -m x (m x h), h in HA). */
const longestTimeStep = 1;
const shortestTimeStep = 0.05;

/** Steps of the flow in one demagnetizing field: a wall moves by a fraction of its width meanwhile. */
const stepsPerField = 3;

/** Relative noise of an f32 energy sum. */
const energyNoise = 1e-7;

export function createMinimizer(kernel: Kernel): Minimizer {
  let now = kernel.createState();
  let next = kernel.createState();
  let timeStep = longestTimeStep;
  const [z, d, r, p, q, before] = Array.from({ length: 6 }, () => kernel.createTangent());
  const noise = () => energyNoise * (Math.abs(now.energy) + kernel.cells);

  /** z = (H_loc + shift)^-1 g, truncated: stops at negative curvature and takes what is there. */
  function solveLocally({ innerSteps, innerTolerance }: Settings, shift: number): void {
    kernel.combine(z, z, z, 0, 0);
    kernel.combine(r, now.g, now.g, 1, 0);
    kernel.combine(p, r, r, 1, 0);
    let square = now.square;
    const goal = innerTolerance ** 2 * square;
    for (let step = 0; step < innerSteps && square > goal; step++) {
      const curvature = kernel.hessian(now, p, q, shift);
      if (!(curvature > 1e-6 * square)) {
        if (step === 0) kernel.combine(z, r, r, 1, 0);
        return;
      }
      const rest = kernel.descend(z, p, r, q, square / curvature);
      kernel.combine(p, r, p, 1, rest / square);
      square = rest;
    }
  }

  /** Direction d from z and the direction before; returns the slope g . d. */
  function chooseDirection(previous: number): number {
    const product = kernel.dot(now.g, z);
    kernel.project(now, before);
    const beta = previous > 0 ? Math.max(0, (product - kernel.dot(before, z)) / previous) : 0;
    kernel.project(now, d);
    kernel.combine(d, z, d, -1, beta);
    kernel.project(now, d);
    const slope = kernel.dot(now.g, d);
    if (slope < 0) return slope;
    kernel.combine(d, z, z, -1, 0);
    return -product;
  }

  /** One step along d, its result in `next`; false where no step lowers the energy. */
  function step(appliedField: number, slope: number, largestTurn: number): boolean {
    const limit = largestTurn / kernel.longest(d);
    let t = Math.min(1, limit);
    const tryStep = (length: number) => {
      kernel.turn(next, now, d, length);
      kernel.evaluate(next, appliedField);
    };
    tryStep(t);
    // close to the minimum the energy is noise, and a smaller gradient is the better witness
    for (let tries = 0; next.energy > now.energy + noise() && next.square > now.square; tries++) {
      if (tries === 8) return false;
      t *= 0.4;
      tryStep(t);
    }
    const after = kernel.dot(next.g, d);
    if (Math.abs(after) > 0.3 * Math.abs(slope) && after > slope) {
      const secant = Math.min((t * slope) / (slope - after), limit, 3 * t);
      if (Math.abs(secant - t) > 0.1 * t) {
        const reached = next.energy;
        tryStep(secant);
        if (next.energy > reached + noise()) tryStep(t);
      }
    }
    return true;
  }

  /**
   * A few steps of the gradient flow in an avalanche, implicit in everything local: (H_loc + 1/dt) u = -g. Every cell turns at its
   * own pace up to the largest turn, so that one hot spot does not hold up all walls. False once the avalanche has come to rest.
   */
  function flow(appliedField: number, settings: Settings, largestTurn: number): boolean {
    const energy = now.energy;
    let longest = 0;
    for (let k = 1; k <= stepsPerField; k++) {
      solveLocally(settings, 1 / timeStep);
      kernel.combine(d, z, z, -1, 0);
      longest = kernel.longest(d);
      kernel.shorten(d, largestTurn);
      kernel.project(now, d);
      kernel.turn(next, now, d, 1);
      if (k < stepsPerField) kernel.evaluateFrozen(next, appliedField);
      else kernel.evaluate(next, appliedField);
      [now, next] = [next, now];
    }
    const rose = now.energy > energy + noise();
    timeStep = rose ? Math.max(timeStep / 2, shortestTimeStep) : Math.min(timeStep * 1.1, longestTimeStep);
    return longest > 0.5 * largestTurn;
  }

  return {
    get state() {
      return now;
    },
    minimize(appliedField, options = {}) {
      const settings = {
        tolerance: 2e-5,
        largestTurn: 0.3,
        innerSteps: 40,
        innerTolerance: 0.05,
        evaluationLimit: 100_000,
        reversedTolerance: options.tolerance ?? 2e-5,
        reversedTurn: options.largestTurn ?? 0.3,
        ...options,
      };
      const tolerance = () => (now.along < 0 ? settings.reversedTolerance : settings.tolerance);
      const turn = () => (now.along < 0 ? settings.reversedTurn : settings.largestTurn);
      const last = kernel.fieldEvaluations + settings.evaluationLimit;
      kernel.evaluate(now, appliedField);
      let previous = 0;
      let running = false;
      while (now.torque > tolerance() && kernel.fieldEvaluations < last) {
        if (running) {
          running = flow(appliedField, settings, turn());
          previous = 0;
          options.onAccept?.(now);
          continue;
        }
        solveLocally(settings, 0);
        const slope = chooseDirection(previous);
        if (kernel.longest(d) > 2 * turn()) {
          running = true;
          continue;
        }
        if (!step(appliedField, slope, turn())) {
          if (previous === 0) break;
          previous = 0;
          continue;
        }
        previous = kernel.dot(now.g, z);
        kernel.combine(before, now.g, now.g, 1, 0);
        [now, next] = [next, now];
        options.onAccept?.(now);
      }
      return { relaxed: now.torque <= tolerance() };
    },
  };
}
