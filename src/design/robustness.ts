// A verified candidate may be a lucky one: the best are solved again under small perturbations of themselves. A switch that stays within its
// field step would seem not to move, and one that leaves it to move by a whole one: all are solved in finer parts, the candidate itself too.
import type { RobustnessSettings } from '../config/preset.js';
import type { Emit } from '../events.js';
import type { Physics } from '../physics.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import { type AnchorPoints, anchorNames, type QuantityName } from '../quantities.js';
import type { Objective } from '../search/objective.js';
import { finalOf, type Robustness, type SolvedCandidate } from './candidate.js';
import { perturbations } from './perturb.js';
import { partsFor } from './refinement.js';
import { createSolveProgress, reverseFieldOf } from './solve-progress.js';
import { solveStructure } from './solve-structure.js';
import { rankFor } from './trade-off.js';

/** To which switching fields are known, in HA. */
const resolution = 0.00025;

export interface RobustnessOptions {
  physics: Physics;
  objective: Objective;
  settings: RobustnessSettings;
  options: DemagnetizeInput['options'];
  seed: number;
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
  /** Called with each candidate once its robustness is known. */
  onTested?: (candidate: SolvedCandidate) => void;
}

/** Tests the best verified candidates that were not tested yet; all candidates in their order. */
export async function testRobustness(
  candidates: readonly SolvedCandidate[],
  { settings, seed, physics, objective, options, pool, emit, signal, onTested }: RobustnessOptions,
): Promise<SolvedCandidate[]> {
  const chosen = rankFor(objective, candidates)
    .filter((candidate) => finalOf(candidate).verified && candidate.robustness === null)
    .slice(0, settings.candidates);
  const tried = chosen.map((candidate) => {
    const { structure } = finalOf(candidate);
    return [{ name: 'unperturbed', structure, physics }, ...perturbations(structure, physics, seed)];
  });
  const { fieldStep = 0.01, refine = 1 } = options ?? {};
  const fine = { ...options, refine: Math.max(refine, partsFor(fieldStep, resolution)) };
  const begin = createSolveProgress(emit, 'perturbed', tried.flat().length);
  const tested = await Promise.all(
    chosen.map(async (candidate, i): Promise<SolvedCandidate> => {
      const { solved } = finalOf(candidate);
      const solutions = await Promise.all(
        tried[i].map(async (perturbed) => {
          const progress = begin(reverseFieldOf(solved.hc, options?.stopAt));
          const solution = await solveStructure(perturbed.structure, {
            physics: perturbed.physics,
            objective,
            options: fine,
            pool,
            signal,
            onProgress: progress.at,
          });
          progress.done();
          return { name: perturbed.name, solved: solution.solved, verified: solution.verified };
        }),
      );
      const [own, ...perturbed] = solutions;
      const robustness: Robustness = {
        spread: spreadOf(
          own.solved,
          perturbed.map((solution) => solution.solved),
        ),
        robust: solutions.every(({ verified }) => verified),
        unperturbed: own.solved,
        perturbations: perturbed,
      };
      const { spread, robust } = robustness;
      emit({ type: 'candidate-tested', candidate: candidate.candidate, spread, robust, solves: solutions.length });
      const result = { ...candidate, robustness };
      onTested?.(result);
      return result;
    }),
  );
  return candidates.map((candidate) => tested.find((one) => one.candidate === candidate.candidate) ?? candidate);
}

/** Largest departure of each anchor from the unperturbed one. */
function spreadOf(solved: AnchorPoints, perturbed: readonly AnchorPoints[]): Partial<Record<QuantityName, number>> {
  const spread: Partial<Record<QuantityName, number>> = {};
  for (const name of anchorNames) {
    const own = solved[name];
    const others = perturbed.map((anchors) => anchors[name]);
    if (own === null || others.includes(null)) continue;
    spread[name] = Math.max(...others.map((value) => Math.abs((value ?? own) - own)));
  }
  return spread;
}
