// What is left of the hope after realising: encode the grains, predict again, keep the best.
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { AnchorPoints } from '../quantities.js';
import type { Objective } from '../search/objective.js';
import { toImage } from '../structure/easy-axis-image.js';
import { grainCount } from '../structure/structure.js';
import type { RealisedCandidate, ScreenedCandidate } from './candidate.js';
import { toShownImage } from './shown-image.js';
import type { PredictInput } from './tasks/predict.js';
import type { ModelRequest } from './thread-model.js';

export interface ScreenOptions {
  request: ModelRequest;
  objective: Objective;
  /** How many go on to the solver. */
  keep: number;
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
}

/** The candidates that the solver gets, numbered from 0, the most promising first. */
export async function screenCandidates(
  realised: readonly RealisedCandidate[],
  { request, objective, keep, pool, emit, signal }: ScreenOptions,
): Promise<ScreenedCandidate[]> {
  const input: PredictInput = { ...request, structures: realised.map(({ structure }) => structure) };
  const predictions = await pool.run<PredictInput, AnchorPoints[]>('predict', input, { signal });
  const losses = predictions.map((anchors) => objective.loss(anchors));
  const order = realised
    .map((_, i) => i)
    .sort((a, b) => (losses[a] < losses[b] ? -1 : losses[a] > losses[b] ? 1 : a - b));
  return order.slice(0, keep).map((i, candidate) => {
    const { structure, predicted: predictedAtCode, imageError } = realised[i];
    const predicted = predictions[i];
    const image = toShownImage(toImage(structure), structure.cells);
    emit({
      type: 'candidate-realised',
      candidate,
      grains: grainCount(structure),
      predictedAtCode,
      predicted,
      imageError,
      image,
    });
    return { candidate, structure, predictedAtCode, predicted, imageError };
  });
}
