// What a bench has found so far, a line of JSON each: a bench that was stopped goes on.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findModel } from '../../dist/model/model.js';
import { readModelCard } from '../../dist/model/model-card.js';
import { fingerprint } from '../../dist/pool/remembering-pool.js';

/** The results of a preset's physics and model in a folder, which is made; `keep` adds one. Other weights, other results. */
export function keptResults(folder, { physics, model }) {
  mkdirSync(folder, { recursive: true });
  const weights = fingerprint('weights', readModelCard(findModel(model)).files).slice(-8);
  const log = join(folder, `${physics.name}-${model.replace(/\W+/g, '-')}-${weights}.jsonl`);
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
