// Learning rate as a function of the training step, a pure one: a resumed training goes on at the rate where it stopped.

export interface LearningRate {
  /** At the start. @default 1e-4 */
  learningRate?: number;
  /** At the last step; between them half a cosine. @default the same as at the start */
  finalLearningRate?: number;
  /** Steps over which the rate rises from zero. @default 0 */
  warmupSteps?: number;
}

/** Rate of step 0, 1, ..., steps - 1. */
export function learningRateAt(step: number, steps: number, options: LearningRate = {}): number {
  const { learningRate = 1e-4, finalLearningRate = learningRate, warmupSteps = 0 } = options;
  const fraction = Math.min(1, step / Math.max(1, steps - 1));
  const rate = finalLearningRate + (learningRate - finalLearningRate) * 0.5 * (1 + Math.cos(Math.PI * fraction));
  return step < warmupSteps ? (rate * (step + 1)) / warmupSteps : rate;
}

/** What two trainings must share so that one can go on from the other's checkpoint. */
export function scheduleSettings(steps: number, options: LearningRate): Record<string, number> {
  const { learningRate = 1e-4, finalLearningRate = learningRate, warmupSteps = 0 } = options;
  // With a constant rate the number of steps is only where the training ends, and may be raised.
  const schedule: Record<string, number> = finalLearningRate === learningRate ? {} : { finalLearningRate, steps };
  return { learningRate, warmupSteps, ...schedule };
}
