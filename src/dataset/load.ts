// A merged data set in memory, ready to learn from: only records with all six anchors, so that no gap reaches a network.
import { join } from 'node:path';
import { LoopsmithError } from '../errors.js';
import type { Physics } from '../physics.js';
import { anchorNames } from '../quantities.js';
import { toImage } from '../structure/easy-axis-image.js';
import { type DrawLimits, paperLimits } from '../structure/grains.js';
import type { Structure } from '../structure/structure.js';
import { type DatasetCard, readCard } from './card.js';
import { firstOfEach } from './first-of-each.js';
import { checkSameIdentity, type DatasetIdentity } from './identity.js';
import { altered, readParquet } from './parquet.js';
import { type DatasetRecord, incompleteReason, recordStructure } from './record.js';
import type { Incomplete } from './statistics.js';
import { describeUnmerged, mergeCommand, unmergedRecords } from './unmerged.js';

export interface Dataset {
  readonly physics: Physics;
  /** Complete records. */
  readonly count: number;
  /** Cells along one edge of an image. */
  readonly cells: number;
  readonly records: readonly DatasetRecord[];
  readonly structures: readonly Structure[];
  /** count x 6, in the order of anchorNames, reduced units. */
  readonly anchors: Float32Array;
  /** Among what structures it was drawn: least and most grains; least and greatest of their largest misorientations, in rad. */
  readonly drawn: {
    readonly grains: [number, number];
    readonly minimumMisorientation: number;
    readonly maximumMisorientation: number;
  };
  /** Records left out, and why. */
  readonly incomplete: readonly Incomplete[];
  /** One line for each folder that holds more than was read; reads all its parts. */
  warnings(): string[];
  /**
   * Easy-axis images, cells x cells each, one after the other.
   * @param which positions in `records`. @default all: 100 kB each for 160 x 160 cells
   */
  images(which?: ArrayLike<number>): Float32Array;
}

/**
 * @param data a data folder, or several of one physics (for example drawn with different limits); a draw that two of them hold counts
 * once
 */
export async function loadDataset(data: string | readonly string[]): Promise<Dataset> {
  const folders = typeof data === 'string' ? [data] : data;
  const loaded: Loaded[] = [];
  for (const folder of folders) loaded.push(await loadFolder(folder));
  const [first] = loaded;
  if (!first) throw new LoopsmithError('expected at least one data folder');
  for (const other of loaded) checkSamePhysics(first, other);
  const all = loaded.flatMap(({ identity, records }) => records.map((record) => ({ identity, record })));
  const draws = firstOfEach(all, ({ identity: { seed, limits }, record: { index } }) =>
    JSON.stringify([seed, limits, index]),
  );
  const complete = draws.filter(({ record }) => incompleteReason(record) === null);
  const records = complete.map(({ record }) => record);
  const structures = complete.map(({ record, identity }) => recordStructure(record, identity));
  const { cells } = first.identity.sample;
  return {
    physics: first.identity.physics,
    count: records.length,
    cells,
    records,
    structures,
    anchors: Float32Array.from(
      records.flatMap(({ anchors }) => anchorNames.map((name) => anchors[name] ?? Number.NaN)),
    ),
    drawn: drawnAmong(loaded.map(({ identity }) => identity.limits)),
    incomplete: loaded.flatMap(({ card }) => card.incomplete),
    warnings: () => loaded.flatMap(({ folder, records: merged }) => unmergedWarning(folder, merged) ?? []),
    images: (which) => images(structures, cells, which),
  };
}

function drawnAmong(all: readonly DrawLimits[]): Dataset['drawn'] {
  const limits = all.map((own) => ({ ...paperLimits, ...own }));
  return {
    grains: [
      Math.min(...limits.map(({ minimumGrains }) => minimumGrains)),
      Math.max(...limits.map(({ maximumGrains }) => maximumGrains)),
    ],
    minimumMisorientation: Math.min(...limits.map(({ minimumMisorientation }) => minimumMisorientation)),
    maximumMisorientation: Math.max(...limits.map(({ maximumMisorientation }) => maximumMisorientation)),
  };
}

interface Loaded {
  folder: string;
  card: DatasetCard;
  identity: DatasetIdentity;
  records: DatasetRecord[];
}

async function loadFolder(folder: string): Promise<Loaded> {
  const card = readCard(folder);
  if (!card)
    throw new LoopsmithError(`${folder}: no dataset.json: expected a data folder ("loopsmith dataset merge" makes it)`);
  const { physics, seed, sample, limits, solver } = card;
  const identity = { physics, seed, sample, limits, solver };
  const records: DatasetRecord[] = [];
  for (const { file, rows, sha256 } of card.files) {
    const path = join(folder, file);
    const found = await readParquet(path);
    checkSameIdentity(identity, join(folder, 'dataset.json'), found.identity, path);
    const { length } = found.records;
    // Merging takes no row away.
    if (length > rows)
      throw new LoopsmithError(
        `${path}: expected ${rows} rows as dataset.json says, got ${length}: where merging was cut off, "${mergeCommand(folder)}" ends it`,
        'failed',
      );
    if (length < rows || (sha256 !== undefined && sha256 !== found.sha256)) throw altered(path);
    records.push(...found.records);
  }
  return { folder, card, identity, records };
}

/** Of what lies beside the merged files, even where that cannot be read: it is not learned from. */
function unmergedWarning(folder: string, records: readonly DatasetRecord[]): string | null {
  try {
    const { length } = [...unmergedRecords(folder, new Set(records.map(({ index }) => index)))];
    return length > 0 ? `${folder}: labels that are not used: ${describeUnmerged(folder, length)}` : null;
  } catch (error) {
    if (error instanceof LoopsmithError) return error.message;
    throw error;
  }
}

/** Draws may differ between folders that are learned from together; physics, solver and sample may not. */
function checkSamePhysics(a: Loaded, b: Loaded): void {
  const withoutDraw = (identity: DatasetIdentity) => ({ ...identity, seed: 0, limits: {} });
  checkSameIdentity(withoutDraw(a.identity), a.folder, withoutDraw(b.identity), b.folder);
}

function images(structures: Structure[], cells: number, which?: ArrayLike<number>): Float32Array {
  const positions = which ?? structures.map((_, position) => position);
  const size = cells * cells;
  const all = new Float32Array(positions.length * size);
  for (let i = 0; i < positions.length; i++) all.set(toImage(structures[positions[i]], cells), i * size);
  return all;
}
