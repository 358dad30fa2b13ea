// The solver has the last word: every candidate on its own worker, reported as it is done.
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import type { AnchorPoints } from '../quantities.js';
import type { Objective } from '../search/objective.js';
import type { Demagnetized, FieldStep } from '../solver/demagnetize.js';
import type { Physics } from '../solver/physics.js';
import type { ScreenedCandidate, SolvedCandidate } from './candidate.js';
import { derived } from './measure.js';

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
      const input: DemagnetizeInput = { structure: screened.structure, physics, options };
      const onProgress = (point: FieldStep) => progress.at(screened.candidate, point);
      const result = await pool
        .run<DemagnetizeInput, Demagnetized, FieldStep>('demagnetize', input, { signal, onProgress })
        .catch((error: unknown) => failedCurve(error, screened.candidate, emit));
      const candidate = judge(screened, result, physics, objective);
      const { predicted, solved, verified, loss, fieldEvaluations, seconds } = candidate;
      for (const message of result.warnings)
        emit({ type: 'warning', message: `candidate ${screened.candidate + 1}: ${message}` });
      onSolved?.(candidate);
      emit({
        type: 'candidate-solved',
        candidate: screened.candidate,
        predicted,
        solved,
        verified,
        loss: Number.isFinite(loss) ? loss : null,
        fieldEvaluations,
        seconds,
      });
      progress.done(screened.candidate);
      return candidate;
    }),
  );
}

/** A candidate with what its curve says. */
export function judge(
  screened: ScreenedCandidate,
  { curve, anchors, fieldEvaluations, seconds }: Omit<Demagnetized, 'warnings' | 'states'>,
  physics: Physics,
  objective: Objective,
): SolvedCandidate {
  const further = derived(curve, anchors, physics.material);
  const measured = { ...anchors, ...further };
  return {
    ...screened,
    solved: anchors,
    derived: further,
    curve,
    error: objective.errors(measured),
    loss: objective.loss(measured),
    verified: objective.isMet(measured),
    fieldEvaluations,
    seconds,
  };
}

const nothing: AnchorPoints = { m1: null, mr: null, hk90: null, hk80: null, hk70: null, hc: null };

/** One structure that the solver gives up on must not end the run. */
function failedCurve(error: unknown, candidate: number, emit: Emit): Demagnetized {
  if (!(error instanceof LoopsmithError && error.kind === 'failed')) throw error;
  emit({ type: 'warning', message: `candidate ${candidate + 1}: ${error.message}` });
  const curve = { appliedField: new Float64Array(0), magnetization: new Float64Array(0) };
  return { curve, anchors: nothing, fieldEvaluations: 0, seconds: 0, warnings: [], states: [] };
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
