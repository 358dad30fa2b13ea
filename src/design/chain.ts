// How far prediction and solver part along the chain: where the search stood, after decoding, after realising, after polishing.
import type { ChainReported } from '../events.js';
import { type AnchorPoints, anchorNames, type QuantityName } from '../quantities.js';
import type { SolvedCandidate } from './candidate.js';

export type ChainLink = Omit<ChainReported, 'type'>;

interface Pair {
  predicted: AnchorPoints;
  solved: AnchorPoints;
}

/** What is held against what; a candidate that a stage does not know (one of your own, one not polished) is left out there. */
const pairs: Readonly<Record<ChainLink['stage'], (candidate: SolvedCandidate) => Pair | null>> = {
  code: ({ predictedAtCode, solved, start }) => (start === undefined ? { predicted: predictedAtCode, solved } : null),
  decoded: ({ predictedDecoded, solved }) => predictedDecoded && { predicted: predictedDecoded, solved },
  realised: ({ predicted, solved }) => ({ predicted, solved }),
  polished: ({ polished }) => polished && { predicted: polished.predicted, solved: polished.solved },
};

/** Mean absolute differences, stage by stage; a stage without candidates is left out. */
export function chainOf(candidates: readonly SolvedCandidate[]): ChainLink[] {
  const stages = Object.keys(pairs) as ChainLink['stage'][];
  return stages.flatMap((stage) => {
    const known = candidates.flatMap((candidate) => pairs[stage](candidate) ?? []);
    return known.length > 0 ? [{ stage, difference: meanDifference(known), candidates: known.length }] : [];
  });
}

function meanDifference(all: readonly Pair[]): Partial<Record<QuantityName, number>> {
  const difference: Partial<Record<QuantityName, number>> = {};
  for (const name of anchorNames) {
    const gaps = all.flatMap(({ predicted, solved }) => {
      const [a, b] = [predicted[name], solved[name]];
      return a === null || b === null ? [] : [Math.abs(a - b)];
    });
    if (gaps.length > 0) difference[name] = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  }
  return difference;
}
