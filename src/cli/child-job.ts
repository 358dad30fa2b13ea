// A command of this program in a process of its own, for the screens: its events come through the channel, it is stopped as a user
// would stop it.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunEvent } from '../events.js';
import type { Job, JobEnd } from '../tui/services.js';
import { commandLine } from './command-line.js';

const main = fileURLToPath(new URL('./main.js', import.meta.url));

/** @param args of the command, for example ['design', '--preset', 'quick'] */
export function startChildJob(args: readonly string[]): Job {
  // A group of its own: the keys of the terminal are for the screen alone. Where the screen is killed, the channel closes, and the
  // command stops as on Ctrl-C.
  const child = fork(main, [...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
  const listeners = new Set<(event: RunEvent) => void>();
  let output = '';
  let said = '';
  let paused = false;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-64_000);
  });
  child.on('message', (event: RunEvent) => {
    for (const listener of listeners) listener(event);
  });
  const ended = new Promise<JobEnd>((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output, problem: error.message }));
    child.on('close', (code) => resolve({ code, output, problem: code === 0 ? '' : lastProblem(said, code) }));
  });
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name);
  };
  const resume = () => {
    if (paused) signal('SIGCONT');
    paused = false;
  };
  // A held process could not hear that the screen is gone.
  process.once('exit', resume);
  child.on('close', () => process.off('exit', resume));
  return {
    command: commandLine(args),
    ended,
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      resume();
      signal('SIGINT');
    },
    pause() {
      paused = true;
      signal('SIGSTOP');
    },
    resume,
  };
}

/** The line in which a command says why it ends. */
function lastProblem(said: string, code: number | null): string {
  const lines = said.split('\n').filter((line) => line.startsWith('loopsmith: '));
  const [last] = lines.slice(-1);
  return last ? last.slice('loopsmith: '.length) : code === null ? 'ended by a signal' : `ended with exit code ${code}`;
}
