// The embedded pool: tasks on worker threads of this process (piscina). A task's result depends on its input alone, never on the
// thread or on how many there are; who needs an order asks for it by awaiting its promises in that order.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel, receiveMessageOnPort, SHARE_ENV } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { checkCount, codeOf, LoopsmithError } from '../errors.js';
import { fromFailure, type Outcome } from './outcome.js';
import type { Pool, RunOptions } from './pool.js';
import type { Job } from './worker.js';

export interface ThreadPoolOptions {
  /** Threads. @default what the machine offers this process */
  workers?: number;
}

/** Threads start at their first task and stay until `close`, so that what they have loaded and planned stays warm. */
export function createThreadPool({ workers = availableParallelism() }: ThreadPoolOptions = {}): Pool {
  checkCount('workers', workers);
  const piscina = new Piscina({
    filename: workerFile().href,
    minThreads: 0,
    maxThreads: workers,
    idleTimeout: Number.POSITIVE_INFINITY,
    atomics: 'disabled',
    recordTiming: false,
    // Native libraries read the process's environment, not a thread's copy of it.
    env: SHARE_ENV,
  });
  let closed = false;
  // A result that arrives while the pool is being closed has nobody who waits for it.
  piscina.on('error', (error) => {
    if (!closed) throw error;
  });

  async function run<Input, Output, Progress>(
    task: string,
    input: Input,
    { signal, onProgress, stepLimit }: RunOptions<Progress> = {},
  ): Promise<Output> {
    signal?.throwIfAborted();
    if (closed) throw new LoopsmithError('the worker pool is closed', 'failed');
    const progress = onProgress && listen(onProgress, signal);
    const job: Job = { task, input, port: progress?.port, stepLimit };
    try {
      const watch = progress ? { signal: progress.signal, transferList: [progress.port] } : { signal };
      const outcome: Outcome = await piscina.run(job, watch);
      progress?.drain();
      if (!outcome.ok) throw fromFailure(outcome.failure);
      return outcome.output as Output;
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (progress?.signal.aborted) throw progress.signal.reason;
      throw closed ? new LoopsmithError('the worker pool was closed', 'failed', { cause: error }) : crash(task, error);
    } finally {
      progress?.close();
    }
  }

  async function close() {
    closed = true;
    await piscina.destroy();
  }
  return { workers, run, close };
}

/**
 * A channel of its own per job; reports that are still under way when the result arrives are delivered before it. A listener that fails
 * (its log cannot be written) ends the job: `signal` is aborted with what it threw.
 */
function listen<Progress>(onProgress: (progress: Progress) => void, outer: AbortSignal | undefined) {
  const { port1, port2 } = new MessageChannel();
  const own = new AbortController();
  const stop = () => own.abort(outer?.reason);
  outer?.addEventListener('abort', stop);
  const tell = (progress: Progress) => {
    try {
      if (!own.signal.aborted) onProgress(progress);
    } catch (error) {
      own.abort(error);
    }
  };
  port1.on('message', tell);
  const drain = () => {
    for (let left = receiveMessageOnPort(port1); left; left = receiveMessageOnPort(port1)) tell(left.message);
    own.signal.throwIfAborted();
  };
  const close = () => {
    outer?.removeEventListener('abort', stop);
    port1.close();
  };
  return { port: port2, signal: own.signal, drain, close };
}

/** Worker threads run compiled code; beside sources (tests) that lies in dist. */
function workerFile(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  const file = new URL(fromSource ? '../../dist/pool/worker.js' : './worker.js', import.meta.url);
  if (!existsSync(fileURLToPath(file)))
    throw new LoopsmithError(`${fileURLToPath(file)} is missing: run "npm run build"`, 'failed');
  return file;
}

function crash(task: string, error: unknown): unknown {
  if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY')
    return new LoopsmithError(`task "${task}" ran out of memory in its worker thread`, 'failed', { cause: error });
  return error;
}
