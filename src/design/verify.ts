// The solver has the last word: every candidate on its own worker, reported as it is done.
import type { Emit } from '../events.js';
import type { Physics } from '../physics.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import type { Objective } from '../search/objective.js';
import { finiteOrNull, type ScreenedCandidate, type SolvedCandidate } from './candidate.js';
import { createSolveProgress, reverseFieldOf } from './solve-progress.js';
import { solveStructure } from './solve-structure.js';

export interface VerifyOptions {
  physics: Physics;
  objective: Objective;
  options: DemagnetizeInput['options'];
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
  /** Called with each candidate as soon as it is solved. */
  onSolved?: (candidate: SolvedCandidate) => void;
}

/** Solves all candidates; the result is in their order, whatever the order in which they end. */
export async function verifyCandidates(
  candidates: readonly ScreenedCandidate[],
  { physics, objective, options, pool, emit, signal, onSolved }: VerifyOptions,
): Promise<SolvedCandidate[]> {
  const begin = createSolveProgress(emit, 'solved', candidates.length);
  return Promise.all(
    candidates.map(async (screened) => {
      const progress = begin(reverseFieldOf(screened.predicted.hc, options?.stopAt));
      const solution = await solveStructure(screened.structure, {
        physics,
        objective,
        options,
        pool,
        signal,
        onProgress: (point) => {
          const { appliedField, magnetization } = point;
          const { candidate } = screened;
          if (progress.at(point)) emit({ type: 'candidate-solving', candidate, appliedField, magnetization });
        },
        onWarning: (message) => emit({ type: 'warning', message: `candidate ${screened.candidate + 1}: ${message}` }),
      });
      const candidate: SolvedCandidate = {
        ...screened,
        ...solution,
        polished: null,
        polishSolves: 0,
        robustness: null,
      };
      const { predicted, solved, derived, verified, loss, distance, fieldEvaluations, seconds } = candidate;
      onSolved?.(candidate);
      emit({
        type: 'candidate-solved',
        candidate: screened.candidate,
        predicted,
        solved,
        derived,
        verified,
        loss: finiteOrNull(loss),
        distance: finiteOrNull(distance),
        fieldEvaluations,
        seconds,
      });
      progress.done();
      return candidate;
    }),
  );
}
