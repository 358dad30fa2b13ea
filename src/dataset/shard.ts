// A share of the work: shard k of n labels the draws with index % n == k - 1, so that a cluster's job array needs no coordination.
import { LoopsmithError } from '../errors.js';

export interface Shard {
  /** 1 to `of`. */
  readonly part: number;
  readonly of: number;
}

export const wholeShard: Shard = { part: 1, of: 1 };

/** "3/16" */
export function parseShard(text: string): Shard {
  const [, part, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (part >= 1 && part <= of) return { part, of };
  throw new LoopsmithError(`shard: expected k/n with 1 <= k <= n, for example 3/16, got "${text}"`);
}

/** @throws LoopsmithError for a part that there is not: its draws would be those of another */
export function checkShard({ part, of }: Shard): void {
  if (!Number.isInteger(part) || !Number.isInteger(of) || part < 1 || part > of)
    throw new LoopsmithError(`shard: expected whole numbers with 1 <= part <= of, got part ${part} of ${of}`);
}

/** The draws below `count` that are this shard's, ascending. */
export function* shardIndices({ part, of }: Shard, count: number): Generator<number> {
  for (let index = part - 1; index < count; index += of) yield index;
}
