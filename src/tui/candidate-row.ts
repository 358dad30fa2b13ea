// What is known of one candidate of a run, and where it stands among the others.
import { byMerit, type Merit } from '../design/rank.js';
import { type AnchorPoints, type DerivedName, isDerived, noAnchors, type QuantityName } from '../quantities.js';

export interface Picture {
  cells: number;
  /** cells x cells, k_x in [-1, 1]. */
  kx: readonly number[];
  caption: string;
}

/** A point of a curve: H in HA, M in Ms. */
export interface CurvePoint {
  appliedField: number;
  magnetization: number;
}

export interface CandidateRow {
  /** Counted from 0. */
  candidate: number;
  grains: number | null;
  predicted: AnchorPoints;
  solved: AnchorPoints | null;
  /** Of the solved curve; null where it is not known. */
  derived: Record<DerivedName, number | null> | null;
  verified: boolean;
  loss: number | null;
  /** The loss without tolerances. */
  distance: number | null;
  seconds: number | null;
  /** Applied field that its solver has reached, in HA; null while it waits and once it is done. */
  solving: number | null;
  /** The solved curve as far as it was reported. */
  path: readonly CurvePoint[];
  picture: Picture | null;
  /** Solves of moved grains, in their order. */
  polish: readonly PolishStep[];
  robustness: Robustness | null;
}

export interface PolishStep {
  loss: number | null;
  /** The candidate has these grains from then on. */
  better: boolean;
  change: string;
}

export interface Robustness {
  /** Largest departure of each quantity under small perturbations. */
  spread: Partial<Record<QuantityName, number>>;
  /** Verified under each of them. */
  robust: boolean;
}

const emptyRow = (candidate: number): CandidateRow => ({
  candidate,
  grains: null,
  predicted: noAnchors,
  solved: null,
  derived: null,
  verified: false,
  loss: null,
  distance: null,
  seconds: null,
  solving: null,
  path: [],
  picture: null,
  polish: [],
  robustness: null,
});

/** A solved quantity; null where it is not reached, undefined where it is not known. */
export const solvedOf = ({ solved, derived }: CandidateRow, name: QuantityName): number | null | undefined =>
  isDerived(name) ? derived?.[name] : solved?.[name];

/** The same, predicted: models predict anchor points alone. */
export const predictedOf = ({ predicted }: CandidateRow, name: QuantityName): number | null | undefined =>
  isDerived(name) ? undefined : predicted[name];

type Change = Partial<CandidateRow> | ((row: CandidateRow) => Partial<CandidateRow>);

/** The state with a candidate changed, or added, and all in the order of their merit. */
export function changeCandidate<State extends { candidates: readonly CandidateRow[] }>(
  state: State,
  candidate: number,
  change: Change,
): State {
  const old = state.candidates.find((row) => row.candidate === candidate) ?? emptyRow(candidate);
  const changed = { ...old, ...(typeof change === 'function' ? change(old) : change) };
  const others = state.candidates.filter((row) => row.candidate !== candidate);
  return { ...state, candidates: [...others, changed].sort(byRank) };
}

/** As the report ranks them, those that are not solved last. */
const byRank = (a: CandidateRow, b: CandidateRow): number => byMerit(meritOf(a), meritOf(b));

const meritOf = ({ candidate, verified, robustness, loss, distance }: CandidateRow): Merit => ({
  candidate,
  verified,
  robust: robustness?.robust,
  loss: loss ?? Number.POSITIVE_INFINITY,
  distance: distance ?? undefined,
});
