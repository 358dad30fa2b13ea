// What is left of the hope after realising: encode the grains, predict again, keep the best, and move their grains to where the regressor is
// content again.
import { ascending } from '../ascending.js';
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

export interface ProposeOptions {
  request: ModelRequest;
  objective: Objective;
  limits: StructureLimits;
  seed: number;
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
}

export interface ScreenOptions extends ProposeOptions {
  /** The user's own structures and known ones: they go on to the solver as they are, before all others. */
  startFrom: readonly Structure[];
  /** How many others go on to the solver. */
  keep: number;
}

export interface Screened {
  /** The candidates that the solver gets, numbered from 0: the user's own, then the most promising first. */
  candidates: ScreenedCandidate[];
  /** What else was realised, the most promising first. */
  spares: RealisedCandidate[];
}

export async function screenCandidates(
  realised: readonly RealisedCandidate[],
  { startFrom, keep, ...options }: ScreenOptions,
): Promise<Screened> {
  const { request, objective, pool, emit, signal } = options;
  const structures = [...startFrom, ...realised.map(({ structure }) => structure)];
  const predictions = await predictInPool(structures, { request, pool, signal });
  const own = startFrom.map((structure, candidate): ScreenedCandidate => {
    const predicted = predictions[candidate];
    const itself = { predictedAtCode: predicted, predictedDecoded: null, predicted, imageError: 0 };
    return { candidate, structure, ...itself, start: structure.name };
  });
  for (const candidate of own) emit(realisedEvent(candidate));
  const ordered = bestFirst(predictions.slice(own.length), objective).map((i) => realised[i]);
  const found = await proposeCandidates(ordered.slice(0, keep), own.length, options);
  return { candidates: [...own, ...found], spares: ordered.slice(keep) };
}

/** Candidates for the solver, their grains moved to where they are predicted to be nearest to the objective. @param first number of the first */
export async function proposeCandidates(
  chosen: readonly RealisedCandidate[],
  first: number,
  { request, objective, limits, seed, pool, emit, signal }: ProposeOptions,
): Promise<ScreenedCandidate[]> {
  const tuned = await tuneStructures(
    chosen.map(({ structure }) => structure),
    { objective, limits, seed, predict: (all) => predictInPool(all, { request, pool, signal }) },
  );
  return chosen.map(({ predicted: predictedAtCode, predictedDecoded, imageError }, i) => {
    const candidate = { candidate: first + i, ...tuned[i], predictedAtCode, predictedDecoded, imageError };
    emit(realisedEvent(candidate));
    return candidate;
  });
}

const realisedEvent = ({ candidate, structure, predictedAtCode, predicted, imageError }: ScreenedCandidate) => ({
  type: 'candidate-realised' as const,
  candidate,
  grains: grainCount(structure),
  predictedAtCode,
  predicted,
  imageError,
  image: toShownImage(toImage(structure), structure.cells),
});

/** Positions by loss, or for a trade-off by front and room. */
function bestFirst(predictions: readonly AnchorPoints[], objective: Objective): number[] {
  const costs = predictions.map((anchors) => objective.costs(anchors));
  if (costs.length > 0 && costs.every((one) => one !== null)) return frontOrder(costs);
  const losses = predictions.map((anchors) => objective.loss(anchors));
  return [...losses.keys()].sort((a, b) => ascending(losses[a], losses[b]) || a - b);
}
