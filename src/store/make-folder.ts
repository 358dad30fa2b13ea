// A folder and those above it. Step by step, because mkdir's own `recursive` says "no such file" of a read-only disk, and
// never ends (Node 20) where the working directory itself is gone.
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '../errors.js';
import { onFile } from './file-failure.js';

/** Makes a folder where it is missing; throws LoopsmithError 'failed'. */
export const makeFolder = (path: string): void => onFile('create', path, () => make(path));

function make(path: string, parentsMade = false): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || parentsMade || dirname(path) === path) throw error;
    make(dirname(path));
    make(path, true);
  }
}
