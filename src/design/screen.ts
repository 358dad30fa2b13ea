// What is left of the hope after realising: encode the grains, predict again, keep the best.
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { AnchorPoints } from '../quantities.js';
import type { Objective } from '../search/objective.js';
import { toImage } from '../structure/easy-axis-image.js';
import { grainCount, type Structure } from '../structure/structure.js';
import type { RealisedCandidate, ScreenedCandidate } from './candidate.js';
import { toShownImage } from './shown-image.js';
import type { PredictInput } from './tasks/predict.js';
import type { ModelRequest } from './thread-model.js';

export interface ScreenOptions {
  request: ModelRequest;
  objective: Objective;
  /** The user's own structures: they go on to the solver as they are, before all others. */
  startFrom: readonly Structure[];
  /** How many others go on to the solver. */
  keep: number;
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
}

/** The candidates that the solver gets, numbered from 0: the user's own, then the most promising first. */
export async function screenCandidates(
  realised: readonly RealisedCandidate[],
  { request, objective, startFrom, keep, pool, emit, signal }: ScreenOptions,
): Promise<ScreenedCandidate[]> {
  const structures = [...startFrom, ...realised.map(({ structure }) => structure)];
  const predictions = await pool.run<PredictInput, AnchorPoints[]>('predict', { ...request, structures }, { signal });
  const losses = predictions.map((anchors) => objective.loss(anchors));
  const own = startFrom.map((_, i) => i);
  const order = realised
    .map((_, i) => own.length + i)
    .sort((a, b) => (losses[a] < losses[b] ? -1 : losses[a] > losses[b] ? 1 : a - b));
  return [...own, ...order.slice(0, keep)].map((i, candidate) => {
    const structure = structures[i];
    const predicted = predictions[i];
    const { predicted: predictedAtCode, imageError } = realised[i - own.length] ?? { predicted, imageError: 0 };
    emit({
      type: 'candidate-realised',
      candidate,
      grains: grainCount(structure),
      predictedAtCode,
      predicted,
      imageError,
      image: toShownImage(toImage(structure), structure.cells),
    });
    const start = i < own.length ? structure.name : undefined;
    return { candidate, structure, predictedAtCode, predicted, imageError, start };
  });
}
