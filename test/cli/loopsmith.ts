// Runs the built command line as a user does: as a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd: string;
  env?: Record<string, string>;
  onStart?: (child: ChildProcess) => void;
  /** Called with all of standard error so far, whenever there is more. */
  onStderr?: (text: string, child: ChildProcess) => void;
}

/** Runs `loopsmith ...args` to its end. */
export function loopsmith(args: readonly string[], { cwd, env, onStart, onStderr }: RunOptions): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onStart?.(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
    onStderr?.(stderr, child);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A folder of its own for the commands of a test file. */
export function createWorkplace(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'loopsmith-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
