// The solver in the loop: grains of the best candidates are moved a little until their solved curve meets the objective well inside the
// tolerance, or the budget is spent. All lanes move in step, so that the outcome does not depend on the number of workers.
import type { PolishSettings, StructureLimits } from '../config/preset.js';
import type { Emit } from '../events.js';
import type { Physics } from '../physics.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput, Rival } from '../pool/tasks/demagnetize.js';
import { improveOn } from '../search/improve-on.js';
import type { Objective } from '../search/objective.js';
import { toImage } from '../structure/easy-axis-image.js';
import { finalOf, finiteOrNull, type SolvedCandidate } from './candidate.js';
import { guessSlopes } from './guess-slopes.js';
import { createPolishLane, type PolishLane } from './polish-lane.js';
import { predictInPool as predict } from './predict.js';
import { toShownImage } from './shown-image.js';
import { createSolveProgress, reverseFieldOf } from './solve-progress.js';
import { measuredOf, type Solution, solveStructure } from './solve-structure.js';
import type { ModelRequest } from './thread-model.js';
import { rankFor } from './trade-off.js';

export interface PolishOptions {
  request: ModelRequest;
  physics: Physics;
  objective: Objective;
  settings: PolishSettings;
  limits: StructureLimits;
  options: DemagnetizeInput['options'];
  seed: number;
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
  /** Called with a candidate each time that it has become better. */
  onPolished?: (candidate: SolvedCandidate) => void;
}

/** All candidates in their order; those that polishing made better have `polished`. Goes on from what earlier polishing has found. */
export async function polishCandidates(
  candidates: readonly SolvedCandidate[],
  options: PolishOptions,
): Promise<SolvedCandidate[]> {
  const { settings, objective, limits, seed, request, pool, signal } = options;
  const chosen = rankFor(objective, candidates)
    .filter((candidate) => Number.isFinite(finalOf(candidate).loss))
    .slice(0, settings.candidates);
  const { maximumMisorientation } = limits;
  const slopes = await guessSlopes(
    chosen.map((candidate) => finalOf(candidate).structure),
    { maximumMisorientation, predict: (structures) => predict(structures, { request, pool, signal }) },
  );
  const lanes = chosen.map((candidate, i) => {
    const { aim } = settings;
    const now = finalOf(candidate);
    const own = improveOn(objective, measuredOf(now));
    const start = {
      number: candidate.candidate,
      structure: now.structure,
      solution: lossesBy(own, now),
      solves: candidate.polishSolves,
    };
    const lane = createPolishLane<Solution>(start, {
      objective: own,
      slopes: slopes[i],
      maximumMisorientation,
      aim,
      seed,
    });
    return { candidate, lane, objective: own };
  });
  const polished = new Map<number, SolvedCandidate>();
  const spent = { solves: 0, seconds: 0, fieldEvaluations: 0 };
  const begin = createSolveProgress(options.emit, 'polish solves', settings.solves);
  const isSpent = () => spent.seconds >= settings.seconds || spent.fieldEvaluations >= settings.fieldEvaluations;
  for (;;) {
    const left = settings.solves - spent.solves;
    const active = lanes.filter(({ lane }) => !lane.finished).slice(0, left);
    const met = lanes.filter(({ lane }) => lane.aimed).length;
    if (active.length === 0 || met >= settings.enough) break;
    if (isSpent()) {
      const what = spent.seconds >= settings.seconds ? 'polish.seconds' : 'polish.fieldEvaluations';
      const message = `${what} is used up after ${spent.solves} of ${settings.solves} solver runs of polishing`;
      options.emit({ type: 'warning', message });
      break;
    }
    const solutions = await Promise.all(active.map((one) => step(one, options, polished, begin)));
    spent.solves += active.length;
    for (const { seconds, fieldEvaluations } of solutions) {
      spent.seconds += seconds;
      spent.fieldEvaluations += fieldEvaluations;
    }
  }
  const spentOn = new Map(lanes.map(({ candidate, lane }) => [candidate.candidate, lane.solves]));
  return candidates.map((candidate) => {
    const polishSolves = spentOn.get(candidate.candidate) ?? candidate.polishSolves;
    return { ...(polished.get(candidate.candidate) ?? candidate), polishSolves };
  });
}

interface Lane {
  candidate: SolvedCandidate;
  lane: PolishLane<Solution>;
  /** What this lane wants: of a trade-off, to be better than it was in all wishes. */
  objective: Objective;
}

const lossesBy = (objective: Objective, solution: Solution): Solution => {
  if (solution.givenUp) return solution;
  const measured = measuredOf(solution);
  return { ...solution, loss: objective.loss(measured), distance: objective.loss(measured, 0) };
};

/** One proposal of one lane, solved. */
async function step(
  { candidate: start, lane, objective: own }: Lane,
  { request, physics, objective, options, pool, emit, signal, onPolished }: PolishOptions,
  polished: Map<number, SolvedCandidate>,
  begin: ReturnType<typeof createSolveProgress>,
): Promise<Solution> {
  const { candidate } = start;
  const proposal = lane.ask();
  const { structure } = proposal;
  const change = start.polished ? `${start.polished.change}; then ${proposal.change}` : proposal.change;
  const onWarning = (message: string) => emit({ type: 'warning', message: `candidate ${candidate + 1}: ${message}` });
  const { loss: toBeat, distance } = lane.standing;
  // a trade-off's loss is another one for every lane: the solver does not know it
  const rival: Rival | undefined = own === objective ? { objective: own.spec, loss: toBeat, distance } : undefined;
  const progress = begin(reverseFieldOf(finalOf(start).solved.hc, options?.stopAt));
  const watch = { signal, onProgress: progress.at, onWarning };
  const solution = await solveStructure(structure, { physics, objective, options, rival, pool, ...watch });
  progress.done();
  const better = lane.tell(proposal, lossesBy(own, solution));
  const { solved, derived, verified, givenUp, loss, distance: further, seconds } = solution;
  const [predicted] = better ? await predict([structure], { request, pool, signal }) : [];
  if (predicted) {
    const found: SolvedCandidate = {
      ...start,
      polished: { ...solution, structure, predicted, change, solves: lane.solves },
      polishSolves: lane.solves,
      // What was tested were other grains.
      robustness: null,
    };
    polished.set(candidate, found);
    onPolished?.(found);
  }
  emit({
    type: 'candidate-polished',
    candidate,
    solve: lane.solves,
    solved,
    derived,
    loss: finiteOrNull(loss),
    distance: finiteOrNull(further),
    verified,
    givenUp,
    better,
    change,
    predicted,
    image: better ? toShownImage(toImage(structure), structure.cells) : undefined,
    seconds,
  });
  return solution;
}
