// What a design found, as one JSON document: printed by --json and kept as report.json.
import type { Preset } from '../config/preset.js';
import type { Order } from '../events.js';
import type { AnchorPoints, DerivedName, QuantityName } from '../quantities.js';
import { describeObjective } from '../search/objective.js';
import { targetValues, wantedTerms } from '../search/objective-spec.js';
import type { Baseline } from './baselines.js';
import { finalOf, finiteOrNull, type Robustness, type SolvedCandidate } from './candidate.js';
import { type ChainLink, chainOf } from './chain.js';
import type { DesignResult } from './design.js';
import { repeatingCommand } from './order-text.js';
import type { Front } from './trade-off.js';

export interface ReportedCandidate {
  /** 1 is the best. */
  rank: number;
  /** Path of its structure JSON. */
  structure: string;
  /** Of the regressor and of the solver, for the grains as they were realised. */
  predicted: AnchorPoints;
  solved: AnchorPoints;
  /** After polishing; null where that was not tried or made nothing better. What follows is of these grains where there are some. */
  polished: { anchors: AnchorPoints; predicted: AnchorPoints; change: string; solves: number } | null;
  /** Largest departure of each anchor point under small perturbations; null where that was not tried. */
  robustness: Robustness | null;
  /** (BH)max in J/m3, squareness. */
  derived: Record<DerivedName, number | null>;
  /** The same of `solved`, before polishing. */
  solvedDerived: Record<DerivedName, number | null>;
  error: Partial<Record<QuantityName, number>>;
  /** null is a failed curve. */
  loss: number | null;
  verified: boolean;
  /** The structure that the search started from and that this is; absent for what was found. */
  start?: string;
}

export interface DesignReport {
  run: string;
  state: 'done' | 'stopped';
  objective: string;
  physics: string;
  model: string;
  seed: number;
  /** Wanted values, reduced units. */
  target: Partial<Record<QuantityName, number>>;
  /** All that is wanted: targets, bounds and wishes; empty for an expression. */
  wanted: ReturnType<typeof wantedTerms>;
  seconds: number;
  candidates: ReportedCandidate[];
  /** Where the objective is a trade-off: candidates that no other beats in all wishes; numbers of their folders. */
  front: Front | null;
  /** How far prediction and solver part along the chain, mean absolute differences over the candidates. */
  chain: ChainLink[];
  /** Solver runs of the design, and what other ways of looking found with as many; empty where that was not asked for. */
  solves: number;
  baselines: Baseline[];
  /** What was asked for beside the preset, while the run went on or later; candidates counted from 0. */
  orders: readonly Order[];
  /** The command that repeats the run, with its orders. */
  command: string;
}

export interface ReportOptions {
  run: string;
  /** That the run was started with. */
  command: string;
  /** @param candidate from 0 */
  structurePath: (candidate: number) => string;
}

export function toReport(
  result: DesignResult,
  preset: Preset,
  { run, command, structurePath }: ReportOptions,
): DesignReport {
  const { objective, physics, model, seed } = preset;
  return {
    run,
    state: result.state,
    objective: describeObjective(objective),
    physics: physics.name,
    model,
    seed,
    target: targetValues(objective),
    wanted: wantedTerms(objective),
    seconds: Math.round(100 * result.seconds) / 100,
    candidates: result.candidates.map((candidate, i) => reported(candidate, i + 1, structurePath)),
    front: result.front && {
      ...result.front,
      points: result.front.points.map(({ candidate, values }) => ({ candidate: candidate + 1, values })),
    },
    chain: chainOf(result.candidates),
    solves: result.solves,
    baselines: result.baselines,
    orders: result.orders,
    command: repeatingCommand(command, result.orders),
  };
}

function reported(
  candidate: SolvedCandidate,
  position: number,
  structurePath: ReportOptions['structurePath'],
): ReportedCandidate {
  const { predicted, solved, polished, robustness, start } = candidate;
  const { derived, error, loss, verified } = finalOf(candidate);
  return {
    rank: position,
    structure: structurePath(candidate.candidate),
    predicted,
    solved,
    polished: polished && {
      anchors: polished.solved,
      predicted: polished.predicted,
      change: polished.change,
      solves: polished.solves,
    },
    robustness,
    derived,
    solvedDerived: candidate.derived,
    error,
    loss: finiteOrNull(loss),
    verified,
    ...(start === undefined ? {} : { start }),
  };
}
