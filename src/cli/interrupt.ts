// Ctrl-C: once stops cleanly, twice at once.
import { setMaxListeners } from 'node:events';
import { LoopsmithError } from '../errors.js';
import { say } from './output.js';

export interface Interrupt {
  signal: AbortSignal;
  /** As if Ctrl-C had been pressed: for a screen that reads the keys itself. */
  press(): void;
  /** Back to how signals were before. */
  release(): void;
}

/** Exit code of a program ended by SIGINT. */
const interrupted = 130;

/** @param note said at the first Ctrl-C; nothing where a screen says it */
export function createInterrupt(note?: string): Interrupt {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // every task of a pool listens
  const press = () => {
    if (controller.signal.aborted) process.exit(interrupted);
    if (note) say(note);
    controller.abort(new LoopsmithError('stopped', 'failed'));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, press);
  return {
    signal: controller.signal,
    press,
    release: () => {
      for (const name of signals) process.off(name, press);
    },
  };
}
