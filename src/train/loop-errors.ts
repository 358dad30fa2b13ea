// What a structure keeps on the way that designs go: structure -> code -> decoded image -> grains fitted to it -> solver. The difference
// of its anchor points to those of the structure that it came from, by number of grains: the blur of a code grows with them.
import type { Dataset } from '../dataset/load.js';
import type { Emit } from '../events.js';
import { type AnchorErrors, evaluateAnchors } from '../model/evaluate.js';
import type { Model } from '../model/model.js';
import { pickRows } from '../model/rows.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import type { RealiseInput } from '../pool/tasks/realise.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import type { RealisedImage } from '../structure/realise.js';

export interface LoopErrorsOptions {
  model: Pick<Model, 'cells' | 'encode' | 'decode'>;
  dataset: Dataset;
  /** Positions in the data set. */
  which: readonly number[];
  pool: Pool;
  emit?: Emit;
  signal?: AbortSignal;
}

export interface LoopErrors {
  /** Structures with so many grains at most, and more than those of the entry before. */
  grainsUpTo: number;
  count: number;
  errors: AnchorErrors[];
}

/** Upper ends of the groups. */
const groups = [64, 128, 256, Number.POSITIVE_INFINITY];

/** @returns the groups that hold a structure */
export async function loopErrors({ model, dataset, which, ...rest }: LoopErrorsOptions): Promise<LoopErrors[]> {
  const { pool, emit, signal } = rest;
  const { cells } = model;
  const images = model.decode(model.encode(dataset.images(which), which.length), which.length);
  let done = 0;
  const solved = await Promise.all(
    which.map(async (_, row) => {
      const image = images.slice(row * cells ** 2, (row + 1) * cells ** 2);
      const { structure } = await pool.run<RealiseInput, RealisedImage>(
        'realise',
        { image, options: { cells } },
        { signal },
      );
      const input: DemagnetizeInput = { structure, physics: dataset.physics, options: { stopAt: 'coercivity' } };
      const { anchors } = await pool.run<DemagnetizeInput, { anchors: AnchorPoints }>('demagnetize', input, { signal });
      done += 1;
      emit?.({ type: 'progress', what: 'realised structures solved', done, total: which.length, secondsLeft: null });
      return Float32Array.from(anchorNames, (name) => anchors[name] ?? Number.NaN);
    }),
  );
  const grains = which.map((position) => dataset.records[position].grains);
  return groups.flatMap((grainsUpTo, group): LoopErrors[] => {
    const rows = [...which.keys()].filter((row) => grains[row] <= grainsUpTo && grains[row] > (groups[group - 1] ?? 0));
    if (rows.length === 0) return [];
    const found = Float32Array.from(rows.flatMap((row) => [...solved[row]]));
    const positions = rows.map((row) => which[row]);
    const errors = evaluateAnchors(found, pickRows(dataset.anchors, anchorNames.length, positions));
    return [{ grainsUpTo, count: rows.length, errors }];
  });
}
