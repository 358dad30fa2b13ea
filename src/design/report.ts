// What a design found, as one JSON document: printed by --json and kept as report.json.
import type { Preset } from '../config/preset.js';
import type { AnchorPoints, DerivedName, QuantityName } from '../quantities.js';
import { describeObjective } from '../search/objective.js';
import { targetValues } from '../search/objective-spec.js';
import type { DesignResult } from './design.js';

export interface ReportedCandidate {
  /** 1 is the best. */
  rank: number;
  /** Path of its structure JSON. */
  structure: string;
  predicted: AnchorPoints;
  solved: AnchorPoints;
  /** (BH)max in J/m3, squareness. */
  derived: Record<DerivedName, number | null>;
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
  seconds: number;
  candidates: ReportedCandidate[];
  /** The command that repeats the run. */
  command: string;
}

export interface ReportOptions {
  run: string;
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
    seconds: Math.round(100 * result.seconds) / 100,
    candidates: result.candidates.map(({ candidate, predicted, solved, derived, error, loss, verified, start }, i) => ({
      rank: i + 1,
      structure: structurePath(candidate),
      predicted,
      solved,
      derived,
      error,
      loss: Number.isFinite(loss) ? loss : null,
      verified,
      ...(start === undefined ? {} : { start }),
    })),
    command,
  };
}
