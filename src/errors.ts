// The one class of expected errors: a mistake of the user or a limit of the machine, said in one line.
// Only cli/main prints it (without a stack) and turns `kind` into the exit code.

/** 'usage': the call was wrong (exit code 2). 'failed': the call was right and could not be carried out (exit code 1). */
export type ErrorKind = 'usage' | 'failed';

export class LoopsmithError extends Error {
  readonly kind: ErrorKind;

  /** @param message one line: where (file, key), what was expected, what came, what to do */
  constructor(message: string, kind: ErrorKind = 'usage', options?: ErrorOptions) {
    super(message, options);
    this.name = 'LoopsmithError';
    this.kind = kind;
  }
}

/** Several mistakes in one thing, first the one to begin with: the message names it, and how many more there are. */
export class MistakesError extends LoopsmithError {
  readonly mistakes: readonly string[];

  /** @param mistakes at least one */
  constructor(mistakes: readonly string[], kind?: ErrorKind) {
    super(mistakes.length > 1 ? `${mistakes[0]} (and ${mistakes.length - 1} more)` : mistakes[0], kind);
    this.name = 'MistakesError';
    this.mistakes = mistakes;
  }
}

/** Does the work; a mistake in it is said with its place before it: `--size: expected a length ...`. */
export function placed<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof LoopsmithError)) throw error;
    if (error instanceof MistakesError)
      throw new MistakesError(
        error.mistakes.map((one) => `${place}: ${one}`),
        error.kind,
      );
    throw new LoopsmithError(`${place}: ${error.message}`, error.kind, { cause: error });
  }
}

/** A limit of this machine as it is now: says nothing of what was asked for, and another time or machine may do. */
export class MachineLimitError extends LoopsmithError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, 'failed', options);
    this.name = 'MachineLimitError';
  }
}

/** What the system calls an error: 'ENOENT'; undefined where it has no code. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** @throws LoopsmithError unless there is at least one of what is counted */
export function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new LoopsmithError(`${name}: expected a whole number of at least 1, got ${value}`);
}
