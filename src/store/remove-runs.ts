// Throws runs away, and nothing else: folders of other programs hold a config.json, too.
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { LoopsmithError } from '../errors.js';
import { onFile } from './file-failure.js';
import { findRunFolder, isRunFolder } from './run-folders.js';
import { lockRun } from './run-lock.js';

/**
 * Removes folders of runs with everything in them; all of them or, where one must not be removed, none.
 * @param runs folders, or names under `root`
 * @throws LoopsmithError where one is no run, or a process works in it
 */
export function removeRuns(runs: readonly string[], { root = 'runs' }: { root?: string } = {}): string[] {
  const found = runs.map((run) => findRun(run, root));
  const paths = [...new Map(found.map((path) => [resolve(path), path])).values()];
  const releases: (() => void)[] = [];
  try {
    for (const path of paths) releases.push(lockRun(path));
    for (const path of paths) onFile('delete', path, () => rmSync(path, { recursive: true, force: true }));
  } finally {
    for (const release of releases) release();
  }
  return paths;
}

function findRun(run: string, root: string): string {
  const path = findRunFolder(run, root);
  if (isRunFolder(path)) return path;
  throw new LoopsmithError(
    `${path}: not removed, it is no run: expected schema "loopsmith/run@..." in its config.json`,
  );
}
