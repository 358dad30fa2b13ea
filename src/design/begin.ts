// What stands before the search: the model, the kernel, the data and structures that a design starts from, and its first events.
import type { RunStarted, Stage } from '../events.js';
import type { Pool } from '../pool/pool.js';
import { fingerprint } from '../pool/remembering-pool.js';
import { describeObjective } from '../search/objective.js';
import { targetValues, wantedTerms } from '../search/objective-spec.js';
import { chooseKernel, type KernelName } from '../solver/choose-kernel.js';
import type { Structure } from '../structure/structure.js';
import { checkModelPhysics } from './check-model.js';
import { toModelRaster } from './check-sample.js';
import type { DesignOptions } from './design.js';
import { isWithin } from './is-within.js';
import { knownStructures } from './known-structures.js';
import { type MadeWith, madeWithAgain, madeWithNow } from './made-with.js';
import { repeatingCommand } from './order-text.js';
import type { OrderBook } from './orders.js';
import { findData, hiddenData } from './seed-structures.js';
import type { ModelDescription } from './tasks/describe-model.js';
import type { ModelRequest } from './thread-model.js';
import { unfamiliarLimits } from './unfamiliar.js';

/** The options of a design with what stands in for those that are left out. */
interface BeginOptions extends DesignOptions {
  emit: NonNullable<DesignOptions['emit']>;
  orders: OrderBook;
  step: <Result>(stage: Stage, work: () => Promise<Result>) => Promise<Result>;
}

/** All that a design needs beside its preset. */
interface Beginning {
  /** Names the backend, not 'auto': a run that is resumed must stay with it. */
  request: ModelRequest;
  /** Along an edge of the model's images. */
  cells: number;
  kernel: KernelName;
  /** Folder of the labelled data, or null. */
  data: string | null;
  /** The user's own structures, on the model's raster. */
  startFrom: Structure[];
  /** Labelled structures near what is wanted. */
  known: Structure[];
}

/**
 * Tells with which event the run has begun, and of what it should be warned.
 * @throws LoopsmithError for a model that is missing, broken or of another physics, and for a run whose model or data have changed
 */
export async function begin(options: BeginOptions): Promise<Beginning> {
  const { preset, pool, before, emit, orders, signal } = options;
  const { physics, structure: limits } = preset;
  const warn = (message: string) => emit({ type: 'warning', message });
  const asked: ModelRequest = { model: preset.model, backend: options.backend ?? 'auto' };
  const model = await options.step('load', () => loadFor(preset, asked, pool, signal));
  const kernel = chooseKernel(options.kernel ?? 'auto', warn);
  const card = fingerprint('card', model.card);
  const repeat = repeatingCommand(options.command ?? '', orders.all);
  const labelled = findData(physics.name);
  const madeWith = before ? madeWithAgain(card, labelled, { ...before, repeat }) : madeWithNow(card, labelled);
  const data = madeWith.data?.folder ?? null;
  const startFrom = (options.startFrom ?? []).map((structure) => toModelRaster(structure, model.cells));
  emit(startEvent(options, model, kernel, madeWith));
  orders.open(emit);
  const known = await knownStructures(preset, { data, pool, cells: model.cells, signal });
  const outside = startFrom.filter((structure) => !isWithin(structure, limits));
  const warnings = [
    unfamiliarLimits(model.card, limits),
    ...known.warnings,
    ...outside.map(({ name }) => `${name}: is not within the limits of the preset; it is solved all the same`),
    before ? null : hiddenData(physics.name),
  ];
  for (const message of warnings) if (message) warn(message);
  const request = { ...asked, backend: model.backend.name, card };
  return { request, cells: model.cells, kernel, data, startFrom, known: known.structures };
}

async function loadFor(
  { physics }: DesignOptions['preset'],
  request: ModelRequest,
  pool: Pool,
  signal?: AbortSignal,
): Promise<ModelDescription> {
  const model = await pool.run<ModelRequest, ModelDescription>('describe-model', request, { signal });
  checkModelPhysics(model.card, physics);
  return model;
}

/** Calls `onStart`: the event names the folder that it makes. */
function startEvent(
  { preset, pool, onStart, command, orders }: BeginOptions,
  model: ModelDescription,
  kernel: KernelName,
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
