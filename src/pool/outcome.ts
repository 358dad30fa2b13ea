// How a task ended, in a form that crosses a thread boundary: cloning an error there would lose its class and `kind`.
import { type ErrorKind, LoopsmithError } from '../errors.js';

export interface Failure {
  message: string;
  stack?: string;
  /** Present for an expected error. */
  kind?: ErrorKind;
}

export type Outcome = { ok: true; output: unknown } | { ok: false; failure: Failure };

/** The failure of a caught value. */
export function toFailure(error: unknown): Failure {
  if (error instanceof LoopsmithError) return { message: error.message, kind: error.kind };
  if (error instanceof Error) return { message: error.message, stack: error.stack };
  return { message: String(error) };
}

/** The error to throw for a failure: a LoopsmithError of the same kind, or an Error with the stack of the other side. */
export function fromFailure({ message, stack, kind }: Failure): Error {
  if (kind) return new LoopsmithError(message, kind);
  const error = new Error(message);
  if (stack) error.stack = stack;
  return error;
}
