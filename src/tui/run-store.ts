// A run while it is looked at: its state, and when to draw it anew. Events may come by the hundred; listeners are called a few
// times a second, so that the screen costs little.
import { initialRun, type RunAction, type RunState, reduce } from './run-state.js';

export interface RunStore {
  get(): RunState;
  dispatch(action: RunAction): void;
  /** @returns the function that ends it */
  subscribe(listener: () => void): () => void;
}

/** Shortest time between two calls of the listeners, in ms. */
const shortestPause = 400;

/** Time between two drawings over the time that one takes: large screens are drawn less often, so that all cost the same. */
const rest = 30;

export function createRunStore(): RunStore {
  let state = initialRun;
  let waiting: NodeJS.Timeout | undefined;
  const listeners = new Set<() => void>();
  let pause = shortestPause;
  const tell = () => {
    waiting = undefined;
    const began = performance.now();
    for (const listener of listeners) listener();
    // React draws before the next immediate.
    setImmediate(() => {
      pause = Math.max(shortestPause, Math.min(2000, rest * (performance.now() - began)));
    });
  };
  const change = (next: RunState) => {
    if (next === state) return;
    state = next;
    // Nothing to draw keeps no process alive.
    if (waiting === undefined && listeners.size > 0) waiting = setTimeout(tell, pause).unref();
  };
  return {
    get: () => state,
    dispatch: (action) => change(reduce(state, action)),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
