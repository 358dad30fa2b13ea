// What is wrong with a file, in one line.
import { LoopsmithError } from '../errors.js';

/** The error to throw: where (file, line or byte, key), what was expected, what came. */
export const malformed = (where: string, expected: string, got: string | number): LoopsmithError =>
  new LoopsmithError(`${where}: expected ${expected}, got ${typeof got === 'number' ? got : got || 'nothing'}`);

/** A piece of a file for a message: quoted, short, without characters that steer a terminal. */
export const shown = (text: string): string => `"${plain(text, 40)}"`;

/** A name from a file as one can print it. */
export function plain(text: string, longest = 60): string {
  const clean = text
    .replace(/\s/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '?')
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest - 3)}...` : clean;
}
