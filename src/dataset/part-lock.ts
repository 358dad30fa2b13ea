// One process at a time labels a shard; different shards of a data folder do not know of each other.
import { rmdirSync } from 'node:fs';
import { makeFolder } from '../store/make-folder.js';
import { lockRun } from '../store/run-lock.js';

/**
 * @param part path of the part, shard-003-of-016.jsonl: the lock is in the folder shard-003-of-016.lock beside it
 * @returns what releases it
 * @throws LoopsmithError where another process labels this shard
 */
export function lockPart(part: string): () => void {
  const folder = part.replace(/\.jsonl$/, '.lock');
  makeFolder(folder);
  const release = lockRun(folder);
  return () => {
    release();
    try {
      rmdirSync(folder);
    } catch {
      // Another process has come for it.
    }
  };
}
