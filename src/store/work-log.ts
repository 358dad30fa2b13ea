// What the tasks of a run have answered, one file each: work/<key>.bin. A run that is resumed or carried further takes it from there. Values come
// back to the last bit, typed arrays included (V8's structured clone), and a file that was cut or edited is noticed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { LoopsmithError } from '../errors.js';
import { onFile } from './file-failure.js';
import { writeWhole } from './write-whole.js';

const schema = 'loopsmith/work@1';

export interface WorkLog {
  /** undefined where nothing is known. @throws LoopsmithError for a file that is not as it was written */
  recall(key: string): { output: unknown } | undefined;
  remember(key: string, output: unknown): void;
}

export function createWorkLog(folder: string): WorkLog {
  const pathOf = (key: string) => join(folder, `${key}.bin`);
  return {
    recall(key) {
      const path = pathOf(key);
      return existsSync(path) ? { output: open(path) } : undefined;
    },
    remember(key, output) {
      const content = serialize(output);
      writeWhole(pathOf(key), Buffer.concat([Buffer.from(`${schema} ${sha256(content)}\n`), content]));
    },
  };
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

function open(path: string): unknown {
  const bytes = onFile('read', path, () => readFileSync(path));
  const end = bytes.indexOf('\n');
  const [found, seal] = bytes.toString('latin1', 0, Math.max(0, end)).split(' ');
  const content = bytes.subarray(end + 1);
  if (found !== schema) throw broken(path, `is not of schema ${schema}`);
  if (seal !== sha256(content)) throw broken(path, 'was cut short or edited');
  return deserialize(content);
}

const broken = (path: string, what: string) =>
  new LoopsmithError(`${path}: ${what}; delete this file to have it worked out again`, 'failed');
