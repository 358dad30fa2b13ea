// What the tasks of a run have answered, one file each: work/<key>.bin. A run that is resumed or carried further takes it from there. Values come
// back to the last bit, typed arrays included (V8's structured clone); what a file that was cut or edited held is worked out again.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { onFile } from './file-failure.js';
import { sha256 } from './sha256.js';
import { writeWhole } from './write-whole.js';

const schema = 'loopsmith/work@1';

export interface WorkLog {
  /** undefined where nothing is known, or its file is not as it was written. */
  recall(key: string): { output: unknown } | undefined;
  /** @throws LoopsmithError where it cannot be written */
  remember(key: string, output: unknown): void;
  /** One line for each file that is not as it was written. */
  problems(): string[];
}

export function createWorkLog(folder: string): WorkLog {
  const pathOf = (key: string) => join(folder, `${key}.bin`);
  return {
    recall(key) {
      const path = pathOf(key);
      if (!existsSync(path)) return undefined;
      const { content } = open(path);
      return content && { output: deserialize(content) };
    },
    remember(key, output) {
      const content = serialize(output);
      writeWhole(pathOf(key), Buffer.concat([Buffer.from(`${schema} ${sha256(content)}\n`), content]));
    },
    problems() {
      if (!existsSync(folder)) return [];
      const names = onFile('read', folder, () => readdirSync(folder)).filter((name) => name.endsWith('.bin'));
      return names.sort().flatMap((name) => {
        const { problem } = open(join(folder, name));
        return problem ? [`${join(folder, name)}: ${problem}; a run that is resumed works it out again`] : [];
      });
    },
  };
}

type Opened = { content: Uint8Array; problem?: undefined } | { content?: undefined; problem: string };

function open(path: string): Opened {
  const bytes = onFile('read', path, () => readFileSync(path));
  const end = bytes.indexOf('\n');
  const [found, seal] = bytes.toString('latin1', 0, Math.max(0, end)).split(' ');
  const content = bytes.subarray(end + 1);
  if (found !== schema) return { problem: `is not of schema ${schema}` };
  return seal === sha256(content) ? { content } : { problem: 'was cut short or edited' };
}
