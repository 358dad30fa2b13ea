// What a task is: a pure function from a structured-cloneable input to a structured-cloneable output, so that it can run in this
// thread, in a worker thread or on another machine with the same result. A task module exports it under the name `run`.
import type { StepLimit } from './step-limit.js';

export interface TaskContext<Progress = unknown> {
  /** Tell the caller how far the task is; structured-cloneable. */
  onProgress(progress: Progress): void;
  /** After which of its steps the task ends with what it has, where it can; absent where nobody limits it. */
  stepLimit?: StepLimit;
}

export type Task<Input, Output, Progress = unknown> = (
  input: Input,
  context: TaskContext<Progress>,
) => Output | Promise<Output>;

// Written as a method, so that a task of any input type fits; the caller's type argument of Pool.run says which it is.
export interface TaskModule {
  run(input: unknown, context: TaskContext): unknown;
}
