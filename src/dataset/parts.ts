// Parts: what a shard has labelled so far, <data>/parts/shard-003-of-016.jsonl. The first line says what the records are, then one
// record per line in the order in which they were finished. Killed at any moment, at most half a line is lost.
import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { firstIssue } from '../json.js';
import { onFile } from '../store/file-failure.js';
import { createLineLog, type LineLog, readLines } from '../store/line-log.js';
import { lockFolder } from '../store/run-lock.js';
import { checkSameIdentity, type DatasetIdentity, identitySchema } from './identity.js';
import { type DatasetRecord, recordProblem } from './record.js';
import { formatRecord, parseRecord } from './record-line.js';
import type { Shard } from './shard.js';

const partSchema = 'loopsmith/dataset-part@1';
const headerSchema = z.object({
  schema: z.literal(partSchema),
  identity: identitySchema,
  /** That made the first labels; parts of earlier versions do not say. */
  kernel: z.string().optional(),
  /** Draws of the whole data set, over all shards, when the part was begun; parts of earlier versions do not say. */
  count: z.int().optional(),
});
const headerStart = '{"schema":';

const folder = (data: string) => join(data, 'parts');

export function partPath(data: string, { part, of }: Shard): string {
  const three = (value: number) => String(value).padStart(3, '0');
  return join(folder(data), `shard-${three(part)}-of-${three(of)}.jsonl`);
}

/** The parts of a data folder, sorted by name. */
export function partPaths(data: string): string[] {
  if (!existsSync(folder(data))) return [];
  const names = onFile('read', folder(data), () => readdirSync(folder(data)));
  return names
    .filter((name) => /^shard-\d+-of-\d+\.jsonl$/.test(name))
    .map((name) => join(folder(data), name))
    .sort();
}

/** What the records of a part are; null where the part holds nothing yet. */
export const readPartIdentity = (path: string): DatasetIdentity | null => readHeader(path)?.identity ?? null;

/** Kernel that made its first labels; undefined where it does not say. */
export const readPartKernel = (path: string): string | undefined => readHeader(path)?.kernel;

/** Draws of the whole data set, as its last header says; undefined where none does. */
export function readPartCount(path: string): number | undefined {
  let count: number | undefined;
  for (const { text } of readLines(path)) {
    const header = text.startsWith(headerStart) ? headerSchema.safeParse(json(text)) : null;
    if (header?.success) count = header.data.count ?? count;
  }
  return count;
}

function readHeader(path: string) {
  for (const { text } of readLines(path)) {
    const header = headerSchema.safeParse(json(text));
    if (header.success) return header.data;
    throw new LoopsmithError(
      `${path}: line 1: expected a header of ${partSchema}: ${firstIssue(header.error)}`,
      'failed',
    );
  }
  return null;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where a record lies, in bytes. */
export interface RecordPlace {
  path: string;
  offset: number;
  length: number;
}

/**
 * The records of a part, in bounded memory. A broken line, other than half a last one, is refused with file and line. A header that
 * comes again is read over: it says of how many draws a later call was.
 */
export function* readPart(path: string): Generator<{ record: DatasetRecord; place: RecordPlace }> {
  const identity = readPartIdentity(path);
  if (identity === null) return;
  for (const { text, number, offset, length } of readLines(path)) {
    if (number === 1) continue;
    const header = headerSchema.safeParse(text.startsWith(headerStart) ? json(text) : null);
    if (header.success) {
      checkSameIdentity(identity, path, header.data.identity, `${path}: line ${number}`);
      continue;
    }
    const record = checkedRecord(text, identity, `${path}: line ${number}`);
    yield { record, place: { path, offset, length } };
  }
}

function checkedRecord(text: string, identity: DatasetIdentity, where: string): DatasetRecord {
  let problem: string | null;
  try {
    const record = parseRecord(text);
    problem = recordProblem(record, identity);
    if (problem === null) return record;
  } catch {
    problem = 'not a record; without this line its draw is labelled again';
  }
  throw new LoopsmithError(`${where}: ${problem}`, 'failed');
}

/** Reads one record again. */
export function readPlaced({ path, offset, length }: RecordPlace): DatasetRecord {
  return onFile('read', path, () => {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, offset);
      return parseRecord(bytes.toString('utf8'));
    } finally {
      closeSync(file);
    }
  });
}

export interface PartWriter {
  /** Writes the header, as the first `append` does: for a shard that no draw falls to. */
  begin(): void;
  append(record: DatasetRecord): void;
  close(): void;
}

/**
 * Opens a part to add records to it; refuses one whose records are of another kind, and one that another process adds to.
 * @param begun what a new part says of itself beside that
 */
export function createPartWriter(
  path: string,
  identity: DatasetIdentity,
  begun: { kernel?: string; count?: number } = {},
): PartWriter {
  // One process at a time labels a shard; different shards of a data folder do not know of each other.
  const unlock = lockFolder(path.replace(/\.jsonl$/, '.lock'));
  let log: LineLog | null = null;
  try {
    const found = readPartIdentity(path);
    if (found) checkSameIdentity(found, path, identity, 'this call');
    const begin = (): LineLog => {
      if (log) return log;
      const opened = createLineLog(path);
      // Once more where another number of draws is wanted now.
      if (!found || readPartCount(path) !== begun.count)
        opened.append(JSON.stringify({ schema: partSchema, identity, ...begun }));
      log = opened; // once it has its header: without one nobody reads it
      return log;
    };
    return {
      begin: () => void begin(),
      append: (record) => begin().append(formatRecord(record)),
      close() {
        log?.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
