// Predictions of structures, in a pool or for whoever has none open.
import type { ModelCard } from '../model/model-card.js';
import type { Pool } from '../pool/pool.js';
import { createThreadPool } from '../pool/thread-pool.js';
import type { AnchorPoints } from '../quantities.js';
import type { Structure } from '../structure/structure.js';
import type { ModelDescription } from './tasks/describe-model.js';
import type { Estimate } from './tasks/estimate.js';
import type { PredictInput } from './tasks/predict.js';
import type { ModelRequest } from './thread-model.js';

export interface Predicted {
  card: ModelCard;
  /** In the order of the structures. */
  estimates: Estimate[];
}

/** Loads the model in a worker of its own, predicts, and ends the worker. */
export async function predictStructures(
  structures: Structure[],
  { signal, ...request }: ModelRequest & { signal?: AbortSignal },
): Promise<Predicted> {
  const pool = createThreadPool({ workers: 1 });
  try {
    const { card } = await pool.run<ModelRequest, ModelDescription>('describe-model', request, { signal });
    const estimates = await pool.run<PredictInput, Estimate[]>('estimate', { ...request, structures }, { signal });
    return { card, estimates };
  } finally {
    await pool.close();
  }
}

/** In the order of the structures. */
export const predictInPool = (
  structures: readonly Structure[],
  { request, pool, signal }: { request: ModelRequest; pool: Pool; signal?: AbortSignal },
): Promise<AnchorPoints[]> =>
  pool.run<PredictInput, AnchorPoints[]>('predict', { ...request, structures: [...structures] }, { signal });
