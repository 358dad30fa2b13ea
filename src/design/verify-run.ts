// A stored run, solved again: its candidates must come out as they were.
import { join } from 'node:path';
import type { Preset } from '../config/preset.js';
import { countProgress } from '../count-progress.js';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import { createObjective } from '../search/objective.js';
import type { Demagnetized } from '../solver/demagnetize.js';
import { candidateFileNames, candidateFolder } from '../store/candidates.js';
import type { Run } from '../store/run-store.js';
import { measure } from './measure.js';
import { readStoredCandidate } from './stored-candidate.js';

export interface CandidateCheck {
  /** Number of its folder. */
  candidate: number;
  stored: AnchorPoints;
  solved: AnchorPoints;
  /** Largest over the anchor points; Infinity where only one of the two reaches a level. */
  difference: number;
  verified: boolean;
}

export interface VerifyRunOptions {
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
}

/** Candidates in the order of their folders. */
export async function verifyRun(run: Run, { pool, emit, signal }: VerifyRunOptions): Promise<CandidateCheck[]> {
  const { physics, objective: spec, verify } = run.config as Preset;
  const objective = createObjective(spec, physics.material);
  const numbers = run.candidates();
  if (numbers.length === 0) throw new LoopsmithError(`${run.path}: no candidates to solve again`, 'failed');
  const solved = countProgress(emit, 'solved', numbers.length);
  return Promise.all(
    numbers.map(async (candidate) => {
      const { structure, stored } = solvedBefore(run, candidate);
      const { stopAt, fieldStep } = verify;
      const input: DemagnetizeInput = { structure, physics, options: { stopAt, fieldStep } };
      const { curve, anchors } = await pool.run<DemagnetizeInput, Demagnetized>('demagnetize', input, { signal });
      solved();
      const verified = objective.isMet(measure(curve, anchors, physics.material));
      return { candidate, stored, solved: anchors, difference: largestDifference(stored, anchors), verified };
    }),
  );
}

function solvedBefore(run: Run, candidate: number) {
  const { structure, solved } = readStoredCandidate(run, candidate);
  if (solved) return { structure, stored: solved.anchors };
  const path = join(candidateFolder(run.path, candidate), candidateFileNames.solved);
  throw new LoopsmithError(`${path}: no such file: nothing to compare with`, 'failed');
}

function largestDifference(a: AnchorPoints, b: AnchorPoints): number {
  return anchorNames.reduce((largest, name) => {
    const [x, y] = [a[name], b[name]];
    if (x === null && y === null) return largest;
    return Math.max(largest, x === null || y === null ? Number.POSITIVE_INFINITY : Math.abs(x - y));
  }, 0);
}
