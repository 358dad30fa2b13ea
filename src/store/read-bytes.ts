// A file the user named, with a limit that is checked before anything is read: a device never ends, and a large file fills the memory.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { LoopsmithError } from '../errors.js';
import { reasonOf } from './file-failure.js';

/** The first bytes of a file. @throws LoopsmithError where it cannot be read */
export const readStart = (path: string, count: number): Uint8Array => read(path, path, (size) => Math.min(size, count));

/**
 * @param shown the file, for messages
 * @throws LoopsmithError where the file cannot be read, is no file, or is larger than `most` bytes
 */
export const readBytes = (path: string, most: number, shown: string = path): Uint8Array =>
  read(path, shown, (size) => {
    if (size <= most) return size;
    const mebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`;
    throw new LoopsmithError(`${shown}: expected at most ${mebibytes(most)}, got ${mebibytes(size)}`);
  });

/** The same as text, UTF-8, without a byte-order mark. */
export const readText = (path: string, most: number, shown: string = path): string =>
  Buffer.from(readBytes(path, most, shown))
    .toString('utf8')
    .replace(/^\uFEFF/, '');

function read(path: string, shown: string, length: (size: number) => number): Uint8Array {
  try {
    const status = statSync(path);
    if (!status.isFile()) {
      const kind = status.isDirectory() ? 'it is a folder' : 'it is no regular file';
      throw new LoopsmithError(`${shown}: cannot be read: ${kind}`);
    }
    return readLength(path, length(status.size));
  } catch (error) {
    if (error instanceof LoopsmithError || !(error instanceof Error) || !('code' in error)) throw error;
    const reason = error.code === 'ENOENT' ? 'no such file' : (reasonOf(error.code) ?? String(error.code));
    throw new LoopsmithError(`${shown}: cannot be read: ${reason}`, 'usage', { cause: error });
  }
}

function readLength(path: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const file = openSync(path, 'r');
  try {
    let done = 0;
    for (let more = -1; done < length && more !== 0; done += more)
      more = readSync(file, bytes, done, length - done, done);
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}
