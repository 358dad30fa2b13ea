// Parts to Parquet, in the order of the draws, the same number of draws to a file. So the bytes depend on the records alone, and files
// that are full do not change when more are labelled.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import { onFile } from '../store/file-failure.js';
import { lockedWhile } from '../store/run-lock.js';
import { sha256 } from '../store/sha256.js';
import { writeWhole } from '../store/write-whole.js';
import { version as programVersion } from '../version.js';
import { type DatasetCard, datasetSchema, readCard, writeCard } from './card.js';
import { firstOfEach } from './first-of-each.js';
import { checkSameIdentity, type DatasetIdentity } from './identity.js';
import { describeMissing, missingDraws } from './missing.js';
import { readParquetIdentity, toParquet } from './parquet.js';
import { partPaths, type RecordPlace, readPart, readPartIdentity, readPartKernel, readPlaced } from './parts.js';
import type { DatasetRecord } from './record.js';
import { fileNumber, recordFile, recordPaths, recordReader, recordsPerFile } from './record-files.js';
import { createSummary } from './statistics.js';

export interface MergeOptions {
  /** Data folder to write; what it holds already is merged too. */
  out: string;
  /** Further data folders. @default [] */
  sources?: readonly string[];
  /** For the card. @default '' */
  command?: string;
  /** For the card. @default this program's */
  version?: string;
  /** Is warned where draws are not labelled. */
  emit?: Emit;
}

/**
 * Merges all that was labelled; where two folders hold the same draw, `out` goes before the first source.
 * @throws LoopsmithError for data of two kinds, altered files, and where another process merges into `out`
 */
export async function mergeDataset(options: MergeOptions): Promise<DatasetCard> {
  survey(options); // before there is anything to lock: a refusal leaves no folder
  // Two merges at once would each write what it has read, and what the other has added is lost.
  return lockedWhile(join(options.out, 'records'), () => mergeAll(options));
}

async function mergeAll({
  out,
  sources = [],
  command = '',
  version = programVersion,
  emit,
}: MergeOptions): Promise<DatasetCard> {
  const { folders, paths, identity } = survey({ out, sources });
  const held = paths.map(({ folder, merged, parts }) => ({
    read: recordReader(folder),
    merged: new Map(merged.map((path) => [fileNumber(path), path])),
    places: placesByFile(parts),
  }));
  const numbers = new Set(held.flatMap(({ merged, places }) => [...merged.keys(), ...places.keys()]));
  const all = createSummary();
  const timed = createSummary();
  const files: DatasetCard['files'] = [];
  const draws = new Set<number>();
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const labelled: DatasetRecord[] = [];
    const added: DatasetRecord[] = [];
    for (const { read, merged, places } of held) {
      const path = merged.get(number);
      if (path !== undefined) labelled.push(...(await read(path)).records);
      const unmerged = (places.get(number) ?? []).map(readPlaced);
      labelled.push(...unmerged);
      added.push(...unmerged);
    }
    const records = firstOfEach(labelled, ({ index }) => index).sort((a, b) => a.index - b.index);
    const file = recordFile(number);
    const bytes = toParquet(records, identity);
    writeChanged(join(out, file), bytes);
    files.push({ file, rows: records.length, sha256: sha256(bytes) });
    for (const record of records) {
      all.add(record);
      draws.add(record.index);
    }
    for (const record of firstOfEach(added, ({ index }) => index)) timed.add(record);
  }
  const timing = timed.result().timing ?? readCard(out)?.timing ?? null;
  const kernels = kernelsOf(folders);
  const made = {
    ...(kernels.length > 0 && { kernels }),
    timing,
    files,
    command,
    version,
    created: new Date().toISOString(),
  };
  const card: DatasetCard = { schema: datasetSchema, ...identity, ...all.result(), ...made };
  writeCard(out, card);
  const missing = missingDraws(folders, draws);
  if (missing) emit?.({ type: 'warning', message: `${out}: ${describeMissing(missing)}` });
  return card;
}

/** What there is to merge. @throws LoopsmithError where a source holds nothing, or two hold data of two kinds */
function survey({ out, sources = [] }: MergeOptions) {
  for (const source of sources) {
    if (source === out || partPaths(source).length > 0 || recordPaths(source).length > 0) continue;
    throw new LoopsmithError(`${source}: no labelled data: expected parts/*.jsonl or records/*.parquet in it`);
  }
  const folders = [...new Set([out, ...sources])];
  const paths = folders.map((folder) => ({ folder, merged: recordPaths(folder), parts: partPaths(folder) }));
  const identity = oneIdentity(
    paths.flatMap(({ merged }) => merged),
    paths.flatMap(({ parts }) => parts),
  );
  return { folders, paths, identity };
}

function writeChanged(path: string, bytes: Uint8Array): void {
  const same = existsSync(path) && onFile('read', path, () => readFileSync(path)).equals(bytes);
  if (!same) writeWhole(path, bytes);
}

function oneIdentity(merged: readonly string[], parts: readonly string[]): DatasetIdentity {
  const identity = commonIdentity(merged, parts);
  if (identity) return identity;
  throw new LoopsmithError('no labelled data: expected a data folder with parts/*.jsonl or records/*.parquet');
}

/** What all the given files hold, null where they hold nothing; refuses those that differ in it. */
export function commonIdentity(merged: readonly string[], parts: readonly string[]): DatasetIdentity | null {
  const found = [
    ...merged.map((path) => ({ path, identity: readParquetIdentity(path) })),
    ...parts.map((path) => ({ path, identity: readPartIdentity(path) })),
  ];
  const first = found.find(({ identity }) => identity !== null);
  if (!first?.identity) return null;
  for (const { path, identity } of found) if (identity) checkSameIdentity(first.identity, first.path, identity, path);
  return first.identity;
}

/** Kernels that labelled what data folders hold, merged or not, as far as they say; sorted. */
export function kernelsOf(folders: readonly string[]): string[] {
  const kernels = folders.flatMap((folder) => [
    ...(readCard(folder)?.kernels ?? []),
    ...partPaths(folder).flatMap((path) => readPartKernel(path) ?? []),
  ]);
  return [...new Set(kernels)].sort();
}

function placesByFile(parts: readonly string[]): Map<number, RecordPlace[]> {
  const files = new Map<number, RecordPlace[]>();
  for (const path of parts)
    for (const { record, place } of readPart(path)) {
      const number = Math.floor(record.index / recordsPerFile);
      const places = files.get(number) ?? [];
      files.set(number, places);
      places.push(place);
    }
  return files;
}
