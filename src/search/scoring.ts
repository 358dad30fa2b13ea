// Scores codes in batches: predicted anchor points, loss and fitness (loss with a tightened tolerance, plus a penalty for implausible
// codes and for what the regressor is not sure of).
import { ascending } from '../ascending.js';
import { type AnchorPoints, anchorNames, noAnchors } from '../quantities.js';
import { frontOrder } from './front.js';
import type { Objective } from './objective.js';
import type { Plausibility } from './plausibility.js';

/**
 * The regressor: `count` codes one after the other -> six anchors each, in the order of anchorNames, and how far off each may be as a
 * standard deviation, where it knows. Synchronous.
 */
export type Score = (
  codes: Float32Array,
  count: number,
) => { anchors: ArrayLike<number>; uncertainty?: ArrayLike<number> | null };

export interface ScoredCode {
  readonly code: Float32Array;
  readonly predicted: AnchorPoints;
  /** objective.loss(predicted): 0 is met. */
  readonly loss: number;
  /** What the code pays for lying where no real structures are, and where the regressor is not sure of itself. */
  readonly penalty: number;
  /** What the search minimizes. */
  readonly fitness: number;
  /** Where the objective is a trade-off: its costs, each with the penalty. */
  readonly costs: readonly number[] | null;
}

export interface Scoring {
  /** Scores one batch of codes, one after the other. */
  batch(codes: Float32Array, count: number): ScoredCode[];
  /** Codes scored so far. */
  evaluations(): number;
}

export interface ScoringOptions {
  readonly latentDim: number;
  readonly score: Score;
  readonly objective: Objective;
  readonly plausibility: Plausibility;
  readonly toleranceShare: number;
  /** Weight of the regressor's uncertainty, counted in tolerances; 0 ignores it. @default 0 */
  readonly caution?: number;
}

export function createScoring({
  latentDim,
  score,
  objective,
  plausibility,
  toleranceShare,
  caution = 0,
}: ScoringOptions): Scoring {
  let evaluations = 0;
  const batch = (codes: Float32Array, count: number): ScoredCode[] => {
    if (count === 0) return [];
    const { anchors, uncertainty } = score(codes, count);
    const width = anchorNames.length;
    if (anchors.length !== count * width) {
      throw new Error(`score: expected ${count * width} anchors for ${count} codes, got ${anchors.length}`);
    }
    evaluations += count;
    return Array.from({ length: count }, (_, i) => {
      const code = codes.slice(i * latentDim, (i + 1) * latentDim);
      const predicted = anchorPointsAt(anchors, i);
      const doubt = uncertainty && caution > 0 ? caution * objective.doubt(anchorPointsAt(uncertainty, i)) : 0;
      const penalty = plausibility.penalty(code, 0) + doubt;
      const fitness = objective.loss(predicted, toleranceShare) + penalty;
      const costs = objective.costs(predicted, toleranceShare)?.map((cost) => cost + penalty) ?? null;
      return { code, predicted, loss: objective.loss(predicted), penalty, fitness, costs };
    });
  };
  return { batch, evaluations: () => evaluations };
}

/** Row i of a table of anchors; null for what is not a finite number. */
export function anchorPointsAt(anchors: ArrayLike<number>, row: number): AnchorPoints {
  const points: AnchorPoints = { ...noAnchors };
  anchorNames.forEach((name, i) => {
    const value = anchors[row * anchorNames.length + i];
    points[name] = Number.isFinite(value) ? value : null;
  });
  return points;
}

/** Best first: by fitness, or for a trade-off by front and room. Members of equal merit keep their order. */
export function byMerit<Member>(members: readonly Member[], scoreOf: (member: Member) => ScoredCode): Member[] {
  const costs = members.map((member) => scoreOf(member).costs);
  if (costs.every((one) => one !== null)) return frontOrder(costs).map((i) => members[i]);
  return [...members].sort((a, b) => ascending(scoreOf(a).fitness, scoreOf(b).fitness));
}

/** Scored codes, best first. */
export const bestFirst = (codes: readonly ScoredCode[]): ScoredCode[] => byMerit(codes, (code) => code);
