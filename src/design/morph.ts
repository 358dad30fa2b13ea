// A morph of two structures, for whoever has no pool open.
import type { ModelCard } from '../model/model-card.js';
import { createThreadPool } from '../pool/thread-pool.js';
import type { ModelDescription } from './tasks/describe-model.js';
import type { MorphedImage, MorphInput } from './tasks/morph.js';
import type { ModelRequest } from './thread-model.js';

export interface Morphed {
  card: ModelCard;
  /** Edge of the images. */
  cells: number;
  /** From the first structure to the second. */
  steps: MorphedImage[];
}

/** Loads the model in a worker of its own, encodes both structures, decodes and predicts between them, and ends the worker. */
export async function morphStructures({
  from,
  to,
  steps,
  signal,
  ...request
}: MorphInput & { signal?: AbortSignal }): Promise<Morphed> {
  const pool = createThreadPool({ workers: 1 });
  try {
    const asked: ModelRequest = request;
    const { card, cells } = await pool.run<ModelRequest, ModelDescription>('describe-model', asked, { signal });
    const input: MorphInput = { ...asked, from, to, steps };
    return { card, cells, steps: await pool.run<MorphInput, MorphedImage[]>('morph', input, { signal }) };
  } finally {
    await pool.close();
  }
}
