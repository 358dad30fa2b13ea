// A stored run as a screen takes it: its events and the command that made it. Of the images of the generations only the last is
// kept: the others would be drawn over at once.
import type { Task } from '../../pool/task.js';
import { readRun } from '../../store/read-run.js';
import type { StoredEvent } from '../../store/run-events.js';
import { holderOf } from '../../store/run-lock.js';

export interface RecalledRun {
  path: string;
  command: string;
  events: StoredEvent[];
  /** Whether a process works in it now. */
  inProgress: boolean;
  /** What is missing or broken, one line each. */
  problems: string[];
}

export interface RecallInput {
  run: string;
  /** Folder of the runs. */
  root: string;
  /** Keep every image, for a replay. @default false */
  everyImage?: boolean;
  /** How many events are known already. @default 0 */
  from?: number;
}

export const run: Task<RecallInput, RecalledRun> = ({ run: name, root, everyImage = false, from = 0 }) => {
  const stored = readRun(name, { root });
  // Asked first: what is reported meanwhile is read then, or found by the next look.
  const inProgress = holderOf(stored.path) !== null;
  // The folder may have been moved since.
  const events = [...stored.events()]
    .slice(from)
    .map((event) => (event.type === 'run-started' ? { ...event, run: stored.path } : event));
  const last = events.findLastIndex((event) => event.type === 'generation' && event.bestImage);
  const kept = everyImage
    ? events
    : events.map((event, i) =>
        event.type === 'generation' && i !== last ? { ...event, bestImage: undefined } : event,
      );
  return { path: stored.path, command: stored.command, events: kept, inProgress, problems: [...stored.problems] };
};
