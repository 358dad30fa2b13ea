// Loads a model in a worker and says what it is: a broken model folder or backend shows before a run begins.
import type { Backend } from '../../model/backend.js';
import type { ModelCard } from '../../model/model-card.js';
import type { Task } from '../../pool/task.js';
import { type ModelRequest, threadModel } from '../thread-model.js';

export interface ModelDescription {
  card: ModelCard;
  cells: number;
  backend: Backend;
}

export const run: Task<ModelRequest, ModelDescription> = async (request) => {
  const { card, cells, backend } = await threadModel(request);
  return { card, cells, backend };
};
