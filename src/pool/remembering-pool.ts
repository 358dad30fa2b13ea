// A pool that asks a memory before it works: a task is a pure function, so what it answered once is the answer. A design that was
// killed is run again from its beginning on such a pool, and comes to where it was without working.
import { sha256 } from '../store/sha256.js';
import type { Pool, RunOptions } from './pool.js';

export interface TaskMemory {
  /** undefined where nothing is known under the key. */
  recall(key: string): { output: unknown } | undefined;
  remember(key: string, output: unknown): void;
}

/** @param memory asked at every task; null as long as there is none, then the task is simply run */
export function createRememberingPool(pool: Pool, memory: () => TaskMemory | null): Pool {
  return {
    workers: pool.workers,
    close: () => pool.close(),
    async run<Input, Output, Progress>(task: string, input: Input, options: RunOptions<Progress> = {}) {
      const known = memory();
      if (!known) return pool.run<Input, Output, Progress>(task, input, options);
      options.signal?.throwIfAborted();
      const key = fingerprint(task, input);
      const recalled = known.recall(key);
      if (recalled) return recalled.output as Output;
      const output = await pool.run<Input, Output, Progress>(task, input, options);
      known.remember(key, output);
      return output;
    },
  };
}

/** Names a task and its input: the same for equal inputs, also where one came from a file with its keys in another order. */
export function fingerprint(task: string, input: unknown): string {
  const text = JSON.stringify(input, (_, value: unknown) => {
    if (ArrayBuffer.isView(value)) return [value.constructor.name, value.byteLength, sha256(bytesOf(value))];
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return `${task}-${sha256(text).slice(0, 32)}`;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => new Uint8Array(buffer, byteOffset, byteLength);
