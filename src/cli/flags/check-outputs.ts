// No output takes the place of a file that is read, or of another output.
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { LoopsmithError } from '../../errors.js';

/**
 * @param outputs by flag, for messages: { '--out': 'a.json' }; undefined where it is not given
 * @param inputs files that are read
 * @throws LoopsmithError before anything is written
 */
export function checkOutputs(outputs: Readonly<Record<string, string | undefined>>, inputs: readonly string[]): void {
  const taken = new Map(inputs.map((input) => [placeOf(input), `${input} is read`]));
  for (const [flag, path] of Object.entries(outputs)) {
    if (path === undefined) continue;
    const other = taken.get(placeOf(path));
    if (other) throw new LoopsmithError(`${flag} ${path}: expected a file of its own, but ${other}`);
    taken.set(placeOf(path), `${flag} is written there`);
  }
}

/** Through links, where the file is there. */
function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
