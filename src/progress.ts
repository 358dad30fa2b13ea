// How far long work is, and how long the rest takes if it goes on as it went so far.
import type { Emit } from './events.js';

/** Time left, in s; null before anything is done. @param started by performance.now(), in ms */
export const secondsLeft = (started: number, done: number, total: number): number | null =>
  done > 0 ? ((performance.now() - started) / 1000) * (total / done - 1) : null;

/** Pieces of work as progress events. To be called now that it begins; what it returns, whenever a piece is done. */
export function countProgress(emit: Emit | undefined, what: string, total: number): () => void {
  const started = performance.now();
  let done = 0;
  return () => {
    done++;
    emit?.({ type: 'progress', what, done, total, secondsLeft: secondsLeft(started, done, total) });
  };
}
