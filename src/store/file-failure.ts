// What the file system refuses, said in one line.
import { LoopsmithError } from '../errors.js';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  EMFILE: 'too many open files',
  EIO: 'the disk reports an error',
};

/** Why the file system refused, in words; undefined where there are none for it. */
export const reasonOf = (code: unknown): string | undefined => reasons[String(code)];

/**
 * The error to throw for one that a file operation threw: a LoopsmithError 'failed' that names path and reason, or the error itself
 * where it did not come from the file system.
 * @param action what was being done, for example 'write'
 */
export function fileFailure(error: unknown, action: 'read' | 'write' | 'create' | 'delete', path: string): unknown {
  if (!(error instanceof Error) || error instanceof LoopsmithError || !('syscall' in error) || !('code' in error))
    return error;
  const reason = reasonOf(error.code);
  const said = reason ? `${reason} (${error.code})` : String(error.code);
  return new LoopsmithError(`cannot ${action} ${path}: ${said}`, 'failed', { cause: error });
}

/** Runs a file operation and turns what the file system refuses into one line. */
export function onFile<Result>(
  action: 'read' | 'write' | 'create' | 'delete',
  path: string,
  operation: () => Result,
): Result {
  try {
    return operation();
  } catch (error) {
    throw fileFailure(error, action, path);
  }
}
