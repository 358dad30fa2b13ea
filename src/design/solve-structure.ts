// One structure through the solver, and what its curve says about the objective.
import type { DemagnetizationCurve } from '../curve/curve.js';
import type { Physics } from '../physics.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput, Rival } from '../pool/tasks/demagnetize.js';
import type { AnchorPoints, DerivedName, QuantityName } from '../quantities.js';
import type { Measured, Objective } from '../search/objective.js';
import type { Demagnetized, FieldStep } from '../solver/demagnetize.js';
import type { Structure } from '../structure/structure.js';
import { derived } from './measure.js';

export interface Solution {
  solved: AnchorPoints;
  derived: Record<DerivedName, number | null>;
  curve: DemagnetizationCurve;
  /** Solved minus wanted; see Objective.errors. */
  error: Partial<Record<QuantityName, number>>;
  /** Lower is better, 0 is met, Infinity is a curve that lacks a wanted level, or one that was given up. */
  loss: number;
  /** The loss without any tolerance: which of two that are met is nearer. */
  distance: number;
  verified: boolean;
  /** Whether it lost to its rival before it was whole. */
  givenUp: boolean;
  fieldEvaluations: number;
  /** Of one core. */
  seconds: number;
}

export interface SolveOptions {
  physics: Physics;
  objective: Objective;
  options: DemagnetizeInput['options'];
  /** The curve is given up, what is missing null, as soon as it cannot be better than this one any more. */
  rival?: Rival;
  pool: Pool;
  signal?: AbortSignal;
  onProgress?: (point: FieldStep) => void;
  /** Gets what the solver is not sure of. */
  onWarning?: (message: string) => void;
}

/**
 * Solves a structure and holds its curve against the objective. States that did not relax are warned of; a rejection is a fault of the
 * machine and says nothing about the curve.
 */
export async function solveStructure(
  structure: Structure,
  { physics, objective, options, rival, pool, signal, onProgress, onWarning }: SolveOptions,
): Promise<Solution> {
  const input: DemagnetizeInput = { structure, physics, options, rival };
  const watch = { signal, onProgress };
  const result = await pool.run<DemagnetizeInput, Demagnetized, FieldStep>('demagnetize', input, watch);
  for (const message of result.warnings) onWarning?.(message);
  return judge(structure, result, physics, objective);
}

function judge(
  structure: Structure,
  { curve, anchors, fieldEvaluations, seconds, stopped }: Demagnetized,
  physics: Physics,
  objective: Objective,
): Solution {
  const further = derived({ curve, anchors, structure }, physics.material);
  const measured = { ...anchors, ...further };
  return {
    solved: anchors,
    derived: further,
    curve,
    error: objective.errors(measured),
    loss: stopped ? Number.POSITIVE_INFINITY : objective.loss(measured),
    distance: stopped ? Number.POSITIVE_INFINITY : objective.loss(measured, 0),
    verified: !stopped && objective.isMet(measured),
    givenUp: stopped,
    fieldEvaluations,
    seconds,
  };
}

/** What an objective asks of a solution. */
export const measuredOf = ({
  solved,
  derived: further,
}: Pick<Solution, 'solved'> & Partial<Pick<Solution, 'derived'>>): Measured => ({ ...solved, ...further });
