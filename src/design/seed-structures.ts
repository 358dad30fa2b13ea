// Where the search starts: structures of the labelled data set of the physics where there is one, else freshly drawn ones; or the
// user's own structures and others near them.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot, shownPath } from '../config/paths.js';
import type { StructureLimits } from '../config/preset.js';
import { type Dataset, loadDataset } from '../dataset/load.js';
import type { Physics } from '../physics.js';
import { createRandom } from '../random.js';
import { shellLine } from '../shell-line.js';
import { drawStructure } from '../structure/grains.js';
import type { Structure } from '../structure/structure.js';
import { varyStructure } from '../structure/vary.js';
import { checkDataPhysics } from './check-model.js';
import { isWithin } from './is-within.js';

/** More than this many are not encoded: the search looks at the best of them only. */
const mostSeeds = 1000;

/** Folders of the labelled data of a physics, yours (./presets/data), then the shipped one: the first is used, and hides the second. */
function foundData(physics: string): string[] {
  const folders = new Set([resolve('presets/data', physics), join(packageRoot(), 'presets/data', physics)]);
  return [...folders].filter((folder) => existsSync(join(folder, 'dataset.json')));
}

/** Folder of the labelled data of a physics: yours (./presets/data), else the shipped one; null where there is none. */
export const findData = (physics: string): string | null => foundData(physics)[0] ?? null;

/** One line where labelled data of your own are used instead of the shipped ones, else null. */
export function hiddenData(physics: string): string | null {
  const [used, hidden] = foundData(physics);
  if (hidden === undefined) return null;
  return `labelled data: ${shownPath(used)}, not the shipped ones (to have both: "${shellLine('dataset', 'merge', hidden, '--out', shownPath(used))}")`;
}

export interface SeedOptions {
  physics: Physics;
  limits: StructureLimits;
  seed: number;
  /** At least this many. */
  count: number;
  /** Data folder, or null. */
  data: string | null;
  /** The user's own; @default none */
  startFrom?: readonly Structure[];
}

/** Share of the seeds that are the user's own structures or near them, where there are such. */
const ownShare = 0.5;

/** Structures within the limits, the same for the same seed and data. With `startFrom` just `count`, which the search takes as they are. */
export async function seedStructures(options: SeedOptions): Promise<Structure[]> {
  const { physics, limits, seed, count, data, startFrom = [] } = options;
  const [minimumGrains, maximumGrains] = limits.grains;
  const { maximumMisorientation } = limits;
  const labelled =
    data === null
      ? []
      : (await loadLabelled(data, physics)).structures.filter((structure) => isWithin(structure, limits));
  const own = startFrom.length > 0 ? around(startFrom, Math.ceil(ownShare * count), options) : [];
  const chosen = [...own, ...pick(labelled, own.length > 0 ? Math.max(0, count - own.length) : mostSeeds, seed)];
  const draw = { minimumGrains, maximumGrains, maximumMisorientation };
  for (let index = 0; chosen.length < count; index++) chosen.push(drawStructure(seed, index, draw));
  return chosen;
}

/** The structures themselves, then variants of each in turn, from hardly changed to hardly alike. */
function around(own: readonly Structure[], count: number, { limits, seed }: SeedOptions): Structure[] {
  const { maximumMisorientation } = limits;
  const variants = Array.from({ length: Math.max(0, count - own.length) }, (_, i) => {
    const random = createRandom(seed, 'start-from', i);
    return varyStructure(own[i % own.length], { random, strength: random.next(), maximumMisorientation });
  });
  return [...own, ...variants];
}

/** @throws LoopsmithError for data of another physics */
export async function loadLabelled(data: string, physics: Physics): Promise<Dataset> {
  const dataset = await loadDataset(data);
  checkDataPhysics(data, dataset.physics, physics);
  return dataset;
}

/** At most `most` of them, drawn by the seed, in their order. */
function pick<Item>(items: readonly Item[], most: number, seed: number): Item[] {
  if (items.length <= most) return [...items];
  const random = createRandom(seed, 'seed-structures');
  const keys = items.map(() => random.next());
  const limit = [...keys].sort((a, b) => a - b)[most];
  return items.filter((_, i) => keys[i] < limit);
}
