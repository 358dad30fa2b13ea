// The model of a worker thread, loaded once: a thread answers many questions to the same networks.
import { LoopsmithError } from '../errors.js';
import type { BackendRequest } from '../model/backend.js';
import { loadModel, type Model } from '../model/model.js';

export interface ModelRequest {
  /** Name of a shipped model, or a folder. */
  model: string;
  backend: BackendRequest;
  /** Names the model's card: a task's answer depends on the model, not only on its name. Not used to load it. */
  card?: string;
}

let loaded: { key: string; model: Promise<Model> } | null = null;

/** The requested model; the one before it is given up. */
export async function threadModel({ model, backend }: ModelRequest): Promise<Model> {
  const key = JSON.stringify([model, backend]);
  if (loaded?.key === key) return loaded.model;
  const before = await loaded?.model.catch(() => undefined);
  before?.dispose();
  loaded = { key, model: loadModel(model, { backend }) };
  try {
    return await loaded.model;
  } catch (error) {
    loaded = null;
    throw error instanceof Error ? error : new LoopsmithError(String(error), 'failed');
  }
}
