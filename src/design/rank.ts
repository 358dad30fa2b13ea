// Which candidate is the best: a verified one before all others, then the one nearest to the objective.
import type { SolvedCandidate } from './candidate.js';

/** Best first, in a new array; the order in which they were solved plays no part. */
export function rank<Ranked extends Pick<SolvedCandidate, 'candidate' | 'verified' | 'loss'>>(
  candidates: readonly Ranked[],
): Ranked[] {
  return [...candidates].sort(
    (a, b) => Number(b.verified) - Number(a.verified) || compare(a.loss, b.loss) || a.candidate - b.candidate,
  );
}

// Not a difference: Infinity - Infinity is NaN.
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
