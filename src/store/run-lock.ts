// One process at a time writes into a run folder: a file with its process number, which counts only as long as that process lives.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LoopsmithError } from '../errors.js';
import { onFile } from './file-failure.js';

const lockFile = (run: string): string => join(run, 'lock');

interface Holder {
  pid: number;
  host: string;
}

/** @throws LoopsmithError where another process holds the run; returns what releases it */
export function lockRun(run: string): () => void {
  const path = lockFile(run);
  const holder = holderOf(run);
  if (holder) throw new LoopsmithError(`${run}: in progress (${describe(holder)})`, 'failed');
  rmSync(path, { force: true });
  onFile('create', path, () => {
    const file = openSync(path, 'wx');
    writeSync(file, JSON.stringify({ pid: process.pid, host: hostname() }));
    closeSync(file);
  });
  return () => rmSync(path, { force: true });
}

/** Who works in a run now; null where nobody does: a process of this machine that has ended counts as gone. */
export function holderOf(run: string): Holder | null {
  try {
    const { pid, host } = JSON.parse(readFileSync(lockFile(run), 'utf8'));
    if (!Number.isInteger(pid) || pid <= 0) return null;
    return host !== hostname() || isAlive(pid) ? { pid, host } : null;
  } catch {
    return null;
  }
}

const describe = ({ pid, host }: Holder): string =>
  host === hostname()
    ? `process ${pid}`
    : `process ${pid} on ${host}; if it has ended there, delete the file "lock" in this folder`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
