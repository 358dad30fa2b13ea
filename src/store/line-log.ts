// A file that only grows, one line per record, flushed to the disk after each: a process killed at any moment leaves at most half a
// line at the end, which readers leave out and the next writer cuts off.
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { fileFailure, onFile } from './file-failure.js';

export interface LineLog {
  append(line: string): void;
  close(): void;
}

const newline = 0x0a;
const chunkSize = 1 << 16;

/** Opens for appending, creates where missing and cuts off half a last line. The disk is touched at the first `append`. */
export function createLineLog(path: string): LineLog {
  let file: number | undefined;
  const close = () => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  const append = (line: string) => {
    file ??= openRepaired(path);
    const bytes = Buffer.from(`${line}\n`);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  };
  return {
    append(line) {
      try {
        append(line);
      } catch (error) {
        close(); // half a line may stand there now; the next append cuts it off
        throw fileFailure(error, 'write', path);
      }
    },
    close,
  };
}

function openRepaired(path: string): number {
  if (existsSync(path)) {
    const file = openSync(path, 'r+');
    const whole = wholeLength(file);
    if (whole < fstatSync(file).size) ftruncateSync(file, whole);
    closeSync(file);
  }
  return openSync(path, 'a');
}

/** Bytes up to and with the last newline. */
function wholeLength(file: number): number {
  const chunk = Buffer.alloc(chunkSize);
  for (let end = fstatSync(file).size; end > 0; end -= chunkSize) {
    const start = Math.max(0, end - chunkSize);
    const length = readSync(file, chunk, 0, end - start, start);
    const last = chunk.subarray(0, length).lastIndexOf(newline);
    if (last >= 0) return start + last + 1;
  }
  return 0;
}

export interface Line {
  text: string;
  /** Counted from 1. */
  number: number;
  /** Place in the file, in bytes, without the newline. */
  offset: number;
  length: number;
}

/** The whole lines of a file in order, in bounded memory; half a last line is left out. A missing file has no lines. */
export function* readLines(path: string): Generator<Line> {
  if (!existsSync(path)) return;
  const file = onFile('read', path, () => openSync(path, 'r'));
  try {
    const chunk = Buffer.alloc(chunkSize);
    let rest = Buffer.alloc(0);
    let offset = 0;
    let number = 0;
    for (;;) {
      const length = onFile('read', path, () => readSync(file, chunk, 0, chunkSize, null));
      if (length === 0) return;
      rest = Buffer.concat([rest, chunk.subarray(0, length)]);
      let start = 0;
      for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline, start)) {
        yield {
          text: rest.toString('utf8', start, end),
          number: ++number,
          offset: offset + start,
          length: end - start,
        };
        start = end + 1;
      }
      offset += start;
      rest = Buffer.from(rest.subarray(start));
    }
  } finally {
    closeSync(file);
  }
}
