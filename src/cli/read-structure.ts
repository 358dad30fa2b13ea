// A structure from a file the user named.
import { readText } from '../store/read-bytes.js';
import type { Structure } from '../structure/structure.js';
import { parseStructure } from '../structure/structure-json.js';

/** Structures of as many grains as a file may hold are far smaller. */
const mostBytes = 16 * 2 ** 20;

/** @throws LoopsmithError where the file cannot be read or is no structure */
export const readStructure = (path: string): Structure => parseStructure(readText(path, mostBytes), path);
