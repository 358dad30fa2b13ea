// The sentence: search the latent space for the objective, realise the best codes as grains, screen them, let the solver verify, polish
// the best with the solver in the loop, perturb what is verified, do what else was asked for, rank.
import type { Preset } from '../config/preset.js';
import type { Emit, Order, RunStarted, Stage } from '../events.js';
import type { BackendRequest } from '../model/backend.js';
import { createCountingPool } from '../pool/counting-pool.js';
import type { Pool } from '../pool/pool.js';
import { fingerprint } from '../pool/remembering-pool.js';
import { createObjective } from '../search/objective.js';
import { chooseKernel, type KernelChoice } from '../solver/choose-kernel.js';
import type { Structure } from '../structure/structure.js';
import { atEqualBudget, type Baseline, runBaselines } from './baselines.js';
import { heardBy, loadFor, startEvent } from './begin.js';
import { finalOf, type SolvedCandidate } from './candidate.js';
import { type CarryOutOptions, carryOut } from './carry-out.js';
import { chainOf } from './chain.js';
import { toModelRaster } from './check-sample.js';
import { isWithin } from './is-within.js';
import { knownStructures } from './known-structures.js';
import { type MadeWith, madeWithAgain, madeWithNow } from './made-with.js';
import { repeatingCommand } from './order-text.js';
import { createOrderBook, type OrderBook } from './orders.js';
import { polishCandidates } from './polish.js';
import { realiseCandidates } from './realise.js';
import { solverSteps } from './refinement.js';
import { testRobustness } from './robustness.js';
import { screenCandidates } from './screen.js';
import { searchImages } from './search.js';
import { findData, hiddenData } from './seed-structures.js';
import type { ModelRequest } from './thread-model.js';
import { type Front, frontOf, rankFor } from './trade-off.js';
import { unfamiliarLimits } from './unfamiliar.js';
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
  const {
    preset,
    backend = 'auto',
    kernel: choice = 'auto',
    emit = () => undefined,
    orders = createOrderBook(),
    before,
    signal,
  } = options;
  const { physics, seed, search: settings, structure: limits, verify } = preset;
  const startedAt = performance.now() - 1000 * (before?.seconds ?? 0);
  const objective = createObjective(preset.objective, physics.material);
  const asked: ModelRequest = { model: preset.model, backend };
  const pool = createCountingPool(options.pool, 'demagnetize');
  let baselines: Baseline[] = [];
  const solved: SolvedCandidate[] = [];
  const onSolved = (candidate: SolvedCandidate) => {
    const before = solved.findIndex((other) => other.candidate === candidate.candidate);
    solved.splice(before < 0 ? solved.length : before, 1, candidate);
    options.onSolved?.(candidate);
  };
  const step = async <Result>(stage: Stage, work: () => Promise<Result>): Promise<Result> => {
    emit({ type: 'stage', stage, state: 'started' });
    const result = await work();
    emit({ type: 'stage', stage, state: 'finished' });
    return result;
  };
  const finish = (state: DesignResult['state'] | 'failed', message?: string): number => {
    const seconds = (performance.now() - startedAt) / 1000;
    const verified = solved.filter((candidate) => finalOf(candidate).verified).length;
    emit({ type: 'run-finished', state, verified, candidates: solved.length, seconds, message });
    return seconds;
  };
  try {
    const model = await step('load', () => loadFor(preset, asked, pool, signal));
    const kernel = chooseKernel(choice, (message) => emit({ type: 'warning', message }));
    const card = fingerprint('card', model.card);
    // By name, not 'auto': a run that is resumed must stay with it.
    const request = { ...asked, backend: model.backend.name, card };
    const repeat = repeatingCommand(options.command ?? '', orders.all);
    const labelled = findData(physics.name);
    const madeWith = before ? madeWithAgain(card, labelled, { ...before, repeat }) : madeWithNow(card, labelled);
    const data = madeWith.data?.folder ?? null;
    const startFrom = (options.startFrom ?? []).map((structure) => toModelRaster(structure, model.cells));
    emit(startEvent(options, model, kernel, orders, madeWith));
    orders.open(emit);
    const known = await knownStructures(preset, { data, pool, cells: model.cells, signal });
    const unfamiliar = unfamiliarLimits(model.card, limits);
    if (unfamiliar) emit({ type: 'warning', message: unfamiliar });
    for (const message of known.warnings) emit({ type: 'warning', message });
    for (const structure of startFrom)
      if (!isWithin(structure, limits))
        emit({
          type: 'warning',
          message: `${structure.name}: is not within the limits of the preset; it is solved all the same`,
        });
    const keep = realisedPerSolved * verify.candidates;
    const hidden = before ? null : hiddenData(physics.name);
    if (hidden) emit({ type: 'warning', message: hidden });
    const found = await step('search', () =>
      searchImages({
        ...request,
        objective: preset.objective,
        physics,
        settings,
        limits,
        seed,
        keep,
        wanted: verify.candidates,
        data,
        startFrom,
        stepLimit: orders.searchLimit,
        pool,
        emit: heardBy(orders, emit),
        signal,
      }),
    );
    const realised = await step('realise', () =>
      realiseCandidates(found, { limits, cells: model.cells, pool, emit, signal }),
    );
    const solver = { physics, objective, options: { ...solverSteps(preset), kernel }, pool, emit, signal };
    const bench = { ...solver, request, limits, seed };
    const { candidates: screened, spares } = await step('screen', () =>
      screenCandidates(realised, {
        ...bench,
        startFrom: [...startFrom, ...known.structures],
        keep: verify.candidates,
      }),
    );
    let candidates = await step('verify', () => verifyCandidates(screened, { ...solver, onSolved }));
    if (preset.polish.candidates > 0)
      candidates = await step('polish', () =>
        polishCandidates(candidates, { ...bench, settings: preset.polish, onPolished: onSolved }),
      );
    if (preset.robustness.candidates > 0)
      candidates = await step('robustness', () =>
        testRobustness(candidates, { ...bench, settings: preset.robustness, onTested: onSolved }),
      );
    const { polish, robustness } = preset;
    const further: CarryOutOptions = { ...bench, polish, robustness, spares, step, onSolved };
    const carryOutOrders = async () => {
      for (let order = orders.next(); order; order = orders.next())
        candidates = await carryOut(order, candidates, further);
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
    const front = frontOf(candidates, objective, physics.material);
    if (front) emit({ type: 'front', ...front });
    for (const link of chainOf(candidates)) emit({ type: 'chain', ...link });
    const ranked = rankFor(objective, candidates);
    return {
      state: 'done',
      candidates: ranked,
      front,
      orders: orders.all,
      solves: pool.count,
      baselines,
      seconds: finish('done'),
    };
  } catch (error) {
    if (signal?.aborted) {
      const front = frontOf(solved, objective, physics.material);
      const candidates = rankFor(objective, solved);
      return {
        state: 'stopped',
        candidates,
        front,
        orders: orders.all,
        solves: pool.count,
        baselines,
        seconds: finish('stopped'),
      };
    }
    finish('failed', error instanceof Error ? error.message : String(error));
    throw error;
  }
}
