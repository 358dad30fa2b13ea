// A structure from a file the user named.
import { checkSample } from '../design/check-sample.js';
import { readText } from '../store/read-bytes.js';
import type { Structure } from '../structure/structure.js';
import { parseStructure } from '../structure/structure-json.js';

/** Structures of as many grains as a file may hold are far smaller. */
const mostBytes = 16 * 2 ** 20;

/** @throws LoopsmithError where the file cannot be read or is no structure */
export const readStructure = (path: string): Structure => parseStructure(readText(path, mostBytes), path);

/** The same, for a model. @throws LoopsmithError also for a sample of another size than models know */
export function readSample(path: string): Structure {
  const structure = readStructure(path);
  checkSample(structure, path);
  return structure;
}
