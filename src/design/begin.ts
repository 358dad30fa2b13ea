// What stands before the search: the model, and the event with which a run begins.
import type { Preset } from '../config/preset.js';
import type { Emit, RunStarted } from '../events.js';
import type { Pool } from '../pool/pool.js';
import { describeObjective } from '../search/objective.js';
import { targetValues, wantedTerms } from '../search/objective-spec.js';
import type { KernelName } from '../solver/choose-kernel.js';
import { checkModelPhysics } from './check-model.js';
import type { DesignOptions } from './design.js';
import type { MadeWith } from './made-with.js';
import type { OrderBook } from './orders.js';
import type { ModelDescription } from './tasks/describe-model.js';
import type { ModelRequest } from './thread-model.js';

/** @throws LoopsmithError for a model that is missing, broken or of another physics */
export async function loadFor(
  { physics }: Preset,
  request: ModelRequest,
  pool: Pool,
  signal?: AbortSignal,
): Promise<ModelDescription> {
  const model = await pool.run<ModelRequest, ModelDescription>('describe-model', request, { signal });
  checkModelPhysics(model.card, physics);
  return model;
}

/** Calls `onStart`: the event names the folder that it makes. */
export function startEvent(
  { preset, pool, onStart, command }: DesignOptions,
  model: ModelDescription,
  kernel: KernelName,
  orders: OrderBook,
  madeWith: MadeWith,
): RunStarted {
  const { name, seed, physics, objective } = preset;
  const started: RunStarted = {
    type: 'run-started',
    name,
    seed,
    physics: physics.name,
    model: model.card.name,
    backend: model.backend.name,
    kernel,
    workers: pool.workers,
    objective: describeObjective(objective),
    target: targetValues(objective),
    wanted: wantedTerms(objective),
    orders: [...orders.all],
    command,
  };
  return { ...started, run: onStart?.(started, madeWith) };
}

/** Events of a search, which the orders hear as well: they must know how far it is. */
export const heardBy =
  (orders: OrderBook, emit: Emit): Emit =>
  (event) => {
    if (event.type === 'generation') orders.searched(event.generation, false);
    if (event.type === 'search-ended') orders.searched(event.generation, true);
    emit(event);
  };
