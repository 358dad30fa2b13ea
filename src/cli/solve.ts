// One structure, one worker: the main thread stays free for Ctrl-C and progress.
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import { createThreadPool } from '../pool/thread-pool.js';
import type { Demagnetized, FieldStep } from '../solver/demagnetize.js';
import type { Physics } from '../solver/physics.js';
import type { Structure } from '../structure/structure.js';

export interface SolveOptions {
  options?: DemagnetizeInput['options'];
  onStep?: (point: FieldStep) => void;
  signal?: AbortSignal;
}

export async function solveInPool(
  structure: Structure,
  physics: Physics,
  { options, onStep, signal }: SolveOptions,
): Promise<Demagnetized> {
  const pool = createThreadPool({ workers: 1 });
  try {
    const input: DemagnetizeInput = { structure, physics, options };
    return await pool.run<DemagnetizeInput, Demagnetized, FieldStep>('demagnetize', input, {
      signal,
      onProgress: onStep,
    });
  } finally {
    await pool.close();
  }
}
