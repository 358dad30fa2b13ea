// What a bench has found so far, a line of JSON each: a bench that was stopped goes on.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The results of a preset's physics and model in a folder, which is made; `keep` adds one. */
export function keptResults(folder, { physics, model }) {
  mkdirSync(folder, { recursive: true });
  const log = join(folder, `${physics.name}-${model.replace(/\W+/g, '-')}.jsonl`);
  const done = existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];
  const keep = (result) => {
    done.push(result);
    appendFileSync(log, `${JSON.stringify(result)}\n`);
  };
  return { done, keep };
}
