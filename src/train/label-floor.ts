// How far two equally right labels of one structure differ: no model can be better than about that. Every easy axis is turned by
// 0.1 degrees to either side at random, far less than any measurement knows, and the structure is solved again.
import type { Dataset } from '../dataset/load.js';
import type { Emit } from '../events.js';
import type { Pool } from '../pool/pool.js';
import type { DemagnetizeInput } from '../pool/tasks/demagnetize.js';
import { countProgress } from '../progress.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import { createRandom } from '../random.js';
import type { Structure } from '../structure/structure.js';
import { turnAxes } from '../structure/turn-axes.js';

export interface SecondLabelsOptions {
  dataset: Dataset;
  /** Positions in the data set. */
  which: readonly number[];
  pool: Pool;
  emit?: Emit;
  signal?: AbortSignal;
}

/** The second labels, count x 6; not finite where not reached. */
export async function secondLabels({ dataset, which, pool, emit, signal }: SecondLabelsOptions): Promise<Float32Array> {
  const labelled = countProgress(emit, 'turned structures solved', which.length);
  const solved = await Promise.all(
    which.map(async (position) => {
      const structure = turned(dataset.structures[position], dataset.records[position].index);
      const input: DemagnetizeInput = { structure, physics: dataset.physics, options: { stopAt: 'coercivity' } };
      const { anchors } = await pool.run<DemagnetizeInput, { anchors: AnchorPoints }>('demagnetize', input, { signal });
      labelled();
      return anchorNames.map((name) => anchors[name] ?? Number.NaN);
    }),
  );
  return Float32Array.from(solved.flat());
}

const turned = (structure: Structure, index: number): Structure => ({
  ...structure,
  easyAxisAngles: turnAxes(structure.easyAxisAngles, createRandom(index, 'label-floor')),
});
