// Ctrl-C: once stops cleanly, twice at once.
import { setMaxListeners } from 'node:events';
import { LoopsmithError } from '../errors.js';
import { say } from './output.js';
import { onParentGone } from './parent.js';

export interface Interrupt {
  signal: AbortSignal;
  /** Back to how signals were before. */
  release(): void;
}

/** Exit code of a program ended by SIGINT. */
const interrupted = 130;

/** @param note said at the first Ctrl-C */
export function createInterrupt(note: string): Interrupt {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // every task of a pool listens
  const press = () => {
    if (controller.signal.aborted) process.exit(interrupted);
    say(note);
    controller.abort(new LoopsmithError('stopped', 'failed'));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, press);
  const forgetParent = onParentGone(press);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of signals) process.off(name, press);
      forgetParent();
    },
  };
}
