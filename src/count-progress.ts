// Pieces of work, done one after the other or side by side, as progress events with the time left.
import type { Emit } from './events.js';
import { secondsLeft } from './seconds-left.js';

/** To be called now that the work begins; what it returns, whenever a piece is done. */
export function countProgress(emit: Emit | undefined, what: string, total: number): () => void {
  const started = performance.now();
  let done = 0;
  return () => {
    done++;
    emit?.({ type: 'progress', what, done, total, secondsLeft: secondsLeft(started, done, total) });
  };
}
