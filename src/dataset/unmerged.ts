// Labels that lie in parts and not in the merged files: searches and trainings do not see them before they are merged.
import { shellLine } from '../shell-line.js';
import { partPaths, readPart } from './parts.js';
import type { DatasetRecord } from './record.js';

/** Records of the parts of a data folder, each draw once, but for those of draws that are merged. */
export function* unmergedRecords(folder: string, merged: ReadonlySet<number>): Generator<DatasetRecord> {
  const seen = new Set(merged);
  for (const path of partPaths(folder))
    for (const { record } of readPart(path)) {
      if (seen.has(record.index)) continue;
      seen.add(record.index);
      yield record;
    }
}

/** The command that merges what a data folder holds. */
export const mergeCommand = (folder: string): string => shellLine('dataset', 'merge', folder, '--out', folder);

/** How many, and what to do. */
export const describeUnmerged = (folder: string, records: number): string =>
  `${records} not merged yet (${mergeCommand(folder)})`;
