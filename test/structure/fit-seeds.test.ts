import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareKept } from '../../src/structure/border-fit.js';
import { fitSeeds } from '../../src/structure/fit-seeds.js';
import { connectedParts, type GrainRaster } from '../../src/structure/grain-raster.js';
import { createGrains } from '../../src/structure/grains.js';
import { nearestSeeds, rasterize } from '../../src/structure/raster.js';

/** A map with grains numbered in the order of their first cells. */
function mapOf(cells: number, grainAt: (x: number, y: number) => number): GrainRaster {
  const numbers = new Map<number, number>();
  const ids = Int32Array.from({ length: cells * cells }, (_, i) => {
    const grain = grainAt((i % cells) + 0.5, Math.floor(i / cells) + 0.5);
    const number = numbers.get(grain) ?? numbers.size;
    numbers.set(grain, number);
    return number;
  });
  return { cells, ids, grains: numbers.size };
}

function voronoi(seed: number, grains: number, cells: number): GrainRaster {
  const ids = rasterize(createGrains({ seed, grains, maximumMisorientation: 1, size: cells, cells }));
  return mapOf(cells, (x, y) => ids[Math.floor(y) * cells + Math.floor(x)]);
}

/** Borders bent by a tenth of the edge. */
const bent = (seed: number, grains: number, cells: number): GrainRaster => {
  const { seeds } = createGrains({ seed, grains, maximumMisorientation: 1, size: cells, cells });
  return mapOf(cells, (x, y) => {
    const [u, v] = [x + 0.05 * cells * Math.sin((12 * y) / cells), y + 0.05 * cells * Math.sin((12 * x) / cells)];
    let nearest = 0;
    for (let s = 1; s < grains; s++)
      if (
        Math.hypot(u - seeds[2 * s], v - seeds[2 * s + 1]) <
        Math.hypot(u - seeds[2 * nearest], v - seeds[2 * nearest + 1])
      )
        nearest = s;
    return nearest;
  });
};

describe('fitSeeds', () => {
  it.each([
    [1, 16],
    [2, 64],
    [3, 128],
    [4, 256],
  ])('finds one seed per grain of a Voronoi map (seed %i, %i grains)', (seed, grains) => {
    const map = voronoi(seed, grains, 160);
    const { owners, share } = fitSeeds(map, { wanted: 0.99 });
    expect(owners.length).toBeLessThanOrEqual(map.grains);
    expect(share).toBeGreaterThan(0.99);
  });

  it('takes several seeds per grain where borders are bent, the more the better they are to be kept', () => {
    const map = bent(1, 20, 120);
    const fits = [0, 0.96, 0.985].map((wanted) => ({ wanted, ...fitSeeds(map, { wanted }) }));
    for (const { share, wanted } of fits) expect(share).toBeGreaterThanOrEqual(wanted);
    expect(fits[0].owners).toHaveLength(20);
    expect(fits[1].owners.length).toBeGreaterThan(20);
    expect(fits[2].owners.length).toBeGreaterThan(fits[1].owners.length);
  });

  it('says the share that its seeds really keep', () => {
    const map = bent(2, 12, 60);
    const { seeds, owners, share } = fitSeeds(map);
    const nearest = nearestSeeds(seeds, 60, 1);
    expect(share).toBe(map.ids.filter((grain, i) => owners[nearest[i]] === grain).length / 3600);
    expect(share).toBe(shareKept({ seeds, owners }, map));
  });

  it('writes a grain around another, and a grain in two pieces, as several seeds', () => {
    const ring = mapOf(60, (x, y) => (Math.hypot(x - 30, y - 30) < 12 ? 1 : 0));
    expect(fitSeeds(ring).share).toBeGreaterThan(0.97);
    const pieces = mapOf(60, (x) => (x < 15 || x > 45 ? 1 : 0));
    const { owners, share } = fitSeeds(pieces);
    expect(share).toBeGreaterThan(0.99);
    expect(owners.filter((owner) => owner === pieces.ids[0]).length).toBeGreaterThan(1);
  });

  it('parts seeds that begin in one place: rings around one centre', () => {
    const rings = mapOf(60, (x, y) => Math.floor(Math.hypot(x - 30, y - 30) / 5));
    const { seeds, owners } = fitSeeds(rings, { wanted: 0 });
    expect(owners.length).toBeGreaterThan(3);
    expect(new Set(Array.from(owners, (_, s) => `${seeds[2 * s]},${seeds[2 * s + 1]}`)).size).toBe(owners.length);
    expect(fitSeeds(rings).share).toBeGreaterThan(0.97);
  });

  it('keeps seeds apart, so that no border hangs on their last digits', () => {
    const { seeds, owners } = fitSeeds(voronoi(1793.4, 256, 160), { wanted: 0 });
    let closest = Infinity;
    for (let s = 0; s < owners.length; s++)
      for (let t = 0; t < s; t++)
        closest = Math.min(closest, Math.hypot(seeds[2 * s] - seeds[2 * t], seeds[2 * s + 1] - seeds[2 * t + 1]));
    expect(closest).toBeGreaterThan(0.2);
  });

  it('gives up a speck that would cost the grain around it more cells than it has', () => {
    const clean = voronoi(1, 16, 96);
    const ids = clean.ids.slice();
    ids[50 * 96 + 50] = clean.grains;
    const { owners, share } = fitSeeds({ ...clean, ids, grains: clean.grains + 1 }, { wanted: 0 });
    expect(share).toBeGreaterThan(0.99);
    expect(new Set(owners).size).toBe(clean.grains);
  });

  it('gives distinct seeds inside the sample, at most as many as are allowed, the same every time', () => {
    const grains = fc.array(fc.nat(5), { minLength: 144, maxLength: 144 });
    fc.assert(
      fc.property(grains, fc.constantFrom(0, 0.9, 1), (values, wanted) => {
        const map = mapOf(12, (x, y) => values[Math.floor(y) * 12 + Math.floor(x)]);
        const { seeds, owners, share } = fitSeeds(map, { wanted, maximumSeeds: 30 });
        const points = Array.from(owners, (_, s) => `${seeds[2 * s]},${seeds[2 * s + 1]}`);
        expect(new Set(points).size).toBe(owners.length);
        expect(owners.length).toBeLessThanOrEqual(30);
        expect(owners.length).toBeGreaterThan(0);
        expect(seeds.every((s) => s >= 0 && s <= 12)).toBe(true);
        expect(share).toBe(shareKept({ seeds, owners }, map));
        expect(fitSeeds(map, { wanted, maximumSeeds: 30 })).toEqual({ seeds, owners, share });
      }),
      { numRuns: 25 },
    );
  });

  it('has nothing to do for a single grain', () => {
    const { seeds, share } = fitSeeds(mapOf(8, () => 0));
    expect([share, ...seeds]).toEqual([1, 4, 4]);
  });
});

describe('connectedParts', () => {
  it('does not join cells over the edge of the map', () => {
    const map = mapOf(3, (x, y) => (x + y < 1.5 || (x > 2 && y < 1) || (x < 1 && y > 2) ? 1 : 0));
    const ones = Int32Array.from([...map.ids.keys()].filter((i) => map.ids[i] === map.ids[0]));
    expect(connectedParts(ones, map).map((part) => [...part])).toEqual([[0], [2], [6]]);
  });
});
