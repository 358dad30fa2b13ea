// A stored run shown again in the rhythm in which it happened.
import type { StoredEvent } from '../store/run-events.js';
import type { RunStore } from './run-store.js';

export interface Playback {
  /** Times as fast as the run was. */
  readonly speed: number;
  readonly playing: boolean;
  setSpeed(speed: number): void;
  toggle(): void;
  stop(): void;
}

/** A silence is never longer than this, in ms at any speed: nobody watches a solver think. */
const longestSilence = 3000;

/** Dispatches the events one after the other; `speed` times as fast as they came. */
export function createPlayback(events: readonly StoredEvent[], store: RunStore, speed: number): Playback {
  let next = 0;
  let timer: NodeJS.Timeout | undefined;
  const state = { speed, playing: true };
  const step = () => {
    timer = undefined;
    // What happened at the same time is shown at the same time.
    while (state.playing && next < events.length) {
      store.dispatch(events[next++]);
      const wait = silence(events[next - 1], events[next]) / state.speed;
      if (wait >= 5) {
        timer = setTimeout(step, Math.min(wait, longestSilence));
        return;
      }
    }
  };
  const stop = () => {
    state.playing = false;
    clearTimeout(timer);
    timer = undefined;
  };
  step();
  return {
    get speed() {
      return state.speed;
    },
    get playing() {
      return state.playing && next < events.length;
    },
    setSpeed(wanted) {
      state.speed = Math.max(0.25, Math.min(64, wanted));
    },
    toggle() {
      if (state.playing) return stop();
      state.playing = true;
      step();
    },
    stop,
  };
}

/** Between two events, in ms. */
const silence = (before: StoredEvent, after: StoredEvent | undefined): number =>
  after ? Math.max(0, Date.parse(after.time) - Date.parse(before.time)) || 0 : 0;
