// What the keys of a run ask for, and the command that asks it of a run that is done.
import { usualSolves } from '../design/order-schema.js';
import type { Order } from '../events.js';

/** Each press asks for as many. */
const moreCandidates = 2;

export const verifyNow: Order = { do: 'verify-now' };
export const verifyMore: Order = { do: 'verify-more', candidates: moreCandidates };
/** @param candidate from 0 */
export const polishOf = (candidate: number): Order => ({ do: 'polish', candidate, solves: usualSolves });

/** @param run its folder */
export function orderArgs(order: Order, run: string): string[] {
  switch (order.do) {
    case 'verify-now':
      return ['verify', run, '--now'];
    case 'verify-more':
      return ['verify', run, '--more', String(order.candidates)];
    case 'polish':
      return ['polish', run, '--candidate', String(order.candidate + 1), '--solves', String(order.solves)];
  }
}
