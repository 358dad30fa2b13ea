// How well anchor points are predicted, beside Table 3 of Kovacs et al., arXiv 2203.16676 (mean absolute errors, test set).
import { type AnchorName, anchorNames } from '../quantities.js';
import { pickRows } from './rows.js';

/** Mean absolute errors of the paper, in Ms and HA. */
const paperErrors: Readonly<Record<AnchorName, number>> = {
  m1: 0.003,
  mr: 0.0152,
  hk90: 0.0184,
  hk80: 0.0245,
  hk70: 0.0234,
  hc: 0.0206,
};

/** Errors of one anchor point over a test set, in Ms or HA; null where no record reaches it. */
export interface AnchorErrors {
  readonly name: AnchorName;
  /** Records that reach this anchor point. */
  readonly count: number;
  readonly meanAbsoluteError: number | null;
  readonly paperMeanAbsoluteError: number;
  /** 95 of 100 predictions are at most this far off. */
  readonly percentile95: number | null;
  /** 1 - sum of squared errors / sum of squared deviations from the mean; null where the targets do not vary. */
  readonly r2: number | null;
}

/**
 * @param predicted count x 6, in the order of `anchorNames`; what is not finite is left out
 * @param solved the same; not finite where not reached
 */
export function evaluateAnchors(predicted: Float32Array, solved: Float32Array): AnchorErrors[] {
  return anchorNames.map((name, k) => {
    const rows = Array.from({ length: solved.length / anchorNames.length }, (_, i) => i * anchorNames.length + k);
    const reached = rows.filter((i) => Number.isFinite(solved[i]) && Number.isFinite(predicted[i]));
    const errors = reached.map((i) => Math.abs(predicted[i] - solved[i]));
    const mean = sum(reached.map((i) => solved[i])) / reached.length;
    const spread = sum(reached.map((i) => (solved[i] - mean) ** 2));
    return {
      name,
      count: reached.length,
      meanAbsoluteError: reached.length > 0 ? sum(errors) / reached.length : null,
      paperMeanAbsoluteError: paperErrors[name],
      percentile95: percentile(errors, 0.95),
      r2: spread > 0 ? 1 - sum(errors.map((error) => error * error)) / spread : null,
    };
  });
}

/** The errors of some of the records. */
export interface ErrorGroup {
  /** What the records are grouped by is at most this, and more than in the group before. */
  readonly upTo: number;
  readonly count: number;
  readonly errors: AnchorErrors[];
}

/**
 * @param by one value a record, in the unit of `ends`
 * @param ends of the groups, rising
 * @returns the groups that hold a record
 */
export function evaluateGroups(
  by: readonly number[],
  ends: readonly number[],
  predicted: Float32Array,
  solved: Float32Array,
): ErrorGroup[] {
  return ends.flatMap((upTo, group): ErrorGroup[] => {
    const above = ends[group - 1] ?? Number.NEGATIVE_INFINITY;
    const rows = [...by.keys()].filter((row) => by[row] <= upTo && by[row] > above);
    if (rows.length === 0) return [];
    const [said, right] = [predicted, solved].map((values) => pickRows(values, anchorNames.length, rows));
    return [{ upTo, count: rows.length, errors: evaluateAnchors(said, right) }];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Smallest value that this fraction of the values does not exceed. */
function percentile(values: readonly number[], fraction: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(fraction * sorted.length) - 1] ?? null;
}
