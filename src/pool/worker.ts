// Entry of a worker thread.
import type { MessagePort } from 'node:worker_threads';
import type { Outcome } from './outcome.js';
import { runTask } from './run-task.js';
import type { StepLimit } from './step-limit.js';

export interface Job {
  task: string;
  input: unknown;
  /** Where to report progress; absent where nobody listens. */
  port?: MessagePort;
  stepLimit?: StepLimit;
}

export default ({ task, input, port, stepLimit }: Job): Promise<Outcome> =>
  runTask(task, input, { onProgress: (progress) => port?.postMessage(progress), stepLimit });
