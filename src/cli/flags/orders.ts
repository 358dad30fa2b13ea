// Orders as they are typed: "more=4", "polish=3", "polish=3:10".
import { InvalidArgumentError } from 'commander';
import { mostCandidates, mostSolves, orderSchema, usualSolves } from '../../design/order-schema.js';
import type { Order } from '../../events.js';

/** For --then; repeated flags make a list. */
export function collectOrder(text: string, before: Order[] = []): Order[] {
  const more = /^more=(\d{1,9})$/.exec(text);
  const polish = /^polish=(\d{1,9})(?::(\d{1,9}))?$/.exec(text);
  const [first, second] = (more ?? polish ?? []).slice(1).map((digits) => Number(digits ?? usualSolves));
  const order = orderSchema.safeParse(
    more ? { do: 'verify-more', candidates: first } : { do: 'polish', candidate: first - 1, solves: second },
  ).data;
  if (!order)
    throw new InvalidArgumentError(
      `expected more=N (1 to ${mostCandidates}), polish=CANDIDATE or polish=CANDIDATE:SOLVES (1 to ${mostSolves}).`,
    );
  return [...before, order];
}
