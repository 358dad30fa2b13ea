// A pool that counts how often one task was asked for.
import type { Pool } from './pool.js';

export interface CountingPool extends Pool {
  readonly count: number;
}

/** @param counted name of the task */
export function createCountingPool(pool: Pool, counted: string): CountingPool {
  let count = 0;
  return {
    workers: pool.workers,
    run: (task, input, options) => {
      if (task === counted) count++;
      return pool.run(task, input, options);
    },
    close: () => pool.close(),
    get count() {
      return count;
    },
  };
}
