// Run a named pure task on an input somewhere else. The interface knows nothing of threads: the embedded implementation
// (thread-pool.ts) uses worker threads, another may put the same tasks on a queue server.
import type { StepLimit } from './step-limit.js';

export interface RunOptions<Progress = unknown> {
  /** Rejects the promise with the signal's reason and stops the work. */
  signal?: AbortSignal;
  /** Called with whatever the task reports while it runs. */
  onProgress?: (progress: Progress) => void;
  /** For a task that can end early with what it has. */
  stepLimit?: StepLimit;
}

export interface Pool {
  /** How many tasks run at the same time. */
  readonly workers: number;
  /** @param task a name of `tasks` in tasks.ts; input and result are structured-cloneable values */
  run<Input, Output, Progress = unknown>(task: string, input: Input, options?: RunOptions<Progress>): Promise<Output>;
  close(): Promise<void>;
}
