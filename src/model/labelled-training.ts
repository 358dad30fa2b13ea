// What trainings on labelled inputs share: passes over all of them in batches, and what must be equal for a resume.
import { anchorNames } from '../quantities.js';
import { type LearningRate, scheduleSettings } from './learning-rate.js';
import { createBatchRows, labelledDigest } from './rows.js';

export interface LabelledTraining extends LearningRate {
  /** One row a record. */
  inputs: Float32Array;
  /** One row of six a record. */
  anchors: Float32Array;
  /** What computed the inputs: see `labelledDigest`. @default their bytes */
  origin?: string;
  architecture: unknown;
  epochs: number;
  batchSize: number;
  seed: number;
}

/** The parts of a `Training`, and the rows of each step. */
export function planOf({ inputs, anchors, origin, architecture, epochs, batchSize, seed, ...rate }: LabelledTraining) {
  const count = anchors.length / anchorNames.length;
  const stepsPerEpoch = Math.ceil(count / batchSize);
  const steps = epochs * stepsPerEpoch;
  const settings = {
    ...scheduleSettings(steps, rate),
    batchSize,
    seed,
    architecture: JSON.stringify(architecture),
    data: labelledDigest(inputs, anchors, origin),
  };
  return {
    plan: { steps, stepsPerEpoch, samplesPerStep: batchSize, settings },
    rowsOf: createBatchRows(count, batchSize, seed),
  };
}
