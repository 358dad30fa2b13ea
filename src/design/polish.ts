// The solver in the loop: grains of the best candidates are moved a little until their solved curve meets the objective well inside the
// tolerance, or the budget is spent. All lanes move in step, so that the outcome does not depend on the number of workers.
import type { PolishSettings, StructureLimits } from '../config/preset.js';
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import type { Objective } from '../search/objective.js';
import type { Physics } from '../solver/physics.js';
import { axisRemanence, toImage } from '../structure/easy-axis-image.js';
import { createReshape, moveNames } from '../structure/reshape.js';
import type { Structure } from '../structure/structure.js';
import type { SolvedCandidate } from './candidate.js';
import { createPolishLane, type PolishLane, type Slopes } from './polish-lane.js';
import { rank } from './rank.js';
import { toShownImage } from './shown-image.js';
import { solveStructure } from './solve-structure.js';
import type { PredictInput } from './tasks/predict.js';
import type { ModelRequest } from './thread-model.js';

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

/** All candidates in their order; those that polishing made better have `polished`. */
export async function polishCandidates(
  candidates: readonly SolvedCandidate[],
  options: PolishOptions,
): Promise<SolvedCandidate[]> {
  const { settings, objective, limits, seed } = options;
  const chosen = rank(candidates)
    .filter(({ loss }) => Number.isFinite(loss))
    .slice(0, settings.candidates);
  const { maximumMisorientation } = limits;
  const lanes: PolishLane[] = [];
  for (const candidate of chosen) {
    const slopes = await guessSlopes(candidate.structure, options);
    lanes.push(createPolishLane(candidate, { objective, slopes, maximumMisorientation, aim: settings.aim, seed }));
  }
  const polished = new Map<number, SolvedCandidate>();
  const spent = { solves: 0, seconds: 0 };
  for (;;) {
    const left = settings.solves - spent.solves;
    const active = lanes.filter(({ finished }) => !finished).slice(0, left);
    if (active.length === 0 || spent.seconds >= settings.seconds) break;
    const seconds = await Promise.all(active.map((lane) => step(lane, options, polished)));
    spent.solves += active.length;
    spent.seconds += seconds.reduce((sum, one) => sum + one, 0);
    options.emit({
      type: 'progress',
      what: 'polish solves',
      done: spent.solves,
      total: settings.solves,
      secondsLeft: null,
    });
  }
  return candidates.map((candidate) => polished.get(candidate.candidate) ?? candidate);
}

/** One proposal of one lane, solved; the seconds that it cost. */
async function step(
  lane: PolishLane,
  { request, physics, objective, options, pool, emit, signal, onPolished }: PolishOptions,
  polished: Map<number, SolvedCandidate>,
): Promise<number> {
  const { candidate } = lane.candidate;
  const proposal = lane.ask();
  const { structure, change } = proposal;
  const solution = await solveStructure(structure, { physics, objective, options, pool, signal });
  const better = lane.tell(proposal, solution);
  const { solved, verified, loss, seconds } = solution;
  if (better) {
    const [predicted] = await predict([structure], request, pool, signal);
    const found: SolvedCandidate = {
      ...lane.candidate,
      polished: { ...solution, structure, predicted, change, solves: lane.solves },
    };
    polished.set(candidate, found);
    onPolished?.(found);
  }
  emit({
    type: 'candidate-polished',
    candidate,
    solve: lane.solves,
    solved,
    loss: Number.isFinite(loss) ? loss : null,
    verified,
    better,
    change,
    image: better ? toShownImage(toImage(structure), structure.cells) : undefined,
    seconds,
  });
  return seconds;
}

/** Half a unit of each move to either side, through the regressor; the remanence by the axes, which say it better. */
async function guessSlopes(structure: Structure, { request, limits, pool, signal }: PolishOptions): Promise<Slopes> {
  const reshape = createReshape(structure, limits.maximumMisorientation);
  const shifted = moveNames.flatMap((_, j) =>
    [0.5, -0.5].map((step) => reshape(moveNames.map((_name, k) => (j === k ? step : 0)))),
  );
  const predicted = await predict(shifted, request, pool, signal);
  const slopes = anchorNames.map((name) => [
    name,
    moveNames.map((_, j) => {
      const [plus, minus] = [2 * j, 2 * j + 1];
      if (name === 'mr') return axisRemanence(shifted[plus]) - axisRemanence(shifted[minus]);
      return (predicted[plus][name] ?? 0) - (predicted[minus][name] ?? 0);
    }),
  ]);
  return Object.fromEntries(slopes);
}

const predict = (structures: Structure[], request: ModelRequest, pool: Pool, signal?: AbortSignal) =>
  pool.run<PredictInput, AnchorPoints[]>('predict', { ...request, structures }, { signal });
