// A structure from a file the user named.
import { readFileSync } from 'node:fs';
import { LoopsmithError } from '../errors.js';
import type { Structure } from '../structure/structure.js';
import { parseStructure } from '../structure/structure-json.js';

/** @throws LoopsmithError where the file cannot be read or is no structure */
export function readStructure(path: string): Structure {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const reason = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'it is a folder' : String(code);
    throw new LoopsmithError(`${path}: cannot be read: ${reason}`, 'usage', { cause: error });
  }
  return parseStructure(text, path);
}
