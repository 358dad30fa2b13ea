// How the test errors of an ensemble fall with the number of labels: the same autoencoder and reader, ensembles trained anew.
import type { Dataset } from '../dataset/load.js';
import { LoopsmithError } from '../errors.js';
import { type AnchorErrors, evaluateAnchors } from '../model/evaluate.js';
import { pickRows } from '../model/rows.js';
import { anchorNames } from '../quantities.js';
import type { FreshEnsembles } from './fresh-ensembles.js';
import { leastLabels } from './teach-ensemble.js';

export interface LearningCurveOptions {
  ensembles: FreshEnsembles;
  dataset: Dataset;
  training: readonly number[];
  test: readonly number[];
  /** Of `learningCounts`. */
  counts: readonly number[];
}

export interface LearningPoint {
  labels: number;
  /** From structures and from codes. */
  errors: AnchorErrors[];
  codeErrors: AnchorErrors[];
}

/**
 * The numbers of labels to learn from, rising; more than there are means all.
 * @throws LoopsmithError where an ensemble needs more, before hours are spent on what comes first
 */
export function learningCounts(wanted: readonly number[], available: number): number[] {
  const counts = [...new Set(wanted.map((count) => Math.min(count, available)))].sort((a, b) => a - b);
  if (counts.length > 0 && counts[0] < leastLabels)
    throw new LoopsmithError(
      `--learning-curve: expected at least ${leastLabels} labels, got ${counts[0]} (of ${available} to train on)`,
    );
  return counts;
}

/** Ends early where the ensembles do, with the points that are done. */
export async function learningCurve(options: LearningCurveOptions): Promise<LearningPoint[]> {
  const { ensembles, dataset, training, test, counts } = options;
  const solved = pickRows(dataset.anchors, anchorNames.length, test);
  // By their draws, so that few labels come from every data folder, not from the first alone.
  const index = (position: number) => dataset.records[position].index;
  const dealt = [...training].sort((a, b) => index(a) - index(b) || a - b);
  const points: LearningPoint[] = [];
  for (const labels of counts) {
    const said = await ensembles.ask(dealt.slice(0, labels), test);
    if (!said) break;
    points.push({
      labels,
      errors: evaluateAnchors(said.structures.anchors, solved),
      codeErrors: evaluateAnchors(said.codes.anchors, solved),
    });
  }
  return points;
}
