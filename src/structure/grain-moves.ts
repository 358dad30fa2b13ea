// Moves that change the number of grains of a fit: take out those that the image does not need, add some where it pulls one apart.
import { Delaunay } from 'd3-delaunay';
import { type BlurredGrains, blurredShare, type Target } from './blurred-grains.js';
import type { Fit } from './fit-grains.js';
import { nearestSeeds } from './raster.js';

/** Grain by grain, the rise of the error when it is left to its neighbours; an upper bound, for they have not moved in yet. */
export function removalCosts({ grains, evaluation }: Fit, { cells, blur, sharpWeight }: Target): Float64Array {
  const { seeds, values } = grains;
  const { ids, wanted } = evaluation;
  const heirs = nextNearest(seeds, ids, cells);
  const linear = new Float64Array(values.length);
  const squared = new Float64Array(values.length);
  const areas = new Float64Array(values.length);
  for (let i = 0; i < ids.length; i++) {
    const change = values[heirs[i]] - values[ids[i]];
    linear[ids[i]] -= 2 * change * wanted[i];
    squared[ids[i]] += change * change;
    areas[ids[i]]++;
  }
  return linear.map((cost, a) => cost + squared[a] * (blurredShare(areas[a], blur.sigma) + sharpWeight));
}

/** The nearest seed of each cell but for its own: always a neighbour of that. */
function nextNearest(seeds: Float64Array, ids: Uint16Array, cells: number): Uint16Array {
  const neighbours = neighbourLists(seeds);
  return ids.map((own, i) => {
    const x = (i % cells) + 0.5;
    const y = Math.floor(i / cells) + 0.5;
    let heir = own;
    let least = Infinity;
    for (const n of neighbours[own]) {
      const distance = (x - seeds[2 * n]) ** 2 + (y - seeds[2 * n + 1]) ** 2;
      if (distance < least) {
        least = distance;
        heir = n;
      }
    }
    return heir;
  });
}

function neighbourLists(seeds: Float64Array): number[][] {
  const delaunay = new Delaunay(seeds);
  return Array.from({ length: seeds.length / 2 }, (_, a) => [...delaunay.neighbors(a)]);
}

/** Takes out grains that cost less than `price`, cheapest first, never two neighbours at once, down to `minimum` grains. */
export function withoutCheapGrains(
  { seeds, values }: BlurredGrains,
  costs: Float64Array,
  price: number,
  minimum: number,
): BlurredGrains {
  const neighbours = neighbourLists(seeds);
  const kept = new Set(values.keys());
  const held = new Set<number>();
  for (const a of [...kept].sort((a, b) => costs[a] - costs[b] || a - b)) {
    if (costs[a] >= price || kept.size <= minimum) break;
    if (held.has(a)) continue;
    kept.delete(a);
    for (const n of neighbours[a]) held.add(n);
  }
  const indices = [...kept];
  return {
    seeds: Float64Array.from(indices.flatMap((a) => [seeds[2 * a], seeds[2 * a + 1]])),
    values: Float64Array.from(indices, (a) => values[a]),
  };
}

/** Puts a seed into each grain that gains more than `price` by it. */
export function withGrainsWhereNeeded(fit: Fit, target: Target, price: number): BlurredGrains {
  const { seeds, values } = fit.grains;
  const added = insertions(fit, target).filter(({ gain }) => gain > price);
  return {
    seeds: Float64Array.of(...seeds, ...added.flatMap(({ x, y }) => [x, y])),
    values: Float64Array.of(...values, ...added.map(({ kx }) => Math.max(-1, Math.min(1, kx)))),
  };
}

interface Insertion {
  x: number;
  y: number;
  kx: number;
  /** Fall of the error, about. */
  gain: number;
}

/** For each grain: cut across the direction in which the image wants it to rise, a seed for the half that is wrong by more. */
function insertions({ grains, evaluation }: Fit, { cells, blur, sharpWeight }: Target): Insertion[] {
  const { ids, wanted } = evaluation;
  return membersOf(ids, grains.values.length).flatMap((own, grain) => {
    const whole = moments(own, wanted, cells);
    const ux = whole.pullX - whole.pull * whole.x;
    const uy = whole.pullY - whole.pull * whole.y;
    const side = (i: number) => ((i % cells) + 0.5 - whole.x) * ux + (Math.floor(i / cells) + 0.5 - whole.y) * uy;
    const halves = [own.filter((i) => side(i) > 0), own.filter((i) => side(i) <= 0)];
    if (halves.some((half) => half.length < 4)) return [];
    const [a, b] = halves.map((half) => moments(half, wanted, cells));
    const [wrong, other] = Math.abs(a.pull / a.area) > Math.abs(b.pull / b.area) ? [a, b] : [b, a];
    const contrast = wrong.pull / wrong.area - other.pull / other.area;
    const response = blurredShare(wrong.area, blur.sigma) + sharpWeight;
    const gain = (contrast * contrast * wrong.area * other.area) / whole.area / response;
    return [{ x: wrong.x, y: wrong.y, kx: grains.values[grain] + wrong.pull / wrong.area / response, gain }];
  });
}

function membersOf(ids: Uint16Array, grains: number): number[][] {
  const members: number[][] = Array.from({ length: grains }, () => []);
  for (let i = 0; i < ids.length; i++) members[ids[i]].push(i);
  return members;
}

/** Area, centre, and sums of `wanted`, plain and times position. */
function moments(members: number[], wanted: Float64Array, cells: number) {
  const sum = { area: members.length, x: 0, y: 0, pull: 0, pullX: 0, pullY: 0 };
  for (const i of members) {
    const x = (i % cells) + 0.5;
    const y = Math.floor(i / cells) + 0.5;
    sum.x += x / members.length;
    sum.y += y / members.length;
    sum.pull += wanted[i];
    sum.pullX += wanted[i] * x;
    sum.pullY += wanted[i] * y;
  }
  return sum;
}

/**
 * Drops grains without cells, and cuts the largest in two, with the same axis, until there are `minimum`. The new seed stands beside
 * the old one towards the middle of the grain, so that the image hardly changes.
 */
export function withMinimumGrains({ seeds, values }: BlurredGrains, cells: number, minimum: number): BlurredGrains {
  let ids = nearestSeeds(seeds, cells, 1);
  const used = [...new Set(ids)].sort((a, b) => a - b);
  const points = used.flatMap((a) => [seeds[2 * a], seeds[2 * a + 1]]);
  const kx = used.map((a) => values[a]);
  while (kx.length < minimum) {
    ids = nearestSeeds(Float64Array.from(points), cells, 1);
    const members = membersOf(ids, kx.length);
    const largest = members.reduce((best, own, a) => (own.length > members[best].length ? a : best), 0);
    const { x, y } = moments(members[largest], new Float64Array(ids.length), cells);
    const dx = x - points[2 * largest];
    const dy = y - points[2 * largest + 1];
    const distance = Math.hypot(dx, dy);
    const [ux, uy] = distance > 1 ? [dx / distance, dy / distance] : [Math.sign(cells / 2 - x) || 1, 0];
    points.push(points[2 * largest] + ux, points[2 * largest + 1] + uy);
    kx.push(kx[largest]);
  }
  return { seeds: Float64Array.from(points), values: Float64Array.from(kx) };
}
