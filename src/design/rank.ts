// Which candidate is the best: a verified one before all others, of those one that stays so under small perturbations, then the one
// nearest to the objective.
import { ascending } from '../ascending.js';
import { finalOf, type SolvedCandidate } from './candidate.js';

export interface Merit {
  candidate: number;
  verified: boolean;
  /** Verified also under small perturbations; absent where that was not tried. */
  robust?: boolean;
  loss: number;
  /** The loss without tolerances, where it is known. */
  distance?: number;
}

/** Best first, in a new array; the order in which they were solved plays no part. */
export const rank = (candidates: readonly SolvedCandidate[]): SolvedCandidate[] =>
  candidates
    .map((one) => ({ one, merit: meritOf(one) }))
    .sort((a, b) => byMerit(a.merit, b.merit))
    .map(({ one }) => one);

const meritOf = (candidate: SolvedCandidate): Merit => {
  const { verified, loss, distance } = finalOf(candidate);
  return { candidate: candidate.candidate, verified, loss, distance, robust: candidate.robustness?.robust };
};

export const byMerit = (a: Merit, b: Merit): number =>
  Number(b.verified) - Number(a.verified) ||
  Number(b.robust ?? false) - Number(a.robust ?? false) ||
  ascending(a.loss, b.loss) ||
  ascending(a.distance ?? 0, b.distance ?? 0) ||
  a.candidate - b.candidate;
