// --part k/n of a bench whose work is shared by several calls.
import { parseShard } from '../../dist/dataset/shard.js';

/** Ends the program with one line and exit code 2 where it is no share. */
export function parsePart(text) {
  try {
    return parseShard(text);
  } catch (error) {
    console.error(`--part: ${error.message}`);
    process.exit(2);
  }
}
