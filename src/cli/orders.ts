// Orders as they are typed: "more=4", "polish=3", "polish=3:10".
import { InvalidArgumentError } from 'commander';
import type { Order } from '../events.js';

/** Solver runs of an order that does not say how many. */
export const polishSolves = 6;

/** For --then; repeated flags make a list. */
export function collectOrder(text: string, before: Order[] = []): Order[] {
  const more = /^more=(\d{1,4})$/.exec(text);
  const polish = /^polish=(\d{1,4})(?::(\d{1,5}))?$/.exec(text);
  const [first, second] = (more ?? polish ?? []).slice(1).map((digits) => Number(digits ?? polishSolves));
  if (first === undefined || first < 1 || second === 0)
    throw new InvalidArgumentError('expected more=N, polish=CANDIDATE or polish=CANDIDATE:SOLVES, numbers from 1.');
  const order: Order = more
    ? { do: 'verify-more', candidates: first }
    : { do: 'polish', candidate: first - 1, solves: second };
  return [...before, order];
}
