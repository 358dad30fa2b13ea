// Seeds spread evenly inside each grain of a map. Where seeds stand equally far from a border on both sides, the border of their Voronoi
// cells is close to it, so an even spread follows any shape, the better the denser it is.
import { cellsOfGrains, connectedParts, type GrainRaster, type OwnedSeeds } from './grain-raster.js';

/** Of one connected part of a grain: what lies deep inside needs none. */
const mostSeedsOfPart = 64;
const rounds = 8;
/** Parts of a grain smaller than this part of the mean area of a seed are specks. */
export const speck = 1 / 8;

/** One seed per grain: the centre of its largest connected part; none in parts of fewer than `least` cells. */
export function centreSeeds(raster: GrainRaster, least = 1): OwnedSeeds {
  return seedsOfParts(raster, (part, rank) => (rank === 0 && part.length >= least ? 1 : 0));
}

/**
 * As many seeds as there are grains, times `density`, shared out by area among the connected parts of the grains. Specks get none: a
 * seed needs room, or it takes cells from the grain around it.
 */
export function spreadSeeds(raster: GrainRaster, density: number): OwnedSeeds {
  const area = raster.ids.length / (density * raster.grains);
  return seedsOfParts(raster, ({ length }) =>
    length < area * speck ? 0 : Math.max(1, Math.min(length, mostSeedsOfPart, Math.round(length / area))),
  );
}

function seedsOfParts(raster: GrainRaster, countOf: (part: Int32Array, rank: number) => number): OwnedSeeds {
  const seeds: number[] = [];
  const owners: number[] = [];
  for (const [grain, members] of cellsOfGrains(raster).entries()) {
    for (const [rank, part] of connectedParts(members, raster).entries()) {
      const count = countOf(part, rank);
      if (count === 0) continue;
      seeds.push(...spread(part, count, raster.cells));
      for (let k = 0; k < count; k++) owners.push(grain);
    }
  }
  return { seeds: Float64Array.from(seeds), owners: Int32Array.from(owners) };
}

/** Lloyd's relaxation among the cells of a part, from points that are each farthest from those before. */
function spread(part: Int32Array, count: number, cells: number): number[] {
  const x = Float64Array.from(part, (cell) => (cell % cells) + 0.5);
  const y = Float64Array.from(part, (cell) => Math.floor(cell / cells) + 0.5);
  const seeds = count === 1 ? [mean(x), mean(y)] : farthestPoints(x, y, count);
  for (let round = 0; round < rounds && count > 1; round++) {
    const sums = new Float64Array(3 * count);
    for (let k = 0; k < part.length; k++) {
      const nearest = nearestOf(seeds, x[k], y[k]);
      sums[3 * nearest] += x[k];
      sums[3 * nearest + 1] += y[k];
      sums[3 * nearest + 2]++;
    }
    for (let s = 0; s < count; s++) {
      if (sums[3 * s + 2] === 0) continue;
      seeds[2 * s] = sums[3 * s] / sums[3 * s + 2];
      seeds[2 * s + 1] = sums[3 * s + 1] / sums[3 * s + 2];
    }
  }
  return seeds;
}

const mean = (values: Float64Array): number => values.reduce((a, b) => a + b) / values.length;

function farthestPoints(x: Float64Array, y: Float64Array, count: number): number[] {
  const [cx, cy] = [mean(x), mean(y)];
  let distance = x.map((u, k) => (u - cx) ** 2 + (y[k] - cy) ** 2);
  const seeds: number[] = [];
  for (let s = 0; s < count; s++) {
    let farthest = 0;
    for (let k = 1; k < distance.length; k++) if (distance[k] > distance[farthest]) farthest = k;
    const [sx, sy] = [x[farthest], y[farthest]];
    seeds.push(sx, sy);
    const fresh = s === 0;
    distance = distance.map((d, k) => Math.min(fresh ? Infinity : d, (x[k] - sx) ** 2 + (y[k] - sy) ** 2));
  }
  return seeds;
}

function nearestOf(seeds: readonly number[], x: number, y: number): number {
  let nearest = 0;
  let least = Infinity;
  for (let s = 0; 2 * s < seeds.length; s++) {
    const dx = x - seeds[2 * s];
    const dy = y - seeds[2 * s + 1];
    const distance = dx * dx + dy * dy;
    if (distance >= least) continue;
    least = distance;
    nearest = s;
  }
  return nearest;
}
