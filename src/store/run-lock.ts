// One process at a time writes into a run folder: a file with its number and start, which counts only as long as that process lives.
import { constants, copyFileSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { codeOf, LoopsmithError } from '../errors.js';
import { fileFailure, onFile } from './file-failure.js';
import { makeFolder } from './make-folder.js';
import { isAlive, startOf } from './process-life.js';
import { removeLeftovers } from './write-whole.js';

const lockFile = (run: string): string => join(run, 'lock');

interface Holder {
  pid: number;
  host: string;
  /** See process-life.ts; absent where it is not known. */
  started?: string | null;
}

/** What this process holds, where the system does not tell processes of one number apart. */
const own = new Set<string>();

/** @throws LoopsmithError where another process holds the run; returns what releases it */
export function lockRun(run: string): () => void {
  const path = lockFile(run);
  const content = JSON.stringify({ pid: process.pid, host: hostname(), started: startOf(process.pid) });
  while (!onFile('create', path, () => writeNew(path, content))) {
    const found = read(path);
    const holder = holderIn(found, path);
    if (holder) throw new LoopsmithError(inProgress(run, holder), 'failed');
    if (isBeingWritten(found, path)) wait(20);
    else if (found !== null) setAside(path, found);
  }
  own.add(resolve(path));
  return () => {
    own.delete(resolve(path));
    if (read(path) === content) rmSync(path, { force: true });
  };
}

/**
 * The same for a folder that may not be there yet: it is made, and what was left half-written in it goes.
 * @returns what releases it, and removes the folder where nothing has come to be in it
 */
export function lockFolder(folder: string): () => void {
  makeFolder(folder);
  const release = lockRun(folder);
  removeLeftovers(folder);
  return () => {
    release();
    try {
      rmdirSync(folder);
    } catch {
      // It holds something, or another process has come for it.
    }
  };
}

/** Does something while this process alone may write into the folder. @throws LoopsmithError as `lockFolder` */
export async function lockedWhile<T>(folder: string, action: () => Promise<T>): Promise<T> {
  const release = lockFolder(folder);
  try {
    return await action();
  } finally {
    release();
  }
}

/** Who works in a run now; null where nobody does: a process of this machine that has ended counts as gone. */
export const holderOf = (run: string): Holder | null => holderIn(read(lockFile(run)), lockFile(run));

/** One line: by whom, and what to do where that is wrong. */
export const inProgress = (run: string, { pid, host }: Holder): string =>
  host === hostname()
    ? `${run}: in progress (process ${pid}); if that is another program by now, delete ${lockFile(run)}`
    : `${run}: in progress (process ${pid} on ${host}); if it has ended there, delete ${lockFile(run)}`;

function holderIn(text: string | null, path: string): Holder | null {
  const holder = parse(text);
  return holder && (holder.host !== hostname() || isHeld(holder, path)) ? holder : null;
}

function isHeld({ pid, started }: Holder, path: string): boolean {
  const now = startOf(pid);
  if (started && now) return started === now;
  return pid === process.pid ? own.has(resolve(path)) : isAlive(pid);
}

/** false where there is one already. */
function writeNew(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

let asides = 0;

/** Two processes may find the same lock of a dead one: what the slower one took away is then the lock of the faster one, and goes back. */
function setAside(path: string, stale: string): void {
  const aside = join(path, '..', `.lock.${process.pid}.${asides++}.tmp`);
  try {
    renameSync(path, aside);
    if (read(aside) !== stale) copyFileSync(aside, path, constants.COPYFILE_EXCL);
  } catch (error) {
    // Away or there again: others were faster.
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw fileFailure(error, 'delete', path);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** A lock is there for a moment before it says whose it is. */
const isBeingWritten = (text: string | null, path: string): boolean => {
  const written = parse(text) === null && statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return typeof written === 'number' && Math.abs(Date.now() - written) < 1000;
};

const wait = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/** null where there is none. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : '';
  }
}

function parse(text: string | null): Holder | null {
  try {
    const { pid, host, started } = JSON.parse(text ?? '');
    return Number.isInteger(pid) && pid > 0 ? { pid, host, started } : null;
  } catch {
    return null;
  }
}
