// After which of its steps a task ends with what it has. Memory that the caller shares with the task's thread, because a task that
// computes hears nothing else; it is no part of the input, so the caller may change it while the task works.

export type StepLimit = Int32Array<SharedArrayBuffer>;

const unlimited = 2 ** 31 - 1;

export function createStepLimit(steps: number = unlimited): StepLimit {
  const limit = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  limitSteps(limit, steps);
  return limit;
}

export const limitSteps = (limit: StepLimit, steps: number): void => void Atomics.store(limit, 0, steps);

/** @param done steps done so far */
export const isLimitReached = (limit: StepLimit | undefined, done: number): boolean =>
  limit !== undefined && done >= Atomics.load(limit, 0);
