// One structure, one worker: the main thread stays free for Ctrl-C and progress.
import type { Physics } from '../physics.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import { createThreadPool } from '../pool/thread-pool.js';
import { cellsAlong } from '../solver/check.js';
import type { Demagnetized, FieldStep } from '../solver/demagnetize.js';
import type { Structure } from '../structure/structure.js';
import { warnOfCoarseCells } from './coarse-cells.js';
import { warn } from './output.js';

export interface SolveOptions {
  options?: DemagnetizeInput['options'];
  onStep?: (point: FieldStep) => void;
  signal?: AbortSignal;
  /** Says nothing of cells that are too coarse: for a second sweep of the same. @default false */
  quiet?: boolean;
}

/** Warns where the cells do not resolve a wall, and of what the solver warns. @throws LoopsmithError where they do not divide the sample, before a thread starts */
export async function solveInPool(
  structure: Structure,
  physics: Physics,
  { options, onStep, signal, quiet = false }: SolveOptions,
): Promise<Demagnetized> {
  cellsAlong(structure, physics);
  if (!quiet) warnOfCoarseCells(physics);
  const pool = createThreadPool({ workers: 1 });
  try {
    const input: DemagnetizeInput = { structure, physics, options };
    const watch = { signal, onProgress: onStep };
    const solved = await pool.run<DemagnetizeInput, Demagnetized, FieldStep>('demagnetize', input, watch);
    for (const warning of solved.warnings) warn(warning);
    return solved;
  } finally {
    await pool.close();
  }
}
