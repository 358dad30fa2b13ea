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
}

export interface Minimizer {
  /** Relaxes `state` (its magnetization set) at the applied field, in HA. Returns the relaxed state, which may be another object. */
  minimize(appliedField: number, options?: MinimizeOptions): { relaxed: boolean };
  /** The present state; swapped with a trial state as steps are taken. */
  readonly state: State;
}

/** Longest time step of the flow in an avalanche, in units of its own time (dm/dt = -m x (m x h), h in HA). */
const longestTimeStep = 1;

/** Steps of the flow in one demagnetizing field: a wall moves by a fraction of its width meanwhile. */
const stepsPerField = 3;
