// Gradient steps: the regressor is differentiable, so the best codes can go on downhill where the genetic search leaves them.
//   g = J^T dL/da + dP/dz,  z <- z - t D^2 g,
// J the slopes of the anchor points a over the code z, L the loss, P the penalty of implausible codes, D the encoder's deviation in each
// dimension, which makes the step the least unusual one. t is chosen among some shares of the step that would take the loss to 0.
import { joined } from '../joined.js';
import { anchorNames } from '../quantities.js';
import type { Objective } from './objective.js';
import type { CodeStatistics, Plausibility } from './plausibility.js';
import type { ScoredCode, Scoring } from './scoring.js';

/** d(anchor)/d(code): codes one after the other -> count x 6 x latentDim, in the order of `anchorNames`. Synchronous. */
export type Slopes = (codes: Float32Array, count: number) => Float32Array;

export interface DescendOptions {
  readonly slopes: Slopes;
  readonly scoring: Scoring;
  readonly objective: Objective;
  readonly plausibility: Plausibility;
  readonly statistics: CodeStatistics;
  readonly toleranceShare: number;
  /** Steps of each code at most. */
  readonly steps: number;
}

/** Of the step that a straight line would take to 0. */
const shares = [2, 1, 0.5, 0.2, 0.05];
/** Half of the distance over which the loss is differenced, in Ms and HA: well below a tolerance. */
const probe = 1e-3;
/** A code whose fitness falls by less than this share has arrived. */
const smallestProgress = 0.01;

/** The codes, each as far downhill as steps take it, in the same order: never worse than it was. Trade-offs have no single downhill. */
export function descend(start: readonly ScoredCode[], options: DescendOptions): ScoredCode[] {
  const { slopes, scoring, steps, statistics } = options;
  const dim = statistics.mean.length;
  const codes = [...start];
  let moving = codes.flatMap(({ fitness, costs }, i) => (fitness > 0 && costs === null ? [i] : []));
  for (let step = 0; step < steps && moving.length > 0; step++) {
    const jacobians = slopes(joined(moving.map((i) => codes[i].code)), moving.length);
    const trials = moving.flatMap((i, row) => {
      const jacobian = jacobians.subarray(row * anchorNames.length * dim, (row + 1) * anchorNames.length * dim);
      return trialsOf(codes[i], jacobian, options);
    });
    const scored = scoring.batch(joined(trials), trials.length);
    moving = moving.filter((i, row) => {
      const before = codes[i].fitness;
      for (const trial of scored.slice(row * shares.length, (row + 1) * shares.length))
        if (trial.fitness < codes[i].fitness) codes[i] = trial;
      return codes[i].fitness > 0 && codes[i].fitness < (1 - smallestProgress) * before;
    });
  }
  return codes;
}

/** One code for each of the shares. */
function trialsOf(at: ScoredCode, jacobian: Float32Array, options: DescendOptions): Float32Array[] {
  const { plausibility, statistics } = options;
  const { mean, deviation } = statistics;
  const dim = mean.length;
  const gradient = plausibility.slope(at.code, 0);
  for (const [k, slope] of lossSlopes(at, options).entries())
    if (slope !== 0) for (let d = 0; d < dim; d++) gradient[d] += slope * jacobian[k * dim + d];
  let square = 0;
  for (let d = 0; d < dim; d++) square += (deviation[d] * gradient[d]) ** 2;
  const whole = square > 0 ? at.fitness / square : 0;
  return shares.map((share) =>
    at.code.map((z, d) => z - (Number.isFinite(whole) ? share * whole : 0) * deviation[d] ** 2 * gradient[d]),
  );
}

/** dL/da of each anchor point, by central differences: a loss may be any formula. 0 where it has failed. */
function lossSlopes({ predicted }: ScoredCode, { objective, toleranceShare }: DescendOptions): number[] {
  return anchorNames.map((name) => {
    const value = predicted[name];
    if (value === null) return 0;
    const lossAt = (moved: number) => objective.loss({ ...predicted, [name]: moved }, toleranceShare);
    const slope = (lossAt(value + probe) - lossAt(value - probe)) / (2 * probe);
    return Number.isFinite(slope) ? slope : 0;
  });
}
