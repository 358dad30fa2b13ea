// A pool whose labels are made up at once from the draw, in place of hours of solving: what is tested is what happens to them.

import type { LabelInput } from '../../src/dataset/label.js';
import type { DatasetRecord } from '../../src/dataset/record.js';
import { LoopsmithError } from '../../src/errors.js';
import type { Physics } from '../../src/physics.js';
import type { Pool, RunOptions } from '../../src/pool/pool.js';
import { createRandom } from '../../src/random.js';
import { drawParameters, drawStructure } from '../../src/structure/grains.js';

export const paper: Physics = {
  name: 'paper',
  material: { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 },
  cellSize: 2e-9,
  magnetization: 'planar',
};

/** Draw 3 fails, the curve of draw 5 ends before M = 0, draw 7 warns. */
export function madeUpRecord({ seed, index, limits }: LabelInput): DatasetRecord {
  const { seeds, easyAxisAngles } = drawStructure(seed, index, limits);
  const random = createRandom(seed, 'made up', index);
  const [m1, mr, hk90, hk80, hk70, hc] = Array.from({ length: 6 }, random.next);
  const failure = index === 3 ? 'no minimum within 100000 steps' : null;
  const magnetization = Float32Array.from({ length: failure ? 0 : 150 + index }, (_, i) => m1 - i * 0.01);
  return {
    index,
    seed,
    ...drawParameters(seed, index, limits),
    seeds,
    easyAxisAngles,
    curve: { appliedField: magnetization.map((_, i) => 1 - i * 0.01), magnetization },
    anchors: failure
      ? { m1: null, mr: null, hk90: null, hk80: null, hk70: null, hc: null }
      : { m1, mr, hk90, hk80, hk70, hc: index === 5 ? null : hc },
    fieldEvaluations: Math.floor(1000 * random.next()),
    seconds: random.next(),
    warnings: index === 7 ? ['a cell is coarser than a domain wall', 'täglich'] : [],
    failure,
  };
}

/** Finishes labels out of order; `fail` throws at a draw. */
export function madeUpPool(
  workers = 1,
  { failAt = -1, onLabel = (_index: number) => {} } = {},
): Pool & { labels: number } {
  const pool = {
    workers,
    labels: 0,
    async run<Input, Output>(_task: string, input: Input, { signal }: RunOptions = {}): Promise<Output> {
      const label = input as LabelInput;
      for (let turns = label.index % 3; turns >= 0; turns--) await new Promise(setImmediate);
      signal?.throwIfAborted();
      if (label.index === failAt) throw new LoopsmithError(`draw ${failAt}: wrong use`);
      pool.labels++;
      onLabel(label.index);
      return madeUpRecord(label) as Output;
    },
    close: async () => {},
  };
  return pool;
}
