// The sentence: search the latent space for the objective, realise the best codes as grains, screen them, let the solver verify, polish
// the best with the solver in the loop, perturb what is verified, do what else was asked for, rank.
import type { Preset } from '../config/preset.js';
import type { Emit, Order, RunStarted, Stage } from '../events.js';
import type { BackendRequest } from '../model/backend.js';
import { createCountingPool } from '../pool/counting-pool.js';
import type { Pool } from '../pool/pool.js';
import { createObjective } from '../search/objective.js';
import type { KernelChoice } from '../solver/choose-kernel.js';
import type { Structure } from '../structure/structure.js';
import { atEqualBudget, type Baseline, runBaselines } from './baselines.js';
import { begin } from './begin.js';
import { finalOf, type SolvedCandidate } from './candidate.js';
import { carryOut } from './carry-out.js';
import { chainOf } from './chain.js';
import type { MadeWith } from './made-with.js';
import { createOrderBook, type OrderBook } from './orders.js';
import { polishCandidates } from './polish.js';
import { realiseCandidates } from './realise.js';
import { solverSteps } from './refinement.js';
import { testRobustness } from './robustness.js';
import { screenCandidates } from './screen.js';
import { searchImages } from './search.js';
import { type Front, frontOf, rankFor } from './trade-off.js';
import { verifyCandidates } from './verify.js';

export interface DesignOptions {
  preset: Preset;
  pool: Pool;
  /** Your own structures: they seed the search, and are the first that the solver gets. @default none */
  startFrom?: readonly Structure[];
  /** @default 'auto' */
  backend?: BackendRequest;
  /** What the solver computes with. @default 'auto' */
  kernel?: KernelChoice;
  emit?: Emit;
  /** What is asked of it beside the preset, now or while it goes on. @default nothing */
  orders?: OrderBook;
  /** The command that repeats it, for the events. */
  command?: string;
  /** Of a run that is taken up again: its folder, what it was made with, and how long it was worked on. @default what there is now */
  before?: { run: string; madeWith: MadeWith; seconds: number };
  /** Ends the design early; what is solved by then is the result. */
  signal?: AbortSignal;
  /** Called once all is found to be in order; a recorder returns the folder of the run. */
  onStart?: (started: RunStarted, madeWith: MadeWith) => string | undefined;
  /** Called with each candidate as soon as it is solved, and again each time that it has become better. */
  onSolved?: (candidate: SolvedCandidate) => void;
}

export interface DesignResult {
  state: 'done' | 'stopped';
  /** Best first. */
  candidates: SolvedCandidate[];
  /** Where the objective is a trade-off. */
  front: Front | null;
  /** What was asked for beside the preset. */
  orders: readonly Order[];
  /** Solver runs, those of the baselines aside. */
  solves: number;
  /** What other ways of looking found; empty where that was not asked for. */
  baselines: Baseline[];
  seconds: number;
}

/** Codes realised for one that is solved: realising moves a code, and the screen chooses. */
const realisedPerSolved = 2;

/**
 * From a preset to solved candidates. The same preset gives the same candidates, whatever the number of workers.
 * @throws LoopsmithError for a model that is missing, broken or of another physics
 */
export async function design(options: DesignOptions): Promise<DesignResult> {
  const { preset, emit = () => undefined, orders = createOrderBook(), before, signal } = options;
  const { physics, seed, search: settings, structure: limits, verify, polish, robustness } = preset;
  const startedAt = performance.now() - 1000 * (before?.seconds ?? 0);
  const objective = createObjective(preset.objective, physics.material);
  const pool = createCountingPool(options.pool, 'demagnetize');
  const solved: SolvedCandidate[] = [];
  let baselines: Baseline[] = [];

  const step = async <Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> => {
    emit({ type: 'stage', stage, state: 'started' });
    const result = await work();
    emit({ type: 'stage', stage, state: 'finished' });
    return result;
  };
  const onSolved = (candidate: SolvedCandidate) => {
    const at = solved.findIndex((other) => other.candidate === candidate.candidate);
    solved.splice(at < 0 ? solved.length : at, 1, candidate);
    options.onSolved?.(candidate);
  };
  const finish = (state: DesignResult['state'] | 'failed', message?: string): number => {
    const seconds = (performance.now() - startedAt) / 1000;
    const verified = solved.filter((candidate) => finalOf(candidate).verified).length;
    emit({ type: 'run-finished', state, verified, candidates: solved.length, seconds, message });
    return seconds;
  };
  const result = (state: DesignResult['state'], candidates: readonly SolvedCandidate[]): DesignResult => {
    const front = frontOf(candidates, objective, physics.material);
    const ranked = rankFor(objective, candidates);
    if (front) emit({ type: 'front', ...front, ranked: ranked.map(({ candidate }) => candidate) });
    if (state === 'done') for (const link of chainOf(candidates)) emit({ type: 'chain', ...link });
    const seconds = finish(state);
    return { state, candidates: ranked, front, orders: orders.all, solves: pool.count, baselines, seconds };
  };

  const work = async (): Promise<SolvedCandidate[]> => {
    const { request, cells, kernel, data, startFrom, known } = await begin({ ...options, pool, emit, orders, step });
    const search = { ...request, objective: preset.objective, physics, settings, limits, seed, data, startFrom };
    const keep = realisedPerSolved * verify.candidates;
    const heard = { stepLimit: orders.searchLimit, emit: heardBy(orders, emit) };
    const found = await step('search', () =>
      searchImages({ ...search, ...heard, keep, wanted: verify.candidates, pool, signal }),
    );
    const realised = await step('realise', () => realiseCandidates(found, { limits, cells, pool, emit, signal }));
    const solver = { physics, objective, options: { ...solverSteps(preset), kernel }, pool, emit, signal };
    const bench = { ...solver, request, limits, seed };
    const { candidates: screened, spares } = await step('screen', () =>
      screenCandidates(realised, { ...bench, startFrom: [...startFrom, ...known], keep: verify.candidates }),
    );
    let candidates = await step('verify', () => verifyCandidates(screened, { ...solver, onSolved }));
    if (polish.candidates > 0)
      candidates = await step('polish', () =>
        polishCandidates(candidates, { ...bench, settings: polish, onPolished: onSolved }),
      );
    if (robustness.candidates > 0)
      candidates = await step('robustness', () =>
        testRobustness(candidates, { ...bench, settings: robustness, onTested: onSolved }),
      );
    const carryOutOrders = async () => {
      for (let order = orders.next(); order; order = orders.next())
        candidates = await carryOut(order, candidates, { ...bench, polish, robustness, spares, step, onSolved });
    };
    await carryOutOrders();
    if (preset.baselines)
      await atEqualBudget(
        () => pool.count,
        async (solves) => {
          baselines = await step('baselines', () => runBaselines({ ...bench, pool: options.pool, data, solves }));
          await carryOutOrders();
        },
      );
    return candidates;
  };

  try {
    return result('done', await work());
  } catch (error) {
    if (signal?.aborted) return result('stopped', solved);
    finish('failed', error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** Events of a search, which the orders hear as well: they must know how far it is. */
const heardBy =
  (orders: OrderBook, emit: Emit): Emit =>
  (event) => {
    if (event.type === 'generation') orders.searched(event.generation, false);
    if (event.type === 'search-ended') orders.searched(event.generation, true);
    emit(event);
  };
