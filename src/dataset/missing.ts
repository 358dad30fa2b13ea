// Draws that nobody has labelled: a shard that was forgotten, a job that was killed. Parts say how many draws there are to be.
import { basename } from 'node:path';
import { partPaths, readPartCount } from './parts.js';

export interface Missing {
  draws: number;
  /** Draws of the whole data set. */
  of: number;
  /** Where it was labelled in shards: those that the draws fall to, as "3/16". */
  shards: string[];
}

/** @param labelled draws that the folders hold; null where none is missing, or no part says how many there are to be */
export function missingDraws(folders: readonly string[], labelled: ReadonlySet<number>): Missing | null {
  const paths = folders.flatMap(partPaths);
  const of = Math.max(0, ...paths.map((path) => readPartCount(path) ?? 0));
  const missing = Array.from({ length: of }, (_, index) => index).filter((index) => !labelled.has(index));
  if (missing.length === 0) return null;
  const shards = Math.max(...paths.map((path) => Number(/-of-(\d+)/.exec(basename(path))?.[1] ?? 1)));
  const parts = [...new Set(missing.map((index) => (index % shards) + 1))].sort((a, b) => a - b);
  return { draws: missing.length, of, shards: shards > 1 ? parts.map((part) => `${part}/${shards}`) : [] };
}

/** One line. */
export const describeMissing = ({ draws, of, shards }: Missing): string =>
  `${draws} of ${of} draws are not labelled${shards.length > 0 ? ` (of shard ${shards.join(', ')})` : ''}: "loopsmith dataset generate" with the same settings goes on`;
