// What a data folder holds, merged or not: for people.
import { LoopsmithError } from '../errors.js';
import type { DatasetIdentity } from './identity.js';
import { commonIdentity } from './merge.js';
import { type Missing, missingDraws } from './missing.js';
import { partPaths } from './parts.js';
import { recordPaths, recordReader } from './record-files.js';
import { createSummary } from './statistics.js';
import { unmergedRecords } from './unmerged.js';

export type DatasetInfo = DatasetIdentity &
  ReturnType<ReturnType<typeof createSummary>['result']> & {
    /** Records that `merge` would add to the Parquet files. */
    unmerged: number;
    /** Draws that nobody has labelled, as far as parts say how many there are to be. */
    missing: Missing | null;
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
  const read = recordReader(data);
  for (const path of merged)
    for (const record of (await read(path)).records) {
      summary.add(record);
      draws.add(record.index);
    }
  for (const record of unmergedRecords(data, draws)) {
    summary.add(record);
    draws.add(record.index);
    unmerged++;
  }
  return { ...identity, ...summary.result(), unmerged, missing: missingDraws([data], draws) };
}
