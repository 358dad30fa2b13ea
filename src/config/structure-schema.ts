// What a user's process can make, as zod schemas: for presets and for objectives.
import { z } from 'zod';
import { quantitySchema } from './quantity-schema.js';

/** Half a turn: every axis, so no limit. */
const anyMisorientation = [Math.PI, '180 deg'] as const;

export const mostGrains = 1024;

/** Least and most grains. */
export const grainsSchema = z
  .tuple([z.int().min(1).max(mostGrains), z.int().min(1).max(mostGrains)])
  .refine(([least, most]) => least <= most, { message: 'expected [least, most] in this order' });

/** In rad. */
export const misorientationSchema = quantitySchema('angle', { min: [0, '0'], max: anyMisorientation });
