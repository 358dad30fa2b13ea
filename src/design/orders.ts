// What a user asks of a design beside its preset, while it goes on or once it is done. The same orders lead to the same candidates: one
// to end the search names the generation, the others are carried out one after the other when all that the preset says is done.
import type { Emit, Order } from '../events.js';
import { createStepLimit, limitSteps, type StepLimit } from '../pool/step-limit.js';

export type FurtherOrder = Exclude<Order, { do: 'verify-now' }>;

export interface OrderBook {
  /** Everything that was asked so far. */
  readonly all: readonly Order[];
  /** Generation after which the search ends; shared with its thread. */
  readonly searchLimit: StepLimit;
  /** Asks for something, at any time before the design has ended. */
  ask(order: Order): void;
  /** The next that is to be carried out; null where there is none (yet). */
  next(): FurtherOrder | null;
  /** The design listens from now on; what was asked before, not known from an earlier call, is told at once. */
  open(emit: Emit): void;
  /** The search has come to a generation, or ended after it. */
  searched(generation: number, ended: boolean): void;
}

export interface OrderBookOptions {
  /** Orders of a run that is gone on with. @default none */
  known?: readonly Order[];
  /** Asked before `next` says that there is none: may call `ask`. */
  refresh?: () => void;
}

export function createOrderBook({ known = [], refresh }: OrderBookOptions = {}): OrderBook {
  /** What ended the search; one that came too late names no generation. */
  const end = known.filter((order) => order.do === 'verify-now').find(({ generation }) => generation !== undefined);
  const all: Order[] = known.filter((order) => order.do !== 'verify-now' || order === end);
  const waiting = all.filter((order) => order.do !== 'verify-now');
  const searchLimit = createStepLimit(end?.generation);
  const early: Order[] = [];
  let emit: Emit | null = null;
  let generation = 0;
  let isSearched = false;
  const tell = (order: Order) => {
    all.push(order);
    emit?.({ type: 'asked', order });
  };
  const take = (order: Order) => {
    if (order.do !== 'verify-now') {
      waiting.push(order);
      return tell(order);
    }
    if (isSearched) return void emit?.({ type: 'warning', message: 'the search has ended already' });
    if (all.some((other) => other.do === 'verify-now')) return;
    limitSteps(searchLimit, generation);
    tell({ ...order, generation });
  };
  return {
    all,
    searchLimit,
    ask: (order) => void (emit ? take(order) : early.push(order)),
    next() {
      refresh?.();
      return waiting.shift() ?? null;
    },
    open(listener) {
      emit = listener;
      for (const order of early.splice(0)) take(order);
    },
    searched(at, ended) {
      generation = at;
      isSearched = ended;
      const asked = all.findIndex((order) => order.do === 'verify-now');
      if (ended && asked >= 0) all[asked] = { do: 'verify-now', generation };
    },
  };
}
