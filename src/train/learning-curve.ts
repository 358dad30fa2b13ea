// How the test errors of an ensemble fall with the number of labels: the same autoencoder and reader, ensembles trained anew.
import type { Dataset } from '../dataset/load.js';
import { type AnchorErrors, evaluateAnchors } from '../model/evaluate.js';
import { pickRows } from '../model/rows.js';
import { anchorNames } from '../quantities.js';
import type { FreshEnsembles } from './fresh-ensembles.js';

export interface LearningCurveOptions {
  ensembles: FreshEnsembles;
  dataset: Dataset;
  training: readonly number[];
  test: readonly number[];
  /** Numbers of labels; more than there are means all. */
  counts: readonly number[];
}

export interface LearningPoint {
  labels: number;
  /** From structures and from codes. */
  errors: AnchorErrors[];
  codeErrors: AnchorErrors[];
}

/** Ends early where the ensembles do, with the points that are done. */
export async function learningCurve(options: LearningCurveOptions): Promise<LearningPoint[]> {
  const { ensembles, dataset, training, test, counts } = options;
  const solved = pickRows(dataset.anchors, anchorNames.length, test);
  // By their draws, so that few labels come from every data folder, not from the first alone.
  const index = (position: number) => dataset.records[position].index;
  const dealt = [...training].sort((a, b) => index(a) - index(b) || a - b);
  const points: LearningPoint[] = [];
  for (const labels of [...new Set(counts.map((count) => Math.min(count, training.length)))].sort((a, b) => a - b)) {
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
