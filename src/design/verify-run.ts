// A stored run, solved again: its candidates must come out as they were.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Preset } from '../config/preset.js';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import { createObjective } from '../search/objective.js';
import type { Demagnetized } from '../solver/demagnetize.js';
import { candidateFileNames, candidateFolder } from '../store/candidates.js';
import { onFile } from '../store/file-failure.js';
import type { Run } from '../store/run-store.js';
import { parseStructure } from '../structure/structure-json.js';
import { measure } from './measure.js';

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
  const started = performance.now();
  let done = 0;
  return Promise.all(
    numbers.map(async (candidate) => {
      const { structure, stored } = readCandidate(run, candidate);
      const { stopAt, fieldStep } = verify;
      const input: DemagnetizeInput = { structure, physics, options: { stopAt, fieldStep } };
      const { curve, anchors } = await pool.run<DemagnetizeInput, Demagnetized>('demagnetize', input, { signal });
      done++;
      const secondsLeft = ((performance.now() - started) / 1000 / done) * (numbers.length - done);
      emit({ type: 'progress', what: 'solved', done, total: numbers.length, secondsLeft });
      const verified = objective.isMet(measure(curve, anchors, physics.material));
      return { candidate, stored, solved: anchors, difference: largestDifference(stored, anchors), verified };
    }),
  );
}

function readCandidate(run: Run, candidate: number) {
  const folder = candidateFolder(run.path, candidate);
  const [structurePath, solvedPath] = [candidateFileNames.structure, candidateFileNames.solved].map((name) =>
    join(folder, name),
  );
  const [structureText, solvedText] = [structurePath, solvedPath].map((path) =>
    onFile('read', path, () => readFileSync(path, 'utf8')),
  );
  return { structure: parseStructure(structureText, structurePath), stored: parseAnchors(solvedText, solvedPath) };
}

function parseAnchors(text: string, path: string): AnchorPoints {
  const isAnchor = (value: unknown) => value === null || typeof value === 'number';
  try {
    const { anchors } = JSON.parse(text);
    if (anchorNames.every((name) => isAnchor(anchors[name]))) return anchors;
  } catch (cause) {
    throw new LoopsmithError(`${path}: cut short or not JSON`, 'failed', { cause });
  }
  throw new LoopsmithError(`${path}: expected anchors ${anchorNames.join(', ')}`, 'failed');
}

function largestDifference(a: AnchorPoints, b: AnchorPoints): number {
  return anchorNames.reduce((largest, name) => {
    const [x, y] = [a[name], b[name]];
    if (x === null && y === null) return largest;
    return Math.max(largest, x === null || y === null ? Number.POSITIVE_INFINITY : Math.abs(x - y));
  }, 0);
}
