// Moves that change the number of grains of a fit: take out those that the image does not need, add some where it pulls one apart.
import { type BlurredGrains, blurredShare, type Target } from './blurred-grains.js';
import type { Fit } from './fit-grains.js';
import { neighbourLists } from './neighbours.js';
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
  const sum = { area: members.length, ...centreOf(members, cells), pull: 0, pullX: 0, pullY: 0 };
  for (const i of members) {
    sum.pull += wanted[i];
    sum.pullX += wanted[i] * ((i % cells) + 0.5);
    sum.pullY += wanted[i] * (Math.floor(i / cells) + 0.5);
  }
  return sum;
}

function centreOf(members: number[], cells: number) {
  const centre = { x: 0, y: 0 };
  for (const i of members) {
    centre.x += ((i % cells) + 0.5) / members.length;
    centre.y += (Math.floor(i / cells) + 0.5) / members.length;
  }
  return centre;
}

/** Without the grains that no cell belongs to. */
export function withoutEmptyGrains({ seeds, values }: BlurredGrains, cells: number): BlurredGrains {
  const used = [...new Set(nearestSeeds(seeds, cells, 1))].sort((a, b) => a - b);
  return {
    seeds: Float64Array.from(used.flatMap((a) => [seeds[2 * a], seeds[2 * a + 1]])),
    values: Float64Array.from(used, (a) => values[a]),
  };
}

/** Cuts each of the `count` largest grains across its long axis: two seeds with its axis, in the middles of the halves. */
export function withLargestSplit({ seeds, values }: BlurredGrains, cells: number, count: number): BlurredGrains {
  const members = membersOf(nearestSeeds(seeds, cells, 1), values.length);
  const largest = [...members.keys()].sort((a, b) => members[b].length - members[a].length || a - b).slice(0, count);
  const points = Float64Array.of(...seeds, ...largest.flatMap((a) => [seeds[2 * a], seeds[2 * a + 1]]));
  largest.forEach((a, k) => {
    const { x, y, dx, dy } = halfLength(members[a], cells);
    points.set([x - dx, y - dy], 2 * a);
    points.set([x + dx, y + dy], seeds.length + 2 * k);
  });
  return { seeds: points, values: Float64Array.of(...values, ...largest.map((a) => values[a])) };
}

/** Centre of a grain, and from there the way along its long axis to the middle of a half: sqrt(3)/2 standard deviations. */
function halfLength(members: number[], cells: number) {
  const { x, y } = centreOf(members, cells);
  let [xx, xy, yy] = [0, 0, 0];
  for (const i of members) {
    const fromX = (i % cells) + 0.5 - x;
    const fromY = Math.floor(i / cells) + 0.5 - y;
    xx += (fromX * fromX) / members.length;
    xy += (fromX * fromY) / members.length;
    yy += (fromY * fromY) / members.length;
  }
  const variance = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const length = Math.sqrt((3 / 4) * variance);
  return { x, y, dx: length * Math.cos(angle), dy: length * Math.sin(angle) };
}
