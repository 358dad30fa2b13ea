// A quantity with its unit as a zod schema: text or number in, reduced or SI number out.
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import type { Material } from '../physics.js';
import { parseQuantity, type QuantityKind } from './units.js';

export interface QuantityRange {
  readonly material?: Material;
  /** Smallest and largest value, in the unit of parseQuantity, each with what to call it. */
  readonly min?: readonly [value: number, written: string];
  readonly max?: readonly [value: number, written: string];
}

/** Accepts "2 nm" (see parseQuantity) inside a range. */
export function quantitySchema(kind: QuantityKind, { material, min, max }: QuantityRange = {}) {
  return z.union([z.string(), z.number()]).transform((value, context): number => {
    try {
      const parsed = parseQuantity(value, kind, material);
      if (min && parsed < min[0]) throw new LoopsmithError(`expected at least ${min[1]}, got ${value}`);
      if (max && parsed > max[0] * (1 + 1e-12)) throw new LoopsmithError(`expected at most ${max[1]}, got ${value}`);
      return parsed;
    } catch (error) {
      if (!(error instanceof LoopsmithError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  });
}
