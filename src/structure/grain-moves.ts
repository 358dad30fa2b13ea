// Moves that change the number of grains of a fit: take out those that the image does not need, split those that it pulls apart.
import { Delaunay } from 'd3-delaunay';
import type { Blur } from './blur.js';
import type { BlurredGrains } from './blurred-grains.js';
import type { Fit } from './fit-grains.js';

/** Grain by grain, the rise of the error when it is left to its neighbours; an upper bound, for they have not moved in yet. */
export function removalCosts({ grains, evaluation }: Fit, cells: number, blur: Blur, sigma: number): Float64Array {
  const { seeds, values } = grains;
  const { ids, residual } = evaluation;
  const wanted = new Float64Array(ids.length);
  blur(residual, wanted);
  const heirs = nextNearest(seeds, ids, cells);
  const change = ids.map(() => 0);
  const changes = Float64Array.from(change, (_, i) => values[heirs[i]] - values[ids[i]]);
  const costs = new Float64Array(values.length);
  const areas = new Float64Array(values.length);
  const energies = new Float64Array(values.length);
  for (let i = 0; i < ids.length; i++) {
    costs[ids[i]] -= 2 * changes[i] * wanted[i];
    areas[ids[i]]++;
    energies[ids[i]] += changes[i] ** 2;
  }
  return costs.map((cost, a) => cost + energies[a] * blurredShare(areas[a], sigma));
}

/** Part of the squared contrast of a disk of this area that is left after a blur: |G 1|^2 / |1|^2, to a few per cent. */
export const blurredShare = (area: number, sigma: number): number => area / (area + 1.13 * Math.sqrt(area) * sigma * 2 + 12.6 * sigma * sigma * 0.3);

/** The nearest seed of each cell but for its own: always a neighbour of it. */
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

/** Takes out grains that cost less than `price`, cheapest first, never two neighbours at once and never below `minimum` grains. */
export function withoutCheapGrains(grains: BlurredGrains, costs: Float64Array, price: number, minimum: number): BlurredGrains {
  const neighbours = neighbourLists(grains.seeds);
  const kept = new Set(costs.keys());
  const held = new Set<number>();
  const cheapest = [...costs.keys()].sort((a, b) => costs[a] - costs[b] || a - b);
  for (const a of cheapest) {
    if (costs[a] >= price || kept.size <= minimum) break;
    if (held.has(a)) continue;
    kept.delete(a);
    for (const n of neighbours[a]) held.add(n);
  }
  return pick(grains, [...kept]);
}

const pick = ({ seeds, values }: BlurredGrains, indices: number[]): BlurredGrains => ({
  seeds: Float64Array.from(indices.flatMap((a) => [seeds[2 * a], seeds[2 * a + 1]])),
  values: Float64Array.from(indices, (a) => values[a]),
});

/** Splits the grains that gain most by it, if more than `price`; at most `most` of them. */
export function withSplitGrains(
  fit: Fit,
  { cells, blur, sigma, price, most }: { cells: number; blur: Blur; sigma: number; price: number; most: number },
): BlurredGrains {
  const { grains } = fit;
  const splits = splitsOf(fit, cells, blur, sigma)
    .filter(({ gain }) => gain > price)
    .sort((a, b) => b.gain - a.gain || a.grain - b.grain)
    .slice(0, most);
  const seeds = [...grains.seeds];
  const values = [...grains.values];
  for (const { grain, dx, dy, rise } of splits) {
    const x = grains.seeds[2 * grain];
    const y = grains.seeds[2 * grain + 1];
    seeds[2 * grain] = x - dx;
    seeds[2 * grain + 1] = y - dy;
    seeds.push(x + dx, y + dy);
    values[grain] = clampKx(grains.values[grain] - rise);
    values.push(clampKx(grains.values[grain] + rise));
  }
  const inside = (s: number) => Math.max(0, Math.min(cells, s));
  return { seeds: Float64Array.from(seeds, inside), values: Float64Array.from(values) };
}

const clampKx = (kx: number): number => Math.max(-1, Math.min(1, kx));

interface Split {
  grain: number;
  /** Fall of the error, about. */
  gain: number;
  /** From the old seed to the new one whose value rises. */
  dx: number;
  dy: number;
  rise: number;
}

/** For each grain the split across the direction in which the image wants it to rise. */
function splitsOf({ grains, evaluation }: Fit, cells: number, blur: Blur, sigma: number): Split[] {
  const { seeds, values } = grains;
  const { ids, residual } = evaluation;
  const wanted = new Float64Array(ids.length);
  blur(residual, wanted);
  const sums = Array.from(values, () => ({ area: 0, x: 0, y: 0, pull: 0, pullX: 0, pullY: 0 }));
  const px = (i: number) => (i % cells) + 0.5;
  const py = (i: number) => Math.floor(i / cells) + 0.5;
  for (let i = 0; i < ids.length; i++) {
    const sum = sums[ids[i]];
    sum.area++;
    sum.x += px(i);
    sum.y += py(i);
    sum.pull += wanted[i];
    sum.pullX += wanted[i] * px(i);
    sum.pullY += wanted[i] * py(i);
  }
  const directions = sums.map(({ area, x, y, pull, pullX, pullY }) => {
    const ux = pullX - (pull * x) / area;
    const uy = pullY - (pull * y) / area;
    const length = Math.hypot(ux, uy) || 1;
    return { cx: x / area, cy: y / area, ux: ux / length, uy: uy / length };
  });
  const halves = Array.from(values, () => ({ area: 0, pull: 0, otherArea: 0, otherPull: 0 }));
  for (let i = 0; i < ids.length; i++) {
    const { cx, cy, ux, uy } = directions[ids[i]];
    const half = halves[ids[i]];
    if ((px(i) - cx) * ux + (py(i) - cy) * uy > 0) {
      half.area++;
      half.pull += wanted[i];
    } else {
      half.otherArea++;
      half.otherPull += wanted[i];
    }
  }
  return halves.flatMap(({ area, pull, otherArea, otherPull }, grain) => {
    if (area < 4 || otherArea < 4) return [];
    const whole = area + otherArea;
    const contrast = pull / area - otherPull / otherArea;
    const response = blurredShare(whole / 2, sigma);
    const gain = (contrast * contrast * area * otherArea) / whole / response;
    const { ux, uy } = directions[grain];
    const reach = 0.3 * Math.sqrt(whole);
    void seeds;
    return [{ grain, gain, dx: reach * ux, dy: reach * uy, rise: contrast / 2 / response }];
  });
}
