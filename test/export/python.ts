// The Python of this machine and the one with the foreign readers, where they are there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const works = (command: string, args: string[]): boolean => spawnSync(command, args).status === 0;

/** With the readers of requirements.txt; null where `npm run setup:readers` was not run. */
export const readersPython: string | null =
  ['.venv/bin/python', '.venv/Scripts/python.exe']
    .map((path) => `${root}${path}`)
    .find((path) => existsSync(path) && existsSync(`${root}.venv/installed.txt`)) ?? null;

/** Any Python 3. */
export const plainPython: string | null =
  ['python3', 'python'].find((name) => works(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))'])) ?? null;

/** Standard output of a program that must succeed. */
export function output(command: string, args: string[], options: { cwd?: string; input?: string } = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
