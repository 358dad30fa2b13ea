// Entry of a worker thread.
import type { MessagePort } from 'node:worker_threads';
import type { Outcome } from './outcome.js';
import { runTask } from './run-task.js';

export interface Job {
  task: string;
  input: unknown;
  /** Where to report progress; absent where nobody listens. */
  port?: MessagePort;
}

export default ({ task, input, port }: Job): Promise<Outcome> =>
  runTask(task, input, (progress) => port?.postMessage(progress));
