// Everything that a report shows of a run, gathered once: from report.json where there is one, else from what the run left so far.
import type { z } from 'zod';
import { orderSchema } from '../design/order-schema.js';
import { repeatingCommand } from '../design/order-text.js';
import type { Order, RunFinished, RunStarted } from '../events.js';
import type { QuantityName } from '../quantities.js';
import type { StoredRun } from '../store/read-run.js';
import { type CandidateFacts, candidatesOf } from './candidate-facts.js';
import {
  type ConfigShape,
  configShape,
  generationShape,
  type ReportShape,
  realisedShape,
  reportShape,
  searchEndedShape,
} from './shapes.js';

export type RunState = 'done' | 'stopped' | 'failed' | 'unfinished';
export type GenerationFacts = z.infer<typeof generationShape>;
export type SearchEndedFacts = z.infer<typeof searchEndedShape>;
export type RealisedFacts = z.infer<typeof realisedShape>;

export interface RunFacts {
  path: string;
  name: string;
  /** ISO 8601; empty where the run does not say. */
  created: string;
  state: RunState;
  /** Why it failed. */
  message: string;
  /** Wall time; null as long as it is not finished. */
  seconds: number | null;
  /** One line: what is wanted. */
  objective: string;
  /** Wanted values that are plain numbers, reduced. */
  target: Partial<Record<QuantityName, number>>;
  config: ConfigShape | null;
  /** Best first. */
  candidates: CandidateFacts[];
  /** Solver runs of the design; null where the run does not say. */
  solves: number | null;
  /** Other ways of looking, each with as many solver runs. */
  baselines: ReportShape['baselines'];
  /** Where the objective is a trade-off. */
  front: ReportShape['front'];
  /** Realised and sent to the solver; more than the candidates where a run ended early. */
  sentToSolver: number;
  history: GenerationFacts[];
  /** Generations that were planned. */
  plannedGenerations: number | null;
  searchEnded: SearchEndedFacts | null;
  /** What was asked for beside the preset, while the run went on or later. */
  orders: readonly Order[];
  warnings: string[];
  /** The command that repeats the run; empty where the run does not say. */
  command: string;
  versions: { loopsmith: string; node: string };
  started: RunStarted | null;
}

export function factsOf(run: StoredRun): RunFacts {
  const events = gatherEvents(run);
  const report = reportShape.safeParse(run.report).data ?? null;
  const config = configShape.safeParse(run.config).data ?? null;
  const { started, finished } = events;
  return {
    path: run.path,
    name: run.name || started?.name || '',
    created: run.created,
    state: stateOf(finished, started !== null, report?.state ?? null),
    message: String(finished?.message ?? ''),
    seconds: finiteOrNull(finished?.seconds) ?? report?.seconds ?? null,
    objective: report?.objective || run.objective || String(started?.objective ?? ''),
    target: report?.target ?? targetsIn(config),
    config,
    candidates: candidatesOf(run, report, events.realised),
    solves: report?.solves ?? null,
    baselines: report?.baselines ?? [],
    front: report?.front ?? null,
    sentToSolver: events.realised.size,
    history: events.history,
    plannedGenerations: events.plannedGenerations,
    searchEnded: events.searchEnded,
    orders: events.orders,
    warnings: events.warnings,
    command: report?.command || repeatingCommand(run.command, events.orders),
    versions: { loopsmith: run.version, node: run.node },
    started,
  };
}

const finiteOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

function stateOf(finished: RunFinished | null, started: boolean, reported: 'done' | 'stopped' | null): RunState {
  const state = finished?.state;
  if (state === 'done' || state === 'stopped' || state === 'failed') return state;
  // Without a word in the log, the report knows; a log that goes on after it means that the run was started again.
  return started ? 'unfinished' : (reported ?? 'unfinished');
}

const targetsIn = (config: ConfigShape | null): RunFacts['target'] =>
  Object.fromEntries(
    (config?.objective?.terms ?? [])
      .filter(({ goal, value }) => goal === 'target' && value !== null)
      .map(({ quantity, value }) => [quantity, value]),
  );

interface GatheredEvents {
  started: RunStarted | null;
  finished: RunFinished | null;
  history: GenerationFacts[];
  plannedGenerations: number | null;
  /** By number, from 0. */
  realised: Map<number, RealisedFacts>;
  searchEnded: SearchEndedFacts | null;
  orders: Order[];
  warnings: string[];
}

/** More warnings than these are not shown. */
const mostWarnings = 50;

function gatherEvents(run: StoredRun): GatheredEvents {
  const found: GatheredEvents = {
    started: null,
    finished: null,
    history: [],
    plannedGenerations: null,
    realised: new Map(),
    searchEnded: null,
    orders: [],
    warnings: [],
  };
  for (const event of run.events()) {
    if (event.type === 'run-started')
      Object.assign(found, { started: event, finished: null, orders: ordersOf(event.orders) });
    if (event.type === 'asked') found.orders.push(...ordersOf([event.order]));
    if (event.type === 'search-ended') found.searchEnded = searchEndedShape.safeParse(event).data ?? null;
    if (event.type === 'run-finished') found.finished = event;
    if (event.type === 'generation') addGeneration(found, event);
    if (event.type === 'candidate-realised') {
      const realised = realisedShape.safeParse(event).data;
      if (realised) found.realised.set(realised.candidate, realised);
    }
    if (event.type === 'warning' && found.warnings.length < mostWarnings) {
      const text = String(event.message);
      if (!found.warnings.includes(text)) found.warnings.push(text);
    }
  }
  return found;
}

const ordersOf = (given: unknown): Order[] =>
  Array.isArray(given) ? given.flatMap((one) => orderSchema.safeParse(one).data ?? []) : [];

function addGeneration(found: GatheredEvents, event: { generations: unknown }): void {
  const generation = generationShape.safeParse(event).data;
  if (!generation) return;
  // A run that was resumed counts on from where it was: what came after that is counted again.
  while ((found.history.at(-1)?.generation ?? -1) >= generation.generation) found.history.pop();
  found.history.push(generation);
  found.plannedGenerations = finiteOrNull(event.generations);
}
