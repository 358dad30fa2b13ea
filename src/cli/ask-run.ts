// Asks something more of a run: the process that works in it takes the order; where none does, the run is taken up here and carried
// further.
import { existsSync } from 'node:fs';
import { openResumable } from '../design/resume.js';
import { LoopsmithError } from '../errors.js';
import type { Order } from '../events.js';
import { holderOf } from '../store/run-lock.js';
import { openRun, type Run } from '../store/run-store.js';
import { type DesignFlags, runDesign } from './design-run.js';
import { print, printJson } from './output.js';
import { watched } from './watch.js';

/** Time between two looks whether an order was taken, in ms. */
const period = 100;

/** @param name folder of the run, or its name under `flags.runs` */
export async function askRun(name: string, order: Order, flags: DesignFlags): Promise<void> {
  const { runs: root, json } = flags;
  const run = openRun(name, { root });
  if (holderOf(run.path)) {
    const file = run.orders.leave(order);
    if (await isTaken(run, file)) {
      if (json) printJson({ run: run.path, asked: order });
      else print(`${run.path}: asked; the process that works in it does it`);
      return;
    }
    // It ended meanwhile.
    run.orders.withdraw(file);
  }
  if (order.do === 'verify-now') throw new LoopsmithError(`${run.path}: nothing searches in it now`, 'failed');
  const subject = openResumable(run.path, { root, further: true });
  if (order.do === 'polish' && !run.candidates().includes(order.candidate + 1))
    throw new LoopsmithError(`${run.path}: no candidate ${order.candidate + 1}: expected ${numbers(run)}`);
  if (await watched(flags)) return;
  const file = subject.run.orders.leave(order);
  try {
    await runDesign({ ...subject, resumed: subject.run, command: run.command }, { ...flags, tui: false });
  } finally {
    subject.run.orders.withdraw(file);
  }
}

async function isTaken(run: Run, file: string): Promise<boolean> {
  while (existsSync(file)) {
    if (!holderOf(run.path)) return false;
    await new Promise((resolve) => setTimeout(resolve, period));
  }
  return true;
}

function numbers(run: Run): string {
  const all = run.candidates();
  return all.length === 0 ? 'a run with solved candidates' : `one of ${all.join(', ')}`;
}
