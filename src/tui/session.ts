// A run that is looked at: live, from the disk, or replayed.
import type { RecalledRun } from '../design/tasks/recall-run.js';
import { createPlayback, type Playback } from './playback.js';
import { createRunStore, type RunStore } from './run-store.js';
import type { Job, JobEnd, Services } from './services.js';

export interface Session {
  kind: 'live' | 'stored' | 'replay';
  store: RunStore;
  /** Of the command that is running; none of a stored run. */
  args: readonly string[];
  /** The command that is running, or that made the run. */
  command: string;
  job: Job | null;
  /** How the command ended; null as long as it runs, and where there is none. */
  end: JobEnd | null;
  /** Of a replay: how it goes on. */
  playback?: Playback;
  /** Of a stored run in which another process works: what it reports is shown until that ends, or `stop` is called. */
  following?: { stop(): void };
}

const now = (): string => new Date().toISOString();

/** Starts a command and listens to it. @param store of a run that the command goes on with; what it knows stays */
export function startSession(services: Services, args: readonly string[], store = createRunStore()): Session {
  const job = services.start(args);
  store.dispatch({ type: 'job-started', time: now() });
  const session: Session = { kind: 'live', store, args, command: job.command, job, end: null };
  job.onEvent((event) => store.dispatch({ ...event, time: now() }));
  void job.ended.then((end) => {
    session.end = end;
    store.dispatch({ type: 'job-ended', code: end.code, problem: end.problem, time: now() });
  });
  return session;
}

/** A stored run as it stands, and as it goes on where another process works in it. */
export function recallSession(found: RecalledRun, services: Services): Session {
  const { events, command } = found;
  const store = createRunStore();
  for (const event of events) store.dispatch(event);
  const session: Session = { kind: 'stored', store, args: [], command, job: null, end: null };
  if (found.inProgress) follow(session, found, services);
  return session;
}

/** Time between two looks, in ms. */
const look = 1000;

function follow(session: Session, { path, events }: RecalledRun, services: Services): void {
  let from = events.length;
  let timer = setTimeout(lookAgain, look);
  session.following = { stop: () => clearTimeout(timer) };
  async function lookAgain() {
    try {
      const more = await services.ask('recall-run', { run: path, root: '.', from });
      from += more.events.length;
      if (!more.inProgress) session.following = undefined;
      for (const event of more.events) session.store.dispatch(event);
      if (session.following) timer = setTimeout(lookAgain, look);
      else session.store.dispatch({ type: 'left' });
    } catch {
      // The folder is gone: what was read stays.
      session.following = undefined;
    }
  }
}

/** A stored run in the rhythm in which it happened, `speed` times as fast. */
export function replaySession({ events, command }: RecalledRun, speed: number): Session {
  const store = createRunStore();
  const playback = createPlayback(events, store, speed);
  return { kind: 'replay', store, args: [], command, job: null, end: null, playback };
}

/** Asks a live run to stop: the first time cleanly, the second time at once. */
export function stopSession({ job, store }: Session): void {
  if (!job || store.get().ended) return;
  store.dispatch({ type: 'stop-requested', time: now() });
  job.stop();
}

/** Holds a live run, or lets it go on. */
export function togglePause({ job, store, playback }: Session): void {
  const { paused, ended, stopping } = store.get();
  playback?.toggle();
  if (!job || ended || stopping) return;
  if (paused) job.resume();
  else job.pause();
  store.dispatch({ type: paused ? 'resumed' : 'paused', time: now() });
}

export const isLive = ({ job, store }: Session): boolean => job !== null && store.get().ended === null;

/** Ctrl-C: a live run is asked to stop, and `close` called when it has ended; where it was asked before, or nothing runs, at once. */
export function interruptSession(session: Session | null, close: () => void): void {
  const asked = session?.store.get().stopping;
  if (session) stopSession(session);
  if (!session || !isLive(session) || asked) close();
  else void session.job?.ended.then(close);
}
