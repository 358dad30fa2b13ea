// A task with a known answer: shows that workers start, answer, report and stop, and how fast they are (`doctor`, tests).
import { LoopsmithError } from '../../errors.js';
import type { Task } from '../task.js';

/** Number of primes below `limit`, by trial division; reports the count at every tenth of the way. */
export const run: Task<{ limit: number }, number, number> = ({ limit }, { onProgress }) => {
  if (!(limit >= 0)) throw new LoopsmithError(`countPrimes: limit must be 0 or more, got ${limit}`);
  const tenth = Math.max(1, Math.floor(limit / 10));
  let count = 0;
  for (let n = 2; n < limit; n++) {
    if (n % tenth === 0) onProgress(count);
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor++;
    if (divisor * divisor > n) count++;
  }
  return count;
};
