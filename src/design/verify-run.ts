// A stored run, solved again: its candidates must come out as they were.
import { join } from 'node:path';
import type { Preset } from '../config/preset.js';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import { countProgress } from '../progress.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import { createObjective } from '../search/objective.js';
import { chooseKernel, type KernelName } from '../solver/choose-kernel.js';
import type { Demagnetized } from '../solver/demagnetize.js';
import { whyNoNativeKernel } from '../solver/native-kernel.js';
import { candidateFileNames, candidateFolder } from '../store/candidates.js';
import type { Run } from '../store/run-store.js';
import { measure } from './measure.js';
import { solverSteps } from './refinement.js';
import { kernelOf } from './resume.js';
import { readStoredCandidate } from './stored-candidate.js';

export interface CandidateCheck {
  /** Number of its folder. */
  candidate: number;
  stored: AnchorPoints;
  solved: AnchorPoints;
  /** Largest over the anchor points; Infinity where only one of the two reaches a level. */
  difference: number;
  /** Whether that is within what computing alone may change. */
  same: boolean;
  verified: boolean;
}

/** Largest difference that counts as the same: WebAssembly gives the same bits everywhere, native kernels of two processors do not. */
const sameAnchor = 1e-6;
const sameAnchorElsewhere = 2e-4;

export interface VerifyRunOptions {
  pool: Pool;
  emit: Emit;
  signal?: AbortSignal;
}

/** Candidates in the order of their folders. */
export async function verifyRun(run: Run, { pool, emit, signal }: VerifyRunOptions): Promise<CandidateCheck[]> {
  const preset = run.config as Preset;
  const { physics, objective: spec } = preset;
  const objective = createObjective(spec, physics.material);
  const { kernel, limit } = kernelFor(run, emit);
  const numbers = run.candidates();
  if (numbers.length === 0) throw new LoopsmithError(`${run.path}: no candidates to solve again`, 'failed');
  const options = { ...solverSteps(preset), kernel };
  const solved = countProgress(emit, 'solved', numbers.length);
  return Promise.all(
    numbers.map(async (candidate) => {
      const { structure, stored } = solvedBefore(run, candidate);
      const input: DemagnetizeInput = { structure, physics, options };
      const result = await pool.run<DemagnetizeInput, Demagnetized>('demagnetize', input, { signal });
      const { curve, anchors, warnings } = result;
      for (const message of warnings) emit({ type: 'warning', message: `candidate ${candidate}: ${message}` });
      solved();
      const verified = objective.isMet(measure({ curve, anchors, structure }, physics.material));
      const difference = largestDifference(stored, anchors);
      return { candidate, stored, solved: anchors, difference, same: difference <= limit, verified };
    }),
  );
}

/** The kernel that the run had, or the best that is here. */
function kernelFor(run: Run, emit: Emit): { kernel: KernelName; limit: number } {
  const theirs = kernelOf(run);
  if (theirs !== 'native') return { kernel: chooseKernel(theirs), limit: sameAnchor };
  const reason = whyNoNativeKernel();
  if (reason === null) return { kernel: 'native', limit: sameAnchorElsewhere };
  const kernel = chooseKernel();
  emit({ type: 'warning', message: `the run had the native kernel, here is none (${reason}): solved with ${kernel}` });
  return { kernel, limit: sameAnchorElsewhere };
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
