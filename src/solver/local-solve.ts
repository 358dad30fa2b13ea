// z = (H_loc + shift)^-1 g by conjugate gradients. H_loc is the Hessian of everything local: exchange, anisotropy, applied field, the
// present demagnetizing field along m, and the demagnetizing field of a cell in itself.
import type { Pointer } from './arena.js';
import type { Kernel, State } from './kernel.js';

export interface LocalSolver {
  /** The solution, a tangent vector in the cells at work. */
  readonly z: Pointer;
  /**
   * Solves at the state for its own gradient, until the residual is `tolerance` of it or after `steps`. Stops at negative curvature
   * and keeps what is there (the gradient itself where nothing is). Returns 0, or how negative the curvature was.
   */
  solve(state: State, shift: number, steps: number, tolerance: number): number;
  /** To be called before the cells at work are others. */
  forget(): void;
}

export function createLocalSolver(kernel: Kernel): LocalSolver {
  const [z, r, p, q] = Array.from({ length: 4 }, () => kernel.createTangent());
  return {
    z,
    solve(state, shift, steps, tolerance) {
      let square = kernel.begin(z, p, r, state.g);
      const goal = tolerance ** 2 * square;
      for (let step = 0; step < steps && square > goal; step++) {
        const curvature = kernel.hessian(state, p, q, shift);
        if (!(curvature > 1e-6 * square)) {
          if (step === 0) kernel.combine(z, r, r, 1, 0);
          return Math.max(1e-3, -curvature / Math.max(kernel.dot(p, p), 1e-30));
        }
        const rest = kernel.descend(r, q, square / curvature);
        kernel.advance(z, p, r, square / curvature, rest / square);
        square = rest;
      }
      return 0;
    },
    forget: () => kernel.clear(p),
  };
}
