// What a design must beat with as many solver runs: random structures, the nearest of the labelled data, and a genetic search directly on
// grains with the same regressor.
import type { StructureLimits } from '../config/preset.js';
import type { BaselineReported, Emit } from '../events.js';
import type { Physics } from '../physics.js';
import { inLanes } from '../pool/lanes.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import type { DerivedName } from '../quantities.js';
import { createRandom } from '../random.js';
import { grainSearch } from '../search/grain-search.js';
import type { Objective } from '../search/objective.js';
import { drawStructure } from '../structure/grains.js';
import type { Structure } from '../structure/structure.js';
import { finiteOrNull } from './candidate.js';
import { isBetter } from './polish-lane.js';
import { predictInPool } from './predict.js';
import { type Solution, solveStructure } from './solve-structure.js';
import type { Labelled, LabelledInput } from './tasks/labelled.js';
import type { ModelRequest } from './thread-model.js';

export interface BaselineOptions {
  request: ModelRequest;
  physics: Physics;
  objective: Objective;
  limits: StructureLimits;
  options: DemagnetizeInput['options'];
  /** Folder of the labelled data, or null. */
  data: string | null;
  /** Solver runs of each baseline. */
  solves: number;
  /** @default all */
  ways?: readonly BaselineName[];
  seed: number;
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
}

export interface Baseline extends Omit<BaselineReported, 'type'> {
  /** The loss without tolerances, of the best; null is a failed curve. */
  distance: number | null;
  /** Of the best. Older reports do not say. */
  derived?: Record<DerivedName, number | null>;
}

const names = ['random structures', 'nearest labelled', 'genetic on grains'] as const;
export type BaselineName = (typeof names)[number];

/** One after the other, each reported as it is done; the nearest labelled only where there are labels. */
export async function runBaselines(options: BaselineOptions): Promise<Baseline[]> {
  const { data, ways = names, emit } = options;
  const found: Baseline[] = [];
  for (const name of ways) {
    if (name === 'nearest labelled' && data === null) continue;
    const started = performance.now();
    const judged = await judgedBy[name](options);
    if (judged.length === 0) {
      emit({
        type: 'warning',
        message: `no labelled structure is within the limits of the preset: none to compare with`,
      });
      continue;
    }
    const best = judged.reduce((a, b) => (isBetter(b, a) ? b : a));
    const baseline: Baseline = {
      name,
      solves: judged.length,
      loss: finiteOrNull(best.loss),
      distance: finiteOrNull(best.distance),
      solved: best.solved,
      derived: best.derived,
      verified: judged.filter(({ verified }) => verified).length,
      seconds: (performance.now() - started) / 1000,
    };
    const { distance: _, derived: _d, ...event } = baseline;
    emit({ type: 'baseline', ...event });
    found.push(baseline);
  }
  return found;
}

/** Compares until nothing has added to the solver runs of the design meanwhile; curves that are solved already are remembered. */
export async function atEqualBudget(solves: () => number, compare: (solves: number) => Promise<void>): Promise<void> {
  let budget: number;
  do {
    budget = solves();
    await compare(budget);
  } while (solves() > budget);
}

type Tried = Pick<Solution, 'solved' | 'derived' | 'loss' | 'distance' | 'verified'>;

const judgedBy: Record<BaselineName, (options: BaselineOptions) => Promise<Tried[]>> = {
  'random structures': (options) =>
    solveAll(
      Array.from({ length: options.solves }, (_, i) => draw(options, 'random', i)),
      options,
    ),
  'nearest labelled': nearestLabelled,
  'genetic on grains': async (options) => solveAll(await evolveGrains(options), options),
};

/** Drawn apart from the seeds of the search. */
function draw({ seed, limits }: BaselineOptions, purpose: string, index: number): Structure {
  const [minimumGrains, maximumGrains] = limits.grains;
  const drawSeed = createRandom(seed, 'baseline', purpose).integer(0, 2 ** 31);
  const { maximumMisorientation } = limits;
  return drawStructure(drawSeed, index, { minimumGrains, maximumGrains, maximumMisorientation });
}

/** As many at once as there are workers; a curve is given up as soon as it can neither be met nor beat the best so far. */
async function solveAll(
  structures: readonly Structure[],
  { physics, objective, options, pool, signal }: BaselineOptions,
): Promise<Tried[]> {
  const solutions: Tried[] = [];
  let least = Number.POSITIVE_INFINITY;
  await inLanes([...structures.entries()], pool.workers, signal, async ([index, structure], laneSignal) => {
    const rival = { objective: objective.spec, loss: least, distance: Number.POSITIVE_INFINITY };
    const solution = await solveStructure(structure, { physics, objective, options, rival, pool, signal: laneSignal });
    least = Math.min(least, solution.loss);
    solutions[index] = solution;
  });
  signal?.throwIfAborted();
  return solutions;
}

/** Solved again only where a design solves in other field steps than a label was: it would say the same. */
async function nearestLabelled(options: BaselineOptions): Promise<Tried[]> {
  const { data, physics, limits, objective, solves, pool, signal } = options;
  if (data === null) return [];
  const input: LabelledInput = { data, physics, limits, objective: objective.spec, count: solves };
  const { nearest } = await pool.run<LabelledInput, Labelled>('labelled', input, { signal });
  const { fieldStep = 0.01, refine = 1 } = options.options ?? {};
  if (fieldStep !== 0.01 || refine !== 1)
    return solveAll(
      nearest.map(({ structure }) => structure),
      options,
    );
  return nearest.map(({ measured, distance }) => {
    const { energyProduct, squareness, ...solved } = measured;
    const derived = { energyProduct, squareness };
    return { solved, derived, distance, loss: objective.loss(measured), verified: objective.isMet(measured) };
  });
}

const population = 120;
const generations = 30;

/** The best of its last generation, as many as are solved. */
async function evolveGrains(options: BaselineOptions): Promise<Structure[]> {
  const { objective, limits, request, solves, seed, pool, signal } = options;
  const { grains, maximumMisorientation } = limits;
  const last = await grainSearch({
    initial: Array.from({ length: population }, (_, i) => draw(options, 'genetic', i)),
    losses: async (structures) => {
      const predicted = await predictInPool(structures, { request, pool, signal });
      return predicted.map((anchors) => objective.loss(anchors, 0));
    },
    generations,
    grains,
    maximumMisorientation,
    random: createRandom(seed, 'grain-search'),
  });
  return last.slice(0, solves);
}
