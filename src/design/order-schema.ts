// Orders as they lie in files and events.
import { z } from 'zod';
import type { Order } from '../events.js';

/** Of one order. */
export const mostCandidates = 1000;
export const mostSolves = 10_000;
/** Of an order to polish that does not say how many. */
export const usualSolves = 6;

export const orderSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('verify-now'), generation: z.int().min(0).optional() }),
  z.strictObject({ do: z.literal('verify-more'), candidates: z.int().min(1).max(mostCandidates) }),
  z.strictObject({ do: z.literal('polish'), candidate: z.int().min(0), solves: z.int().min(1).max(mostSolves) }),
]);

/** null where the text is no order. */
export function parseOrder(text: string): Order | null {
  try {
    return orderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
