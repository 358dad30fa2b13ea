// The event log of a run, one JSON object per line: the event and the time at which it was appended.
import { LoopsmithError } from '../errors.js';
import type { RunEvent } from '../events.js';
import { readLines } from './line-log.js';

/** `time` is ISO 8601. */
export type StoredEvent = RunEvent & { time: string };

/** The events of a log in order; half a last line (a run that was killed) is left out, any other broken line is an error. */
export function* readEvents(path: string): Generator<StoredEvent> {
  for (const { text, number } of readLines(path)) {
    const event = parseEvent(text);
    if (!event) throw new LoopsmithError(`${path}: line ${number} is no event: was the file edited?`, 'failed');
    yield event;
  }
}

/**
 * How long processes worked in a run, in s: each from its beginning to its last event. A warning may come before the beginning is told,
 * and counts for nothing.
 */
export function secondsWorked(events: Iterable<StoredEvent>): number {
  let milliseconds = 0;
  let process: { first: number; last: number } | null = null;
  const ended = () => (process ? process.last - process.first : 0);
  for (const event of events) {
    const at = Date.parse(event.time);
    if (begins(event)) {
      milliseconds += ended();
      process = { first: at, last: at };
    } else if (process && event.type !== 'warning') process.last = at;
  }
  return (milliseconds + ended()) / 1000;
}

const begins = (event: StoredEvent): boolean =>
  event.type === 'run-started' || (event.type === 'stage' && event.stage === 'load' && event.state === 'started');

/** The event of a line; null where it is none. */
export function parseEvent(text: string): StoredEvent | null {
  try {
    const value = JSON.parse(text);
    return typeof value?.type === 'string' && typeof value?.time === 'string' ? value : null;
  } catch {
    return null;
  }
}
