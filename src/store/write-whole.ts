// A file is there whole or not at all: written beside its place, flushed to the disk, then renamed into it.
import { randomInt } from 'node:crypto';
import { closeSync, fsyncSync, lstatSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { onFile } from './file-failure.js';
import { makeFolder } from './make-folder.js';
import { isAlive } from './process-life.js';

/**
 * Writes a file whole, and its folders where they are missing; throws LoopsmithError 'failed' and leaves what was there before. What is
 * no plain file (a link, a pipe, /dev/stdout) is written to: it must not be replaced by one.
 */
export function writeWhole(path: string, content: Uint8Array | string): void {
  makeFolder(dirname(path));
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there && !there.isFile() && !there.isDirectory()) {
    onFile('write', path, () => writeFileSync(path, content));
    return;
  }
  // At random: in containers another process had this one's number, and may have been killed here.
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.${randomInt(2 ** 47)}.tmp`);
  onFile('write', path, () => {
    try {
      const file = openSync(beside, 'wx');
      try {
        writeFileSync(file, content);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  });
}

/** A JSON document as files hold it. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The same as a file, written whole. */
export const writeJson = (path: string, value: unknown): void => writeWhole(path, jsonText(value));

/** Removes what writers left beside their places when they were killed, not what another process that lives is writing. */
export function removeLeftovers(folder: string): void {
  const names = onFile('read', folder, () => readdirSync(folder, { recursive: true, encoding: 'utf8' }));
  for (const name of names) {
    const [, writer] = /^\..+\.(\d+)\.\d+\.tmp$/.exec(basename(name)) ?? [];
    if (writer === undefined || (Number(writer) !== process.pid && isAlive(Number(writer)))) continue;
    rmSync(join(folder, name), { force: true });
  }
}
