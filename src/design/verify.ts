// The solver has the last word: every candidate on its own worker, reported as it is done.
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import type { Objective } from '../search/objective.js';
import type { FieldStep } from '../solver/demagnetize.js';
import type { Physics } from '../solver/physics.js';
import { finiteOrNull, type ScreenedCandidate, type SolvedCandidate } from './candidate.js';
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

/** Field between two reports of a solver, in HA. */
const reportStep = 0.05;

/** Solves all candidates; the result is in their order, whatever the order in which they end. */
export async function verifyCandidates(
  candidates: readonly ScreenedCandidate[],
  { physics, objective, options, pool, emit, signal, onSolved }: VerifyOptions,
): Promise<SolvedCandidate[]> {
  const progress = createSolveProgress(candidates, options?.stopAt === 'full', emit);
  return Promise.all(
    candidates.map(async (screened) => {
      const solution = await solveStructure(screened.structure, {
        physics,
        objective,
        options,
        pool,
        signal,
        onProgress: (point) => progress.at(screened.candidate, point),
        onWarning: (message) => emit({ type: 'warning', message: `candidate ${screened.candidate + 1}: ${message}` }),
      });
      const candidate: SolvedCandidate = {
        ...screened,
        ...solution,
        polished: null,
        polishSolves: 0,
        robustness: null,
      };
      const { predicted, solved, verified, loss, distance, fieldEvaluations, seconds } = candidate;
      onSolved?.(candidate);
      emit({
        type: 'candidate-solved',
        candidate: screened.candidate,
        predicted,
        solved,
        verified,
        loss: finiteOrNull(loss),
        distance: finiteOrNull(distance),
        fieldEvaluations,
        seconds,
      });
      progress.done(screened.candidate);
      return candidate;
    }),
  );
}

/** Share of the field range that is done, over all candidates, and the time left by it. */
function createSolveProgress(candidates: readonly ScreenedCandidate[], full: boolean, emit: Emit) {
  const started = performance.now();
  const range = new Map(candidates.map(({ candidate, predicted }) => [candidate, full ? 2 : 1 + (predicted.hc ?? 1)]));
  const shares = new Map<number, number>();
  const reported = new Map<number, number>();
  let solved = 0;
  const report = () => {
    const share = [...shares.values()].reduce((sum, value) => sum + value, 0) / candidates.length;
    const seconds = (performance.now() - started) / 1000;
    const secondsLeft = share > 0 ? (seconds * (1 - share)) / share : null;
    emit({ type: 'progress', what: 'solved', done: solved, total: candidates.length, secondsLeft });
  };
  return {
    at(candidate: number, { appliedField, magnetization }: FieldStep) {
      const step = Math.floor((1 - appliedField) / reportStep + 1e-9);
      if (step === reported.get(candidate)) return;
      reported.set(candidate, step);
      shares.set(candidate, Math.min(0.95, (1 - appliedField) / (range.get(candidate) ?? 2)));
      emit({ type: 'candidate-solving', candidate, appliedField, magnetization });
      report();
    },
    done(candidate: number) {
      shares.set(candidate, 1);
      solved++;
      report();
    },
  };
}
