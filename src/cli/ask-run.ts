// Asks something more of a run: the process that works in it takes the order; where none does, the run is taken up here and carried
// further.
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openResumable } from '../design/resume.js';
import { LoopsmithError } from '../errors.js';
import type { Order } from '../events.js';
import { holderOf, inProgress } from '../store/run-lock.js';
import { openRun, type Run } from '../store/run-store.js';
import { type DesignFlags, runDesign } from './design-run.js';
import { createInterrupt } from './interrupt.js';
import { print, printJson, say } from './output.js';
import { watched } from './watch.js';

/** Time between two looks whether an order was taken, in ms, and the looks after which it is said for whom is waited. */
const period = 100;
const patience = 30;

/** @param name folder of the run, or its name under `flags.runs` */
export async function askRun(name: string, order: Order, flags: DesignFlags): Promise<void> {
  const { runs: root, json } = flags;
  const run = openRun(name, { root });
  if (holderOf(run.path)) {
    if (await isTaken(run, order)) {
      if (json) printJson({ run: run.path, asked: order });
      else
        print(
          `${run.path}: asked; the process that works in it ${order.do === 'verify-now' ? 'ends its search, if that still goes on' : 'does it'}`,
        );
      return;
    }
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

/** Leaves an order with the process that works in a run; false where that has ended meanwhile. An order that is not taken is withdrawn. */
async function isTaken(run: Run, order: Order): Promise<boolean> {
  const interrupt = createInterrupt('stopping');
  const file = run.orders.leave(order);
  try {
    for (let looks = 0; existsSync(file); looks++) {
      const holder = holderOf(run.path);
      if (!holder) return !run.orders.withdraw(file);
      if (looks === patience) say(`not taken so far: ${inProgress(run.path, holder)}`);
      await setTimeout(period, undefined, { signal: interrupt.signal });
    }
    return true;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    if (!run.orders.withdraw(file)) return true;
    throw new LoopsmithError(`stopped; nothing was asked of ${run.path}`, 'failed');
  } finally {
    interrupt.release();
  }
}

function numbers(run: Run): string {
  const all = run.candidates();
  return all.length === 0 ? 'a run with solved candidates' : `one of ${all.join(', ')}`;
}
