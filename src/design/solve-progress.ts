// Curves that are solved side by side as one progress: the time left follows from the share of its fields that each has come through.
import type { Emit } from '../events.js';
import { secondsLeft } from '../progress.js';
import type { FieldStep } from '../solver/demagnetize.js';

export interface CurveProgress {
  /** Whether the field is far enough from the last report for another. */
  at(point: FieldStep): boolean;
  done(): void;
}

/** Field between two reports of a curve, in HA. */
const reportStep = 0.05;

/** A curve that goes on beyond the field where it should have ended is nearly done. */
const nearlyDone = 0.95;

/** @returns to be called as a curve begins, with the field, in HA, at which it should end: above 0 */
export function createSolveProgress(emit: Emit, what: string, total: number): (reverseField: number) => CurveProgress {
  const started = performance.now();
  const shares: number[] = [];
  let done = 0;
  const report = () => {
    const share = shares.reduce((sum, one) => sum + one, 0);
    emit({ type: 'progress', what, done, total, secondsLeft: secondsLeft(started, share, total) });
  };
  return (reverseField) => {
    const curve = shares.push(0) - 1;
    let reported = Number.NaN;
    return {
      at({ appliedField }) {
        const step = Math.floor((1 - appliedField) / reportStep + 1e-9);
        if (step === reported) return false;
        reported = step;
        shares[curve] = Math.min(nearlyDone, (1 - appliedField) / (1 + reverseField));
        report();
        return true;
      },
      done() {
        shares[curve] = 1;
        done++;
        report();
      },
    };
  };
}

/** Where a sweep should end, by what the curve is expected to be. */
export const reverseFieldOf = (hc: number | null, stopAt: 'coercivity' | 'full' = 'coercivity'): number =>
  stopAt === 'full' ? 1 : (hc ?? 1);
