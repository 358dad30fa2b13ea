// Draw a structure and label it: the task that a data set is made of. The record depends on seed, index, limits, physics and options.
import { LoopsmithError, MachineLimitError } from '../errors.js';
import type { Physics } from '../physics.js';
import type { Task } from '../pool/task.js';
import { noAnchors } from '../quantities.js';
import { demagnetize } from '../solver/demagnetize.js';
import { type DrawLimits, drawParameters, drawStructure } from '../structure/grains.js';
import type { DatasetRecord } from './record.js';

export type LabelOptions = Omit<NonNullable<Parameters<typeof demagnetize>[2]>, 'onStep'>;

export interface LabelInput {
  seed: number;
  index: number;
  limits?: DrawLimits;
  physics: Physics;
  options?: LabelOptions;
}

/** A structure that the solver gives up on becomes a record that says so: hours of labelling do not end on one of them. */
export const run: Task<LabelInput, DatasetRecord> = ({ seed, index, limits, physics, options }) => {
  const { seeds, easyAxisAngles, ...sample } = drawStructure(seed, index, limits);
  const drawn = { index, seed, ...drawParameters(seed, index, limits), seeds, easyAxisAngles };
  try {
    const { curve, ...label } = demagnetize({ ...sample, seeds, easyAxisAngles }, physics, options);
    const single = {
      appliedField: Float32Array.from(curve.appliedField),
      magnetization: Float32Array.from(curve.magnetization),
    };
    const { anchors, fieldEvaluations, seconds, warnings } = label;
    return { ...drawn, curve: single, anchors, fieldEvaluations, seconds, warnings, failure: null };
  } catch (error) {
    // No word on the structure: the call ends, and the same call goes on once there is room.
    if (error instanceof MachineLimitError) throw error;
    if (error instanceof LoopsmithError && error.kind === 'failed') return { ...drawn, ...failed(error.message) };
    throw error;
  }
};

function failed(failure: string) {
  const curve = { appliedField: new Float32Array(0), magnetization: new Float32Array(0) };
  return { curve, anchors: noAnchors, fieldEvaluations: 0, seconds: 0, warnings: [], failure };
}
