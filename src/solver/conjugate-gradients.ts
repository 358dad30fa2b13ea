// Preconditioned nonlinear conjugate gradients (Polak-Ribiere) over the cells at work:
//   z = H_loc^-1 g, d = -z + max(0, beta) d.
import type { Pointer } from './arena.js';
import type { Kernel, State } from './kernel.js';
import type { LocalSolver } from './local-solve.js';

export interface ConjugateGradients {
  /** The direction, a tangent vector. */
  readonly d: Pointer;
  /** The next direction is that of steepest descent, preconditioned. */
  restart(): void;
  /** Whether the last direction was that of a restart. */
  readonly fresh: boolean;
  /** Chooses the direction at the state, z by so many steps at most; returns the slope g . d < 0. */
  choose(state: State, solveSteps: number): number;
  /** To be called once a step from the state along the direction has been accepted; its gradient is read at the next choice. */
  remember(state: State): void;
}

const solveTolerance = 0.05;

export function createConjugateGradients(kernel: Kernel, local: LocalSolver): ConjugateGradients {
  const { z } = local;
  const d = kernel.createTangent();
  /** g . z at the state of the last direction. */
  let product = 0;
  /** Where the last step started: g, of a state that stays as it is until the next step is tried, and g . z; null after a restart. */
  let last: { g: Pointer; product: number } | null = null;
  return {
    d,
    get fresh() {
      return last === null;
    },
    restart() {
      last = null;
    },
    choose(state, solveSteps) {
      local.solve(state, 0, solveSteps, solveTolerance);
      product = kernel.dot(state.g, z);
      if (last) {
        const beta = Math.max(0, (product - kernel.dot(last.g, z)) / last.product);
        kernel.combine(d, z, d, -1, beta);
        kernel.project(state, d);
        const slope = kernel.dot(state.g, d);
        if (slope < 0) return slope;
      }
      kernel.combine(d, z, z, -1, 0);
      return -product;
    },
    remember(state) {
      last = product > 0 ? { g: state.g, product } : null;
    },
  };
}
