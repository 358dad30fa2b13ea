// The gradient flow dm/dt = -m x (m x h) in implicit steps, for as long as walls run: (H_loc + 1/dt) u = -g, m turned by u.
//   - Only the cells near a torque are followed (a wall is a few cells wide); the others wait until the next field.
//   - The demagnetizing field is computed anew once spins have turned by `reach`, and continued in between (block-field.ts).
//   - dt is such that no spin turns far in a step: bottlenecks, where all torques are small, are passed in a few long steps.
import type { Kernel, State } from './kernel.js';
import type { LocalSolver } from './local-solve.js';

export interface AvalancheOptions {
  /** Largest turn of a spin in one step, in rad. */
  largestTurn: number;
  /** Turn, in rad, after which the demagnetizing field is computed anew. */
  reach: number;
  /** Time step, in units of 1/HA, times the largest torque, in HA. */
  turnPerStep: number;
  /** Factor on the time step. */
  haste: number;
  /** Torque, in HA, below which one demagnetizing field is not followed. */
  restTorque: number;
  /**
   * Share of the largest torque below which cells wait while others run. What waits does not answer to the walls that pass, so that in a
   * narrow escape a wall stops elsewhere: at 0.01 one of twenty does more than at 0.005 (npm run bench:twins).
   */
  waitingShare: number;
  /**
   * Residual, as a share of the gradient, at which the linear solve of a step ends. On cells that resolve a wall 0.3 leads to the same
   * anchor points as 0.1 (1e-5) for a quarter fewer products with the Hessian.
   */
  solveTolerance: number;
  /**
   * Mean change of a block of cells, in Ms, from which on the demagnetizing field is continued from its cells instead of the block
   * (block-field.ts). Where walls are as wide as a block, blocks alone lead to the same anchor points in less time.
   */
  leastChange: number;
}

/** Follows the flow on cells that do not resolve a wall. */
export const carefulFlow: AvalancheOptions = {
  largestTurn: 0.5,
  reach: 1,
  turnPerStep: 0.1,
  haste: 1,
  restTorque: 5e-4,
  waitingShare: 0.005,
  solveTolerance: 0.1,
  leastChange: 0.02,
};

/** Limits of the time step dt, in units of 1/HA: longer steps jump over the low barriers of soft walls. */
const shortestStep = 0.2;
const longestStep = 10;

/** Cells whose torque is below this, in HA, may wait however small the share; those above a tenth of the largest torque never do. */
const waitingTorque = 2e-4;
const runningShare = 0.1;

/** Beyond this share of the sample a confinement does not pay. */
const largestShare = 0.6;

/** Steps of the flow in one demagnetizing field at most, and the share of the torque at the start at which they end. */
const stepLimit = 32;
const restShare = 0.1;

const solveSteps = 40;

/** One demagnetizing field's worth of the flow, from and to an evaluated state. */
export type Flow = (state: State, appliedField: number, options: AvalancheOptions) => void;

export function createFlow(kernel: Kernel, local: LocalSolver): Flow {
  const { z } = local;

  /** A shift that makes the Hessian positive: the flow does not follow a growing mode for longer than it takes to grow. */
  function solve(state: State, step: number, solveTolerance: number): void {
    let shift = 1 / step;
    for (let tries = 0; tries < 10; tries++) {
      const negative = local.solve(state, shift, solveSteps, solveTolerance);
      if (negative === 0) return;
      shift = Math.max(2 * shift, shift + 2 * negative);
    }
  }

  return (state, appliedField, options) => {
    const { largestTurn, reach, turnPerStep, haste, restTorque, waitingShare, solveTolerance, leastChange } = options;
    const goal = Math.max(restShare * state.torque, restTorque);
    kernel.remember(state);
    const waiting = Math.max(waitingTorque, waitingShare * state.torque);
    if (kernel.confine(state, Math.min(runningShare * state.torque, waiting)) > largestShare) kernel.whole();
    local.forget();
    let turned = 0;
    for (let steps = 1; steps <= stepLimit && turned <= reach; steps++) {
      if (steps > 1) {
        kernel.evaluateNear(state, appliedField, leastChange);
        if (state.torque < goal) break;
      }
      const step = Math.min(longestStep, haste * Math.max(shortestStep, turnPerStep / state.torque));
      solve(state, step, solveTolerance);
      const longest = kernel.longest(z);
      if (longest > largestTurn) kernel.shorten(z, largestTurn);
      turned += Math.min(largestTurn, longest);
      kernel.turn(state, state, z, -1);
    }
    kernel.evaluate(state, appliedField);
  };
}
