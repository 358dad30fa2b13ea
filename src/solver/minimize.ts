// From a magnetization to the local energy minimum that it leads to. Large torques mean that walls run: there the gradient flow is
// followed (avalanche.ts). Small ones are left to preconditioned nonlinear conjugate gradients (Polak-Ribiere):
//   z = H_loc^-1 g, d = -z + max(0, beta) d, m <- m turned by t d,
// whose steps turn no spin far and never raise the energy: small steps downhill rarely jump over a barrier.
import { type AvalancheOptions, carefulFlow, createFlow } from './avalanche.js';
import { createConjugateGradients } from './conjugate-gradients.js';
import type { Kernel, State } from './kernel.js';
import { createLocalSolver } from './local-solve.js';

export interface MinimizeOptions {
  /** Largest torque |m x h| at which the state counts as relaxed, in HA. @default 2e-5, of the gradient flow 5e-5 */
  tolerance?: number;
  /** Torque, in HA, above which the gradient flow is followed instead of conjugate gradients. @default 1e-3 */
  flowTorque?: number;
  /** How the flow is followed; no step of the conjugate gradients turns a spin farther than `largestTurn` either. */
  flow?: AvalancheOptions;
  /** Once M < 0, where only the end of the last avalanche is left to find. @default as above */
  reversedTolerance?: number;
  reversedFlow?: AvalancheOptions;
  /** Steps of the inner conjugate gradients at most: fewer are cheaper, more save demagnetizing fields. @default 20 */
  solveSteps?: number;
  /** Gives up, unrelaxed, where the gradient flow would have to be followed. @default false */
  quietOnly?: boolean;
  /** Demagnetizing-field evaluations after which a field step gives up. @default 100 000, of the gradient flow 10 000 000 */
  evaluationLimit?: number;
  /** Called with every state that has been accepted, energy, magnetization and torque up to date. */
  onAccept?: (state: Readonly<State>) => void;
}

export interface Minimized {
  /** Whether the largest torque is below the tolerance. */
  relaxed: boolean;
  /** Whether nothing ran: the gradient flow was not needed. */
  quiet: boolean;
}

export interface Minimizer {
  /** Relaxes `state` (its magnetization set) at the applied field, in HA. */
  minimize(appliedField: number, options?: MinimizeOptions): Minimized;
  /** The present state; swapped with a trial state as steps are taken. */
  readonly state: State;
}

/**
 * A cell that is about to hop can go to and fro between the block field and the exact one: after three fields in which the flow did
 * not lower the energy, exact steps downhill take over, twice as many each time.
 */
const patience = 3;
const firstExactSteps = 8;
const energyResolution = 5e-9;

/** Relative noise of an f32 energy sum, systematic part included. */
const energyNoise = 1e-7;

/** Between two states no farther apart than this, in rad, the demagnetizing field is taken as linear: off by a tenth of its square. */
const linearTurn = 0.05;

export function createMinimizer(kernel: Kernel): Minimizer {
  let now = kernel.createState();
  let next = kernel.createState();
  const local = createLocalSolver(kernel);
  const descent = createConjugateGradients(kernel, local);
  const { d } = descent;
  const follow = createFlow(kernel, local);
  /** Whether the demagnetizing field of `next` was computed, not taken between two. */
  let exact = true;
  const scale = () => Math.abs(now.energy) + kernel.cells;

  /** One step along d, which turns no spin farther than `longest`, its result in `next`; false where no step lowers the energy. */
  function step(appliedField: number, slope: number, longest: number, largestTurn: number): boolean {
    const noise = energyNoise * scale();
    const limit = largestTurn / longest;
    let t = Math.min(1, limit);
    const tryStep = (length: number) => {
      kernel.turn(next, now, d, length);
      kernel.evaluate(next, appliedField);
      exact = true;
    };
    tryStep(t);
    // close to the minimum the energy is noise, and a smaller gradient is the better witness
    for (let tries = 0; next.energy > now.energy + noise && next.square > now.square; tries++) {
      if (tries === 8) return false;
      t *= 0.4;
      tryStep(t);
    }
    const after = kernel.dot(next.g, d);
    if (Math.abs(after) > 0.3 * Math.abs(slope) && after > slope) {
      const secant = Math.min((t * slope) / (slope - after), limit, 3 * t);
      if (Math.abs(secant - t) > 0.1 * t) {
        const reached = next.energy;
        if (longest * Math.max(t, secant) < linearTurn) {
          kernel.turn(next, now, d, secant);
          kernel.evaluateBetween(next, now, next, secant / t, appliedField);
          exact = false;
        } else tryStep(secant);
        if (next.energy > reached + noise) tryStep(t);
      }
    }
    return true;
  }

  return {
    get state() {
      return now;
    },
    minimize(appliedField, options = {}) {
      const { tolerance = 2e-5, flowTorque = 1e-3, flow = carefulFlow, quietOnly = false } = options;
      const { reversedTolerance = tolerance, reversedFlow = flow } = options;
      const { solveSteps = 20, evaluationLimit = 100_000, onAccept } = options;
      const goal = () => (now.along < 0 ? reversedTolerance : tolerance);
      const last = kernel.fieldEvaluations + evaluationLimit;
      kernel.evaluate(now, appliedField);
      descent.restart();
      let running = false;
      let quiet = true;
      let lowest = Number.POSITIVE_INFINITY;
      let waits = 0;
      let exactSteps = 0;
      let nextExactSteps = firstExactSteps;
      while (now.torque > goal() && kernel.fieldEvaluations < last) {
        if (exactSteps > 0) exactSteps--;
        else if (running || now.torque > flowTorque) {
          quiet = false;
          if (quietOnly) break;
          follow(now, appliedField, now.along < 0 ? reversedFlow : flow);
          onAccept?.(now);
          running = false;
          descent.restart();
          waits = now.energy < lowest - energyResolution * scale() ? 0 : waits + 1;
          if (waits === 0) lowest = now.energy;
          if (waits < patience) continue;
          waits = 0;
          lowest = now.energy;
          exactSteps = nextExactSteps;
          nextExactSteps *= 2;
          continue;
        }
        const slope = descent.choose(now, solveSteps);
        const longest = kernel.longest(d);
        if (exactSteps === 0 && longest > flow.largestTurn) {
          running = true; // a soft mode that would carry a spin far
          continue;
        }
        if (!step(appliedField, slope, longest, flow.largestTurn)) {
          if (descent.fresh) break;
          descent.restart();
          continue;
        }
        descent.remember(now);
        [now, next] = [next, now];
        onAccept?.(now);
        if (!exact && now.torque <= goal()) {
          kernel.evaluate(now, appliedField);
          exact = true;
        }
      }
      return { relaxed: now.torque <= goal(), quiet };
    },
  };
}
