// Leaves an order for the process that works in a run.
import type { Order } from '../../events.js';
import type { Task } from '../../pool/task.js';
import { openRun } from '../../store/run-store.js';

export interface LeaveOrderInput {
  /** Folder of the run. */
  run: string;
  order: Order;
}

/** @returns the file that waits to be taken */
export const run: Task<LeaveOrderInput, string> = ({ run: path, order }) => openRun(path).orders.leave(order);
