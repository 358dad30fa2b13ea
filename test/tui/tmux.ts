// A real terminal for tests: the built program in a tmux session of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface TerminalOptions {
  cwd: string;
  columns?: number;
  rows?: number;
  env?: Record<string, string>;
  /** What Node runs. @default the program */
  script?: readonly string[];
  /** File that gets every byte that the terminal gets. */
  record?: string;
}

export type TerminalSession = ReturnType<typeof openTerminal>;

let opened = 0;

/** Runs `loopsmith ...args` in a terminal; what it leaves behind stays to be looked at after its end. */
export function openTerminal(
  args: readonly string[],
  { cwd, columns = 80, rows = 24, env = {}, record, script = [main] }: TerminalOptions,
) {
  const socket = `loopsmith-${process.pid}-${opened++}`;
  const tmux = (...words: string[]): string =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const variables = Object.entries({ LANG: 'C.UTF-8', COLORTERM: 'truecolor', ...env });
  const command = [
    'env',
    ...['-u', 'NODE_ENV', '-u', 'CI'],
    ...variables.map(([name, value]) => `${name}=${value}`),
    'sh',
    '-c',
    // What follows is recorded from its first byte.
    `${record ? 'sleep 0.3; ' : ''}echo before the screens; "$@"; echo "exit code $?"; exec sleep 600`,
    'sh',
    process.execPath,
    ...script,
    ...args,
  ];
  const size = ['-x', String(columns), '-y', String(rows)];
  tmux('new-session', '-d', ...size, '-c', cwd, '-s', 'test', ...command);
  if (record) tmux('pipe-pane', '-t', 'test', `cat > '${record}'`);
  tmux('set', '-g', 'remain-on-exit', 'on');
  const screen = () => tmux('capture-pane', '-p', '-t', 'test');
  return {
    screen,
    /** With colours. */
    colored: () => tmux('capture-pane', '-e', '-p', '-t', 'test'),
    /** Names of keys, as tmux knows them. */
    press: (...keys: string[]) => void tmux('send-keys', '-t', 'test', ...keys),
    type: (text: string) => void tmux('send-keys', '-t', 'test', '-l', text),
    resize: (x: number, y: number) => void tmux('resize-window', '-t', 'test', '-x', String(x), '-y', String(y)),
    /** Waits until all of it stands on the screen. */
    sees: (parts: readonly (string | RegExp)[], timeout = 60_000) =>
      vi.waitFor(
        () => {
          const text = screen();
          for (const part of parts)
            if (typeof part === 'string' ? !text.includes(part) : !part.test(text))
              throw new Error(`expected ${part} on the screen:\n${text}`);
        },
        { timeout, interval: 50 },
      ),
    /** Process of the program, below the shell of the pane. */
    pid: () => {
      const shell = tmux('display-message', '-p', '-t', 'test', '#{pane_pid}').trim();
      return Number(readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ')[0]);
    },
    close: () => void spawnSync('tmux', ['-L', socket, 'kill-server']),
  };
}

/** Time that a process has spent computing, in s. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  // utime and stime, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
