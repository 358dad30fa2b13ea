// Which folders are runs: folders of other programs hold a config.json, too.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoopsmithError } from '../errors.js';
import { onFile } from './file-failure.js';

const configOf = (folder: string) => join(folder, 'config.json');

/** What the config of a folder says it is; nobody knows what an unreadable one was. */
function kindOf(folder: string): 'run' | 'other' | 'unreadable' | 'none' {
  if (!existsSync(configOf(folder))) return 'none';
  try {
    const { schema } = JSON.parse(readFileSync(configOf(folder), 'utf8'));
    return String(schema).startsWith('loopsmith/run@') ? 'run' : 'other';
  } catch {
    return 'unreadable';
  }
}

/** Of any version; one whose config is unreadable counts as a run where it has events. */
export function isRunFolder(folder: string): boolean {
  const kind = kindOf(folder);
  return kind === 'run' || (kind === 'unreadable' && existsSync(join(folder, 'events.jsonl')));
}

/**
 * @param run a folder, or its name under `root`
 * @returns the folder that is a run or, where none is, one that holds a config.json: whoever reads that says what is wrong with it
 */
export function findRunFolder(run: string, root: string): string {
  const folders = [run, join(root, run)].filter((folder) => existsSync(configOf(folder)));
  const found = folders.find(isRunFolder) ?? folders[0];
  if (found !== undefined) return found;
  throw new LoopsmithError(`no run "${run}": expected a run folder (with config.json), or the name of one in ${root}`);
}

/** Folders under `root` that are runs, or were before their config became unreadable; oldest first. */
export function runFolders(root: string): string[] {
  if (!existsSync(root)) return [];
  const entries = onFile('read', root, () => readdirSync(root, { withFileTypes: true }));
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(root, entry.name))
    .filter((folder) => ['run', 'unreadable'].includes(kindOf(folder)))
    .sort();
}
