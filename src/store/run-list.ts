// What runs there are.
import { join } from 'node:path';
import type { RunFinished } from '../events.js';
import { readLines } from './line-log.js';
import { parseEvent } from './run-events.js';
import { runFolders } from './run-folders.js';
import { holderOf } from './run-lock.js';
import { openRun } from './run-store.js';

export interface RunSummary {
  path: string;
  name: string;
  /** ISO 8601. */
  created: string;
  objective: string;
  /** 'running': a process works in it now. 'unfinished': killed. 'broken': see `problem`. */
  state: RunFinished['state'] | 'running' | 'unfinished' | 'broken';
  /** Candidates in the folder. */
  candidates: number;
  /** Verified ones; null as long as the run is not finished. */
  verified: number | null;
  /** Wall time of the run; null as long as it is not finished. */
  seconds: number | null;
  problem?: string;
}

/** All runs under a folder, newest first; a broken one is listed as such. */
export function listRuns({ root = 'runs' }: { root?: string } = {}): RunSummary[] {
  return runFolders(root).map(readSummary).reverse();
}

/** One run, from its folder. */
export function readSummary(path: string): RunSummary {
  try {
    const run = openRun(path);
    const last = finish(path);
    return {
      path,
      name: run.name,
      created: run.created,
      objective: run.objective,
      state: last?.state ?? (holderOf(path) ? 'running' : 'unfinished'),
      candidates: run.candidates().length,
      verified: last?.verified ?? null,
      seconds: last?.seconds ?? null,
    };
  } catch (error) {
    const state = { state: 'broken' as const, candidates: 0, verified: null, seconds: null };
    return { path, name: path, created: '', objective: '', ...state, problem: message(error) };
  }
}

/** How a run ended: 'done' needs no word, everything else does. */
export function runEnding(path: string): Pick<RunSummary, 'state'> & { message?: string } {
  const { state = 'unfinished' as const, message } = finish(path) ?? {};
  return { state, message };
}

/** The last 'run-finished', unless the run was started again after it. Parses those two kinds of events only: logs hold images. */
function finish(path: string): RunFinished | null {
  let last: RunFinished | null = null;
  for (const { text } of readLines(join(path, 'events.jsonl'))) {
    if (!text.includes('"type":"run-')) continue;
    const event = parseEvent(text);
    last = event?.type === 'run-finished' ? event : null;
  }
  return last;
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
