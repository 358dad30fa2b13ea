// What makes two records belong together: physics, seed, how structures are drawn and how the solver was asked.
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { firstIssue } from '../json.js';
import type { Physics } from '../physics.js';
import { type DrawLimits, drawStructure, ownLimits } from '../structure/grains.js';
import type { LabelOptions } from './label.js';

const positive = z.number().positive();

const physicsSchema = z.looseObject({
  name: z.string(),
  material: z.looseObject({
    mu0SaturationMagnetization: positive,
    exchangeStiffness: positive,
    anisotropyConstant: positive,
  }),
  cellSize: positive,
  magnetization: z.enum(['planar', 'free']),
});

export const identitySchema = z.object({
  physics: physicsSchema,
  /** Of the draws; record i is draw i. */
  seed: z.int(),
  /** Of every structure, in m. */
  sample: z.object({ size: positive, cells: z.int().positive(), thickness: positive }),
  /** Where they differ from the paper's distribution. */
  limits: z.record(z.string(), z.number()).transform((limits, context) => {
    try {
      return ownLimits(limits);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  }),
  /** Solver options. */
  solver: z.record(z.string(), z.json()),
});

export type DatasetIdentity = Omit<z.infer<typeof identitySchema>, 'physics'> & { physics: Physics };

export interface IdentityOptions {
  physics: Physics;
  seed: number;
  limits?: DrawLimits;
  solver?: LabelOptions;
}

/** The identity of data drawn and labelled like this. */
export function createIdentity({ physics, seed, limits = {}, solver = {} }: IdentityOptions): DatasetIdentity {
  const { size, cells, thickness } = drawStructure(seed, 0, limits);
  const identity = { physics, seed, sample: { size, cells, thickness }, limits, solver };
  const parsed = identitySchema.safeParse(JSON.parse(JSON.stringify(identity))); // as it will be read back
  if (parsed.success) return parsed.data;
  throw new LoopsmithError(`data set: ${firstIssue(parsed.error)}`);
}

/** Throws where two data sets differ in what must not be mixed, naming both and the first difference. */
export function checkSameIdentity(a: DatasetIdentity, whereA: string, b: DatasetIdentity, whereB: string): void {
  const [left, right] = [flatten(a), flatten(b)];
  const key = [...new Set([...left.keys(), ...right.keys()])].find((name) => left.get(name) !== right.get(name));
  if (key === undefined) return;
  const side = (where: string, { physics }: DatasetIdentity, value: string | undefined) =>
    `${where} (physics ${physics.name}) has ${key} ${value ?? 'not set'}`;
  throw new LoopsmithError(
    `these data cannot be mixed: ${side(whereA, a, left.get(key))}, ${side(whereB, b, right.get(key))}`,
    'failed',
  );
}

function flatten(value: object, path = '', found = new Map<string, string>()): Map<string, string> {
  for (const [key, child] of Object.entries(value)) {
    if (child !== null && typeof child === 'object') flatten(child, `${path}${key}.`, found);
    else if (child !== undefined) found.set(path + key, String(child));
  }
  return found;
}
