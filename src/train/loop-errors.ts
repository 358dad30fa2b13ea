// What a structure keeps on the way that designs go: structure -> code -> decoded image -> grains fitted to it -> solver. The difference
// of its anchor points to those of the structure that it came from, by number of grains: the blur of a code grows with them.
import type { Dataset } from '../dataset/load.js';
import type { Emit } from '../events.js';
import { type ErrorGroup, evaluateGroups } from '../model/evaluate.js';
import type { Model } from '../model/model.js';
import { pickRows } from '../model/rows.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import type { RealiseInput } from '../pool/tasks/realise.js';
import { countProgress } from '../progress.js';
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

/** Upper ends of the groups, in grains. */
const ends = [64, 128, 256, Number.POSITIVE_INFINITY];

/** By number of grains. */
export async function loopErrors({ model, dataset, which, ...rest }: LoopErrorsOptions): Promise<ErrorGroup[]> {
  const { pool, emit, signal } = rest;
  const { cells } = model;
  const images = model.decode(model.encode(dataset.images(which), which.length), which.length);
  const cameBack = countProgress(emit, 'realised structures solved', which.length);
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
      cameBack();
      return anchorNames.map((name) => anchors[name] ?? Number.NaN);
    }),
  );
  const grains = which.map((position) => dataset.records[position].grains);
  const labels = pickRows(dataset.anchors, anchorNames.length, which);
  return evaluateGroups(grains, ends, Float32Array.from(solved.flat()), labels);
}
