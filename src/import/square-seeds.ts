// The seeds of the grains in the square: those of the file where they are the ones, else fitted.
import { LoopsmithError } from '../errors.js';
import { shareKept } from '../structure/border-fit.js';
import { fitSeeds } from '../structure/fit-seeds.js';
import type { GrainRaster } from '../structure/grain-raster.js';
import type { Square } from './cut-square.js';
import type { GrainMap } from './grain-map.js';
import type { Importer } from './importer.js';

const mostGrains = 1024;
/** Seeds of a file that keep this part of the cells are those that the map was made from: the rest are cells cut by a border. */
const sameMap = 0.999;
/** Of grains of three by three cells, which are as many as are allowed on 96 x 96 cells, a third of all neighbours differ. */
const mostBorders = 0.4;
/** Maps of fewer cells along an edge may well have grains of one cell. */
const coarse = 96;

export interface SquareSeeds {
  /** In parts of the edge. */
  positions: Float64Array;
  /** One per seed. */
  angles: Float64Array;
  grains: number;
  share: number;
  notes: readonly string[];
}

interface Request {
  where: string;
  importer: Importer;
}

/**
 * @param wanted part of the cells that should keep their grain
 * @throws LoopsmithError where there are too many grains, or no grains but noise
 */
export function seedsOfSquare(
  map: GrainMap,
  { cells, ids, whole }: Square,
  wanted: number,
  request: Request,
): SquareSeeds {
  if (map.seeds && whole) {
    const edge = map.columns * map.pixelWidth;
    const start = { seeds: map.seeds.positions.map((s) => (s / edge) * cells), owners: map.seeds.grains };
    const share = shareKept(start, { ids, cells, grains: map.angles.length });
    if (share >= sameMap) {
      checkCount(map.angles.length, request);
      const angles = Float64Array.from(start.owners, (grain) => map.angles[grain]);
      return { positions: start.seeds.map((s) => s / cells), angles, grains: map.angles.length, share, notes: [] };
    }
  }
  const present = [...new Set(ids)].sort((a, b) => a - b);
  checkCount(present.length, request);
  checkCoherent(ids, cells, request.where);
  const number = new Map(present.map((grain, k) => [grain, k]));
  const raster = { ids: ids.map((grain) => number.get(grain) ?? 0), cells, grains: present.length };
  const { seeds, owners, share } = fitSeeds(raster, { wanted });
  const seeded = new Set(owners);
  return {
    positions: seeds.map((s) => s / cells),
    angles: Float64Array.from(owners, (owner) => map.angles[present[owner]]),
    grains: seeded.size,
    share,
    notes: [
      ...(map.seeds && whole ? ['the seeds of the file are not those of its cells: others were fitted'] : []),
      ...lostNotes(raster, seeded),
    ],
  };
}

function lostNotes({ ids, grains }: GrainRaster, seeded: ReadonlySet<number>): string[] {
  if (seeded.size === grains) return [];
  const cells = ids.reduce((count, grain) => count + (seeded.has(grain) ? 0 : 1), 0);
  const [lost, are] = grains - seeded.size === 1 ? ['1 grain', 'is'] : [`${grains - seeded.size} grains`, 'are'];
  return [`${lost} of ${cells} cells in all ${are} lost: too small beside the others for a seed`];
}

function checkCount(grains: number, { where, importer }: Request): void {
  if (grains <= mostGrains) return;
  const remedy = importer.options.includes('threshold')
    ? 'a larger --threshold or --minimum-points makes them fewer'
    : 'cut out a smaller part of the map';
  throw new LoopsmithError(`${where}: expected 1 to ${mostGrains} grains, got ${grains}; ${remedy}`);
}

/** A map of grains has borders, noise has little else. @throws LoopsmithError */
function checkCoherent(ids: Int32Array, cells: number, where: string): void {
  let borders = 0;
  for (let i = 0; i < ids.length; i++) {
    if ((i + 1) % cells !== 0 && ids[i] !== ids[i + 1]) borders++;
    if (i + cells < ids.length && ids[i] !== ids[i + cells]) borders++;
  }
  const share = borders / (2 * cells * (cells - 1));
  if (cells < coarse || share <= mostBorders) return;
  throw new LoopsmithError(
    `${where}: expected a map of grains, got one in which ${Math.round(100 * share)} % of all neighbouring cells belong to different grains`,
  );
}
