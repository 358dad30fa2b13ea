// What the labelled data know of what is wanted: the nearest structures are candidates that need not be searched for.
import type { Preset } from '../config/preset.js';
import type { Pool } from '../pool/pool.js';
import type { Structure } from '../structure/structure.js';
import { toModelRaster } from './check-sample.js';
import { reachWarnings } from './reach.js';
import type { Labelled, LabelledInput } from './tasks/labelled.js';

export interface KnownStructures {
  /** Nearest first, named after their label. */
  structures: Structure[];
  /** What is wanted and has not been seen, one line each. */
  warnings: string[];
}

const noData = (physics: string): string =>
  `no labelled data of physics ${physics}: nothing is known of what it reaches, and no labelled structures are solved; searches look for them in presets/data/${physics} (loopsmith dataset merge DIR --out presets/data/${physics})`;

/** Nothing where the physics has no labelled data. @param data their folder, or null @param cells of the model's images */
export async function knownStructures(
  { physics, structure: limits, objective, verify }: Preset,
  { data, pool, cells, signal }: { data: string | null; pool: Pool; cells: number; signal?: AbortSignal },
): Promise<KnownStructures> {
  if (data === null) return { structures: [], warnings: [noData(physics.name)] };
  // At least one: the warnings name it.
  const input: LabelledInput = { data, physics, limits, objective, count: Math.max(1, verify.labelled) };
  const labelled = await pool.run<LabelledInput, Labelled>('labelled', input, { signal });
  const structures = labelled.nearest
    .slice(0, verify.labelled)
    .map(({ structure }) => ({ ...toModelRaster(structure, cells), name: `labelled structure ${structure.name}` }));
  return { structures, warnings: reachWarnings(objective, labelled) };
}
