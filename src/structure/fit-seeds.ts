// From a map of grains to Voronoi seeds. One seed per grain where that does it; a grain that is no Voronoi cell (bent, branched, around
// another) becomes a union of several, so that there are more seeds than grains. Deterministic: nothing is drawn.
import { type FittedSeeds, fitBorders, shareKept } from './border-fit.js';
import type { GrainRaster } from './grain-raster.js';
import { nearestSeeds } from './raster.js';
import { centreSeeds, speck, spreadSeeds } from './spread-seeds.js';
import { maximumGrainsInFile } from './structure-json.js';

export interface FitSeedsOptions {
  /** Part of the cells that should keep their grain; 0 for one seed per grain. @default 0.97 */
  wanted?: number;
  /** @default 4096, what a structure's file holds */
  maximumSeeds?: number;
}

/** Seeds per grain in the mean, tried in turn until enough cells keep their grain. */
const levels = [2, 3, 4, 6, 8, 12, 16];

/**
 * The seeds with the largest share of cells that keep their grain, or the first (fewest) that reach what is wanted. A grain much smaller
 * than the others may end without a seed, where keeping it would cost more cells than it has.
 */
export function fitSeeds(
  raster: GrainRaster,
  { wanted = 0.97, maximumSeeds = maximumGrainsInFile }: FitSeedsOptions = {},
): FittedSeeds {
  let best = fitBorders(centreSeeds(raster), raster);
  const withoutSpecks = centreSeeds(raster, (speck * raster.ids.length) / raster.grains);
  if (withoutSpecks.owners.length < raster.grains) best = better(best, fitBorders(withoutSpecks, raster));
  let next = 0;
  for (const level of levels) {
    if (best.share >= wanted || level * raster.grains > maximumSeeds) break;
    if (level < next) continue;
    const seeds = spreadSeeds(raster, level);
    if (seeds.owners.length > maximumSeeds) break;
    const fitted = fitBorders(seeds, raster);
    best = better(best, fitted);
    // Twice the seeds leave about half of the wrong cells.
    if (1 - fitted.share > 2.5 * (1 - wanted)) next = 2 * level;
  }
  return withoutIdleSeeds(best, raster);
}

const better = (a: FittedSeeds, b: FittedSeeds): FittedSeeds => (b.share > a.share ? b : a);

/** Digits of a position beyond these, in cells, say nothing, and could get lost when it is brought to metres. */
const digits = 1e6;

/** Drops seeds without cells where their grain has another, and moves seeds apart that coincide: each point may be a seed once. */
function withoutIdleSeeds({ seeds, owners }: FittedSeeds, raster: GrainRaster): FittedSeeds {
  const busy = new Set(nearestSeeds(seeds, raster.cells, 1));
  const served = new Set(Array.from(busy, (s) => owners[s]));
  const taken = new Set<string>();
  const kept: { x: number; y: number; owner: number }[] = [];
  for (const [s, owner] of owners.entries()) {
    if (!busy.has(s) && served.has(owner)) continue;
    served.add(owner);
    const y = Math.round(seeds[2 * s + 1] * digits);
    let x = Math.round(seeds[2 * s] * digits);
    const inwards = x < (raster.cells * digits) / 2 ? 1 : -1;
    while (taken.has(`${x},${y}`)) x += inwards;
    taken.add(`${x},${y}`);
    kept.push({ x: x / digits, y: y / digits, owner });
  }
  const result = {
    seeds: Float64Array.from(kept.flatMap(({ x, y }) => [x, y])),
    owners: Int32Array.from(kept, ({ owner }) => owner),
  };
  return { ...result, share: shareKept(result, raster) };
}
