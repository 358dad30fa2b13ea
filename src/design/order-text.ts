// Orders in words, and as the flags of a design that does the same from its beginning.
import type { Order, SearchEnded } from '../events.js';

/** One line, for lists and logs. */
export function describeOrder(order: Order): string {
  switch (order.do) {
    case 'verify-now':
      return 'the search ends early';
    case 'verify-more':
      return `${order.candidates} more ${order.candidates === 1 ? 'candidate' : 'candidates'} verified`;
    case 'polish':
      return `candidate ${order.candidate + 1} polished with ${order.solves} solver runs more`;
  }
}

const reasons: Readonly<Record<SearchEnded['reason'], string>> = {
  met: 'all that it keeps meets the objective',
  stalled: 'no more progress',
  exhausted: 'all are used up',
  asked: 'as asked',
};

/** One line. */
export const describeSearchEnd = ({ reason, generation, generations }: Omit<SearchEnded, 'type'>): string =>
  `the search ended after generation ${generation} of ${generations}: ${reasons[reason]}`;

/** The command of a design and what was asked of it since, as one command that comes to the same candidates. */
export const repeatingCommand = (command: string, orders: readonly Order[]): string =>
  [command, ...orders.flatMap(flagsOf)].join(' ');

function flagsOf(order: Order): string[] {
  switch (order.do) {
    // A search that ends after a generation has found what one that may not go further has.
    case 'verify-now':
      return order.generation === undefined ? [] : ['--set', `search.generations=${Math.max(1, order.generation)}`];
    case 'verify-more':
      return ['--then', `more=${order.candidates}`];
    case 'polish':
      return ['--then', `polish=${order.candidate + 1}:${order.solves}`];
  }
}
