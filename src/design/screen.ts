// What is left of the hope after realising: encode the grains, predict again, keep the best, and move their grains to where the regressor is
// content again.
import type { StructureLimits } from '../config/preset.js';
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { AnchorPoints } from '../quantities.js';
import { frontOrder } from '../search/front.js';
import type { Objective } from '../search/objective.js';
import { toImage } from '../structure/easy-axis-image.js';
import { grainCount, type Structure } from '../structure/structure.js';
import type { RealisedCandidate, ScreenedCandidate } from './candidate.js';
import { predictInPool } from './predict.js';
import { toShownImage } from './shown-image.js';
import type { ModelRequest } from './thread-model.js';
import { tuneStructures } from './tune.js';

export interface ScreenOptions {
  request: ModelRequest;
  objective: Objective;
  limits: StructureLimits;
  seed: number;
  /** The user's own structures and known ones: they go on to the solver as they are, before all others. */
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
  { request, objective, limits, seed, startFrom, keep, pool, emit, signal }: ScreenOptions,
): Promise<ScreenedCandidate[]> {
  const structures = [...startFrom, ...realised.map(({ structure }) => structure)];
  const predict = (all: Structure[]) => predictInPool(all, { request, pool, signal });
  const predictions = await predict(structures);
  const own = startFrom.map((_, i) => i);
  const order = bestFirst(predictions.slice(own.length), objective).map((i) => own.length + i);
  const chosen = order.slice(0, keep);
  const tuned = await tuneStructures(
    chosen.map((i) => structures[i]),
    { objective, limits, seed, predict },
  );
  return [...own, ...chosen].map((i, candidate) => {
    const { structure, predicted } = tuned[candidate - own.length] ?? {
      structure: structures[i],
      predicted: predictions[i],
    };
    const {
      predicted: predictedAtCode,
      predictedDecoded,
      imageError,
    } = realised[i - own.length] ?? {
      predicted,
      predictedDecoded: null,
      imageError: 0,
    };
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
    return { candidate, structure, predictedAtCode, predictedDecoded, predicted, imageError, start };
  });
}

/** Positions by loss, or for a trade-off by front and room. */
function bestFirst(predictions: readonly AnchorPoints[], objective: Objective): number[] {
  const costs = predictions.map((anchors) => objective.costs(anchors));
  if (costs.length > 0 && costs.every((one) => one !== null)) return frontOrder(costs);
  const losses = predictions.map((anchors) => objective.loss(anchors));
  return [...losses.keys()].sort((a, b) => (losses[a] < losses[b] ? -1 : losses[a] > losses[b] ? 1 : a - b));
}
