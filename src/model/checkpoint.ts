// Checkpoints of a training: weights, slots of the optimizer and where in the schedule it is. All random numbers of a training
// follow from seed and step, so that is all there is: a resumed training equals one that was never interrupted.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { tensor } from '@tensorflow/tfjs';
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { makeFolder } from '../store/make-folder.js';
import type { Nadam } from './nadam.js';
import { loadTensorFile, saveTensorFile } from './tensor-file.js';

const epochRecord = z.object({
  epoch: z.number(),
  trainingLoss: z.number(),
  validationLoss: z.number().nullable(),
  /** Whatever else the network measures, for example image error and divergence. */
  measures: z.record(z.string(), z.number()),
});
export type EpochRecord = z.infer<typeof epochRecord>;

const stateSchema = z.object({
  /** What makes two trainings the same: they may be resumed only by equal settings. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Steps done. */
  step: z.number().int().nonnegative(),
  optimizer: z.object({ steps: z.number(), momentumProduct: z.number() }),
  /** Sums over the steps of the epoch that is under way. */
  sums: z.record(z.string(), z.number()),
  history: z.array(epochRecord),
  seconds: z.number(),
});
export type TrainingState = z.infer<typeof stateSchema>;

const kept = 2;

/** Writes checkpoint-<step> into the folder and removes all but the last two. */
export function saveCheckpoint(folder: string, state: TrainingState, variables: readonly tf.Variable[], nadam: Nadam) {
  makeFolder(folder);
  const arrays = [...variables.map((values) => values.dataSync<'float32'>()), ...nadam.slots()];
  saveTensorFile(join(folder, `checkpoint-${String(state.step).padStart(9, '0')}.bin`), { state, arrays });
  for (const old of listCheckpoints(folder).slice(0, -kept)) rmSync(join(folder, old), { force: true });
}

/**
 * Puts weights and optimizer back to the last checkpoint of the folder.
 * @returns where the training was; null where there is no checkpoint
 * @throws LoopsmithError where the file is damaged (naming the one before it) or belongs to other settings
 */
export function restoreCheckpoint(
  folder: string,
  settings: TrainingState['settings'],
  variables: readonly tf.Variable[],
  nadam: Nadam,
): TrainingState | null {
  const files = listCheckpoints(folder);
  const last = files.at(-1);
  if (last === undefined) return null;
  const path = join(folder, last);
  const { state, arrays } = loadOrAdvise(path, files.at(-2));
  for (const key of new Set([...Object.keys(settings), ...Object.keys(state.settings)])) {
    if (settings[key] === state.settings[key]) continue;
    throw new LoopsmithError(
      `${path}: made with ${key} ${state.settings[key] ?? 'not set'}, now ${settings[key] ?? 'not set'}; use the same settings, or delete ${folder} to begin anew`,
    );
  }
  const slots = arrays.slice(variables.length);
  const sizes = [...variables, ...variables.flatMap((variable) => [variable, variable])].map(({ size }) => size);
  if (arrays.length !== sizes.length || arrays.some(({ length }, i) => length !== sizes[i]))
    throw new LoopsmithError(`${path}: its weights are of another network`, 'failed');
  for (const [i, variable] of variables.entries()) {
    const values = tensor(arrays[i], variable.shape);
    variable.assign(values);
    values.dispose();
  }
  nadam.restore(state.optimizer, slots);
  return state;
}

function loadOrAdvise(
  path: string,
  before: string | undefined,
): { state: TrainingState; arrays: readonly Float32Array[] } {
  try {
    const { state, arrays } = loadTensorFile(path);
    const parsed = stateSchema.safeParse(state);
    if (!parsed.success) throw new LoopsmithError(`${path}: its header is of another version`, 'failed');
    return { state: parsed.data, arrays };
  } catch (error) {
    if (!(error instanceof LoopsmithError) || before === undefined) throw error;
    throw new LoopsmithError(`${error.message}; remove it to go on from ${before}`, error.kind, { cause: error });
  }
}

/** Whether a training has left a checkpoint in the folder. */
export const hasCheckpoints = (folder: string): boolean => listCheckpoints(folder).length > 0;

function listCheckpoints(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^checkpoint-\d+\.bin$/.test(name))
      .sort();
  } catch {
    return [];
  }
}
