// The definition of right: overdamped dynamics dm/dt = -m x (m x h) in explicit steps with a fresh demagnetizing field, until the
// largest torque is below the tolerance. A hundred times slower than minimize.ts, which is held against it.
import type { Kernel } from './kernel.js';
import type { Minimizer } from './minimize.js';

/** Steps in units of 1 / HA; halving them moves no anchor point by more than 0.001 (explicit stability ends near 0.4 on 2 nm, 0.12 on 1 nm). */
const coarseStep = 0.12;
const fineStep = 0.1;

/**
 * @param coupling exchange with one neighbour in units of 2 K1, A / (K1 cellSize^2)
 * @param demag Ms / HA
 */
export function createGradientFlow(kernel: Kernel, coupling: number, demag: number): Minimizer {
  let now = kernel.createState();
  let next = kernel.createState();
  const longest = coupling > 1 ? fineStep : coarseStep;
  /** The stiffest mode, a checkerboard, relaxes with 8 coupling + 1 + |H|, and stray fields add up to Ms / HA; twice the inverse is the end of stability. */
  const stepAt = (appliedField: number) => Math.min(longest, 1.9 / (8 * coupling + 1 + demag + Math.abs(appliedField)));
  return {
    get state() {
      return now;
    },
    minimize(appliedField, { tolerance = 5e-5, evaluationLimit = 10_000_000, onAccept } = {}) {
      const step = stepAt(appliedField);
      const last = kernel.fieldEvaluations + evaluationLimit;
      kernel.evaluate(now, appliedField);
      while (now.torque > tolerance && kernel.fieldEvaluations < last) {
        kernel.turn(next, now, now.g, -step);
        kernel.evaluate(next, appliedField);
        [now, next] = [next, now];
        onAccept?.(now);
      }
      return { relaxed: now.torque <= tolerance, quiet: false };
    },
  };
}
