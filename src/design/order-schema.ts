// Orders as they lie in files and events.
import { z } from 'zod';
import type { Order } from '../events.js';

export const orderSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('verify-now'), generation: z.int().min(0).optional() }),
  z.strictObject({ do: z.literal('verify-more'), candidates: z.int().min(1).max(1000) }),
  z.strictObject({ do: z.literal('polish'), candidate: z.int().min(0), solves: z.int().min(1).max(10_000) }),
]);

/** null where the text is no order. */
export function parseOrder(text: string): Order | null {
  try {
    return orderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
