// Draw and label structures in the pool, for minutes or for days: each record is on the disk when it is counted, memory does not grow
// with the number of records, and the next call goes on where this one ended, however it ended.
import { checkCount } from '../errors.js';
import type { Emit } from '../events.js';
import type { Physics } from '../physics.js';
import { inLanes } from '../pool/lanes.js';
import type { Pool } from '../pool/pool.js';
import { chooseKernel } from '../solver/choose-kernel.js';
import type { DrawLimits } from '../structure/grains.js';
import { type DatasetCard, readCard } from './card.js';
import { checkSameIdentity, createIdentity, type DatasetIdentity } from './identity.js';
import type { LabelInput, LabelOptions } from './label.js';
import { createLabelProgress } from './label-progress.js';
import { commonIdentity, kernelsOf, mergeDataset } from './merge.js';
import { createPartWriter, partPath, partPaths, readPart } from './parts.js';
import type { DatasetRecord } from './record.js';
import { recordPaths, recordReader } from './record-files.js';
import { checkShard, type Shard, shardIndices, wholeShard } from './shard.js';
import type { Warned } from './statistics.js';

export interface GenerateOptions {
  /** Data folder. */
  out: string;
  physics: Physics;
  /** Structure i depends on seed and i only. @default 1 */
  seed?: number;
  /** Structures in the whole data set, over all shards. */
  count: number;
  /** @default { part: 1, of: 1 } */
  shard?: Shard;
  /** Of the draw. @default the paper's distribution */
  limits?: DrawLimits;
  /** @default { stopAt: 'coercivity' } */
  solver?: LabelOptions;
  pool: Pool;
  emit?: Emit;
  /** Ends the call cleanly: the records that are finished stay, those under way are labelled again by the next call. */
  signal?: AbortSignal;
  /** For the data card. @default '' */
  command?: string;
}

export interface Generated {
  state: 'done' | 'stopped';
  /** Of this shard: labelled so far, by this call and those before, and wanted. */
  done: number;
  total: number;
  /** Structures of this call that the solver gave up on. */
  failures: number;
  /** Structures of this call of which the solver warns. */
  warned: Warned | null;
  /** Of the merged data; null for a shard, whose parts `mergeDataset` joins, and after a stop. */
  card: DatasetCard | null;
}

/** Labels what is missing of a shard, and merges where the shard is the whole. */
export async function generateDataset(options: GenerateOptions): Promise<Generated> {
  const { out, physics, seed = 1, count, shard = wholeShard, limits, solver = { stopAt: 'coercivity' } } = options;
  const { pool, emit = () => undefined, signal, command } = options;
  checkCount('count', count);
  checkShard(shard);
  const identity = createIdentity({ physics, seed, limits, solver });
  const before = await labelledDraws(out, identity);
  const draws = [...shardIndices(shard, count)];
  const missing = draws.filter((index) => !before.has(index));
  const old = missing.length === 0 && shard.of === 1 ? readCard(out) : null;
  if (old && rowsOf(old) === before.size)
    return { state: 'done', done: draws.length, total: draws.length, failures: 0, warned: null, card: old };
  const progress = createLabelProgress(draws.length - missing.length, draws.length, emit);
  if (missing.length > 0 || draws.length === 0) {
    // One for all threads and calls: another would give other bytes.
    const kernel = chooseKernel(solver.kernel, (message) => emit({ type: 'warning', message }));
    const others = kernelsOf([out]).filter((one) => one !== kernel);
    if (others.length > 0)
      emit({
        type: 'warning',
        message: `${out}: labelled with the ${others[0]} kernel so far, now with ${kernel}: the last digits differ`,
      });
    const part = createPartWriter(partPath(out, shard), identity, { kernel, count });
    try {
      if (draws.length === 0) part.begin(); // so that merging finds every shard of a cluster
      await inLanes(missing, pool.workers, signal, async (index, laneSignal) => {
        const input: LabelInput = { seed, index, limits, physics, options: { ...solver, kernel } };
        const record = await pool.run<LabelInput, DatasetRecord>('label', input, { signal: laneSignal });
        part.append(record);
        progress.count(record);
      });
    } finally {
      part.close();
    }
  }
  const { done, failures, warned } = progress;
  const state = done < draws.length ? 'stopped' : 'done';
  const card = state === 'done' && shard.of === 1 ? await mergeDataset({ out, command }) : null;
  return { state, done, total: draws.length, failures, warned, card };
}

const rowsOf = ({ files }: DatasetCard): number => files.reduce((sum, { rows }) => sum + rows, 0);

/** The draws that a data folder holds already, merged or not; refuses a folder that holds data of another kind. */
async function labelledDraws(data: string, identity: DatasetIdentity): Promise<Set<number>> {
  const [merged, parts] = [recordPaths(data), partPaths(data)];
  const draws = new Set<number>();
  if (merged.length + parts.length === 0) return draws;
  const found = commonIdentity(merged, parts);
  if (found) checkSameIdentity(found, data, identity, 'this call');
  const read = recordReader(data);
  for (const path of merged) for (const { index } of (await read(path)).records) draws.add(index);
  for (const path of parts) for (const { record } of readPart(path)) draws.add(record.index);
  return draws;
}
