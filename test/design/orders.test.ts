import { describe, expect, test } from 'vitest';
import { parseOrder } from '../../src/design/order-schema.js';
import { describeOrder, repeatingCommand } from '../../src/design/order-text.js';
import { createOrderBook } from '../../src/design/orders.js';
import type { Order, RunEvent } from '../../src/events.js';
import { isLimitReached } from '../../src/pool/step-limit.js';

const more: Order = { do: 'verify-more', candidates: 2 };
const polish: Order = { do: 'polish', candidate: 4, solves: 6 };

function opened(known: Order[] = []) {
  const events: RunEvent[] = [];
  const book = createOrderBook({ known });
  book.open((event) => events.push(event));
  return { book, events };
}

describe('an order book', () => {
  test('hands out what was asked for in its order, what was known before first, and tells what is new', () => {
    const { book, events } = opened([more]);
    book.ask(polish);
    expect([book.next(), book.next(), book.next()]).toEqual([more, polish, null]);
    expect(events).toEqual([{ type: 'asked', order: polish }]);
    expect(book.all).toEqual([more, polish]);
  });

  test('tells what was asked before anyone listened', () => {
    const events: RunEvent[] = [];
    const book = createOrderBook();
    book.ask(more);
    book.open((event) => events.push(event));
    expect(events).toEqual([{ type: 'asked', order: more }]);
    expect(book.next()).toEqual(more);
  });

  test('ends the search at the generation that it has come to, and remembers the one after which it ended', () => {
    const { book, events } = opened();
    book.searched(7, false);
    expect(isLimitReached(book.searchLimit, 1000)).toBe(false);
    book.ask({ do: 'verify-now' });
    expect([6, 7].map((done) => isLimitReached(book.searchLimit, done))).toEqual([false, true]);
    expect(events).toEqual([{ type: 'asked', order: { do: 'verify-now', generation: 7 } }]);
    book.searched(9, true);
    expect(book.all).toEqual([{ do: 'verify-now', generation: 9 }]);
    expect(book.next()).toBeNull();
  });

  test('of a run that is gone on with ends the search where it ended', () => {
    const { book } = opened([{ do: 'verify-now', generation: 9 }]);
    expect([8, 9].map((done) => isLimitReached(book.searchLimit, done))).toEqual([false, true]);
  });

  test('ends a search once, however often that is asked', () => {
    const { book, events } = opened();
    book.searched(5, false);
    book.ask({ do: 'verify-now' });
    book.ask({ do: 'verify-now' });
    book.searched(6, true);
    expect(book.all).toEqual([{ do: 'verify-now', generation: 6 }]);
    expect(events).toHaveLength(1);
  });

  test('forgets what came too late to end a search', () => {
    expect(opened([{ do: 'verify-now' }, more]).book.all).toEqual([more]);
  });

  test('says that a search cannot be ended when it has ended', () => {
    const { book, events } = opened();
    book.searched(9, true);
    book.ask({ do: 'verify-now' });
    expect(events).toEqual([{ type: 'warning', message: 'the search has ended already' }]);
    expect(book.all).toEqual([]);
  });
});

test('an order is read back as it was written, and nothing else is one', () => {
  for (const order of [more, polish, { do: 'verify-now' }]) expect(parseOrder(JSON.stringify(order))).toEqual(order);
  for (const text of ['', '{"do":"verify-more"}', '{"do":"rm"}', '{"do":"polish","candidate":-1,"solves":2}'])
    expect(parseOrder(text)).toBeNull();
});

test('orders are said in a line each, and repeated by flags', () => {
  expect([more, polish].map(describeOrder)).toEqual([
    '2 more candidates verified',
    'candidate 5 polished with 6 solver runs more',
  ]);
  expect(repeatingCommand('loopsmith design', [{ do: 'verify-now', generation: 12 }, more, polish])).toBe(
    'loopsmith design --set search.generations=12 --then more=2 --then polish=5:6',
  );
});
