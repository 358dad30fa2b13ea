// Mean, deviation and range of the anchors of a data set, for people.
import { type AnchorName, anchorNames } from '../quantities.js';
import { type DatasetRecord, incompleteReason } from './record.js';

export interface AnchorStatistics {
  mean: number;
  /** Standard deviation over all records (not of a sample). */
  deviation: number;
  minimum: number;
  maximum: number;
}

/**
 * @param anchors count x 6 values, in the order of anchorNames
 * @returns null where there is no record
 */
export function anchorStatistics(anchors: ArrayLike<number>): Record<AnchorName, AnchorStatistics> | null {
  const width = anchorNames.length;
  const count = anchors.length / width;
  if (count === 0) return null;
  const [m1, mr, hk90, hk80, hk70, hc] = anchorNames.map((_, column) => {
    let [sum, squares, minimum, maximum] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = column; i < anchors.length; i += width) {
      sum += anchors[i];
      minimum = Math.min(minimum, anchors[i]);
      maximum = Math.max(maximum, anchors[i]);
    }
    const mean = sum / count;
    for (let i = column; i < anchors.length; i += width) squares += (anchors[i] - mean) ** 2;
    return { mean, deviation: Math.sqrt(squares / count), minimum, maximum };
  });
  return { m1, mr, hk90, hk80, hk70, hc };
}

/** Records that nothing can be learned from, and why. */
export interface Incomplete {
  index: number;
  reason: string;
  /** The solver gave up, as opposed to an anchor that the curve does not reach. */
  failed: boolean;
}

/** Records of which the solver warns, for example of a field at which it did not relax: they are learned from all the same. */
export interface Warned {
  records: number;
  /** What it said first, of which draw. */
  first: { index: number; warning: string };
}

/** What the data card says about the labels; takes one record after the other, in bounded memory (6 numbers each). */
export function createSummary() {
  const anchors: number[] = [];
  const incomplete: Incomplete[] = [];
  const seconds: number[] = [];
  let [count, fieldEvaluations] = [0, 0];
  let warned: Warned | null = null;
  return {
    add(record: DatasetRecord) {
      count++;
      fieldEvaluations += record.fieldEvaluations;
      if (record.seconds !== null) seconds.push(record.seconds);
      warned = countWarned(warned, record);
      const reason = incompleteReason(record);
      if (reason === null) for (const name of anchorNames) anchors.push(record.anchors[name] ?? Number.NaN);
      else incomplete.push({ index: record.index, reason, failed: record.failure !== null });
    },
    result: () => ({
      count,
      complete: count - incomplete.length,
      incomplete,
      warned,
      anchors: anchorStatistics(anchors),
      fieldEvaluations,
      timing: timing(seconds),
    }),
  };
}

/** Counts a record, where the solver warns of it. */
export function countWarned(before: Warned | null, { index, warnings: [warning] }: DatasetRecord): Warned | null {
  if (warning === undefined) return before;
  return { records: (before?.records ?? 0) + 1, first: before?.first ?? { index, warning } };
}

/** For people; nothing where there is none. */
export const describeWarned = (warned: Warned | null | undefined): string =>
  warned ? `, ${warned.records} with warnings (first: draw ${warned.first.index}: ${warned.first.warning})` : '';

export interface Timing {
  /** Records of which the time is known. */
  records: number;
  /** Sum over them, in s of one thread. */
  seconds: number;
  median: number;
}

function timing(seconds: number[]): Timing | null {
  if (seconds.length === 0) return null;
  const sorted = [...seconds].sort((a, b) => a - b);
  const sum = sorted.reduce((total, value) => total + value, 0);
  return { records: sorted.length, seconds: sum, median: sorted[sorted.length >> 1] };
}
