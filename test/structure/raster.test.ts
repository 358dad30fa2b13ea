import { describe, expect, it } from 'vitest';
import { createGrains } from '../../src/structure/grains.js';
import { easyAxisField, nearestSeeds, rasterize } from '../../src/structure/raster.js';
import type { Structure } from '../../src/structure/structure.js';
import { referenceGrainIds, referenceNames, referenceStructure } from './reference.js';

/** Slow twin: every seed for every cell, the first of equals wins. */
function searchAll({ seeds, size }: Structure, cells: number): Uint16Array {
  const cellSize = size / cells;
  return Uint16Array.from({ length: cells * cells }, (_, i) => {
    const x = ((i % cells) + 0.5) * cellSize;
    const y = (Math.floor(i / cells) + 0.5) * cellSize;
    let best = 0;
    let least = Infinity;
    for (let s = 0; s < seeds.length / 2; s++) {
      const d = (x - seeds[2 * s]) ** 2 + (y - seeds[2 * s + 1]) ** 2;
      if (d < least) {
        least = d;
        best = s;
      }
    }
    return best;
  });
}

describe('rasterize', () => {
  it.each(referenceNames)('gives the reference grain ids of %s exactly', (name) => {
    expect(Array.from(rasterize(referenceStructure(name)))).toEqual(referenceGrainIds(name));
  });

  it.each([
    [1, 7],
    [2, 33],
    [40, 160],
    [256, 320],
    [1024, 128],
  ])('agrees with a search over all of %i seeds on %i x %i cells', (grains, cells) => {
    const structure = createGrains({ seed: grains, grains, maximumMisorientation: 1 });
    expect(rasterize(structure, cells)).toEqual(searchAll(structure, cells));
  });

  it('gives a cell between two equally near seeds to the lower index', () => {
    const ids = (...seeds: number[]) => Array.from(nearestSeeds(Float64Array.from(seeds), 3, 1).subarray(3, 6));
    expect(ids(0.5, 1.5, 2.5, 1.5)).toEqual([0, 0, 1]);
    expect(ids(2.5, 1.5, 0.5, 1.5)).toEqual([1, 0, 0]);
    expect(ids(1.5, 0.5, 1.5, 2.5)).toEqual([0, 0, 0]);
  });

  it('agrees with a search over all seeds where many lie on a grid and tie', () => {
    const seeds = Float64Array.from({ length: 50 }, (_, i) => (i % 2 ? Math.floor(i / 10) : Math.floor(i / 2) % 5) / 4);
    const easyAxisAngles = new Float64Array(25);
    const structure = { size: 1, cells: 8, cellSize: 1 / 8, thickness: 1, seeds, easyAxisAngles };
    expect(rasterize(structure)).toEqual(searchAll(structure, 8));
  });

  it('fills 1024 x 1024 cells with all of 1024 grains', () => {
    const ids = rasterize(createGrains({ seed: 2, grains: 1024, maximumMisorientation: 1 }), 1024);
    expect(new Set(ids).size).toBe(1024);
  });
});

describe('easyAxisField', () => {
  it('is a unit vector along (sin t, cos t) of the grain of each cell', () => {
    const structure = createGrains({ seed: 5, grains: 20, maximumMisorientation: Math.PI });
    const ids = rasterize(structure, 50);
    const { kx, ky } = easyAxisField(structure, 50);
    expect(Array.from(kx)).toEqual(Array.from(ids, (g) => Math.sin(structure.easyAxisAngles[g])));
    expect(Array.from(ky)).toEqual(Array.from(ids, (g) => Math.cos(structure.easyAxisAngles[g])));
  });
});
