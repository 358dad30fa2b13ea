// The merged files of a data folder: <data>/records/00000.parquet holds draws 0 to 999, and so on.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LoopsmithError } from '../errors.js';
import { onFile } from '../store/file-failure.js';
import { readCard } from './card.js';
import { altered, type ParquetRecords, readParquet } from './parquet.js';

export const recordsPerFile = 1000;

export const recordFile = (number: number): string =>
  `records/${String(number * recordsPerFile).padStart(5, '0')}.parquet`;

/** In the order of the draws. */
export function recordPaths(data: string): string[] {
  const folder = join(data, 'records');
  if (!existsSync(folder)) return [];
  const names = onFile('read', folder, () => readdirSync(folder));
  return names
    .filter((name) => /^\d+\.parquet$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/** Which file of its folder it is, from 0. */
export function fileNumber(path: string): number {
  const number = Number(basename(path, '.parquet')) / recordsPerFile;
  if (Number.isInteger(number)) return number;
  throw new LoopsmithError(
    `${path}: expected a name like 00000.parquet or 01000.parquet (the first draw in it)`,
    'failed',
  );
}

/**
 * Reads files of `recordPaths(data)`; refuses one that is not the one whose digest the data card has. One of more rows than the card
 * says is what a merge that was cut off leaves, and the next one ends: merging takes no row away.
 */
export function recordReader(data: string): (path: string) => Promise<ParquetRecords> {
  const files = readCard(data)?.files ?? [];
  return async (path) => {
    const found = await readParquet(path);
    const known = files.find(({ file }) => join(data, file) === path);
    const isOfCard = known?.sha256 !== undefined && found.records.length <= known.rows;
    if (isOfCard && known.sha256 !== found.sha256) throw altered(path);
    return found;
  };
}
