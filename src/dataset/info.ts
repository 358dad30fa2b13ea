// What a data folder holds, merged or not: for people.
import { join } from 'node:path';
import { LoopsmithError } from '../errors.js';
import { readCard } from './card.js';
import type { DatasetIdentity } from './identity.js';
import { commonIdentity, recordPaths } from './merge.js';
import { altered, readParquet } from './parquet.js';
import { partPaths, readPart } from './parts.js';
import { createSummary } from './statistics.js';

export type DatasetInfo = DatasetIdentity &
  ReturnType<ReturnType<typeof createSummary>['result']> & {
    /** Records that `merge` would add to the Parquet files. */
    unmerged: number;
  };

/** Reads everything in a data folder: number of records, ranges of the anchors, failures, time per label. */
export async function datasetInfo(data: string): Promise<DatasetInfo> {
  const [merged, parts] = [recordPaths(data), partPaths(data)];
  const identity = commonIdentity(merged, parts);
  if (!identity)
    throw new LoopsmithError(`${data}: no labelled data: expected records/*.parquet or parts/*.jsonl in a data folder`);
  const summary = createSummary();
  const draws = new Set<number>();
  let unmerged = 0;
  const files = readCard(data)?.files ?? [];
  for (const path of merged) {
    const { records, sha256 } = await readParquet(path);
    const known = files.find(({ file }) => join(data, file) === path);
    // Other rows than the card says: merging was cut off.
    if (known?.sha256 !== undefined && known.rows === records.length && known.sha256 !== sha256) throw altered(path);
    for (const record of records) {
      summary.add(record);
      draws.add(record.index);
    }
  }
  for (const path of parts)
    for (const { record } of readPart(path)) {
      if (draws.has(record.index)) continue;
      summary.add(record);
      draws.add(record.index);
      unmerged++;
    }
  return { ...identity, ...summary.result(), unmerged };
}
