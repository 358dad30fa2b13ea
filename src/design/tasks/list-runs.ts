// Runs for a list: what each found at best. In a worker, because logs are long.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '../../pool/task.js';
import { anchorNames } from '../../quantities.js';
import { listRuns, type RunSummary } from '../../store/run-list.js';

export interface ListedRun extends RunSummary {
  /** Largest error of the best candidate over what is wanted, reduced; null where nothing is solved or wanted as a number. */
  bestError: number | null;
}

/** Newest first. */
export const run: Task<{ root: string; most: number }, ListedRun[]> = ({ root, most }) =>
  listRuns({ root })
    .slice(0, most)
    .map((summary) => ({ ...summary, bestError: bestError(summary.path) }));

function bestError(run: string): number | null {
  const path = join(run, 'report.json');
  if (!existsSync(path)) return null;
  try {
    const [best] = JSON.parse(readFileSync(path, 'utf8')).candidates;
    // Of anchor points: an error in J/m3 says nothing beside them.
    const errors = anchorNames.map((name) => best.error[name]).filter((error) => typeof error === 'number');
    return errors.length > 0 ? Math.max(...errors.map(Math.abs)) : null;
  } catch {
    // A broken report is for `runs check`; a list goes on.
    return null;
  }
}
