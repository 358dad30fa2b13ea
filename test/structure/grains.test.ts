import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import { createGrains, drawParameters, drawStructure } from '../../src/structure/grains.js';
import { nearestSeeds } from '../../src/structure/raster.js';
import { grainCount } from '../../src/structure/structure.js';
import { grainPolygons } from '../../src/structure/voronoi.js';
import { expectClose } from '../expect-close.js';

/** Area of an open polygon x0, y0, x1, y1, ..., in the unit of its corners squared. */
function polygonArea(polygon: Float64Array): number {
  let twice = 0;
  for (let i = 0; i < polygon.length; i += 2) {
    const j = (i + 2) % polygon.length;
    twice += polygon[i] * polygon[j + 1] - polygon[j] * polygon[i + 1];
  }
  return Math.abs(twice) / 2;
}

describe('createGrains', () => {
  it('gives the same structure for the same seed, and another for another', () => {
    const make = (seed: number) => createGrains({ seed, grains: 30, maximumMisorientation: 0.5 });
    expect(make(4)).toEqual(make(4));
    expect(make(4).seeds).not.toEqual(make(5).seeds);
  });

  it('keeps seeds in the sample and angles within theta', () => {
    const { seeds, easyAxisAngles, size } = createGrains({ seed: 1, grains: 1000, maximumMisorientation: 0.3 });
    expect(seeds.every((s) => s >= 0 && s < size)).toBe(true);
    expect(easyAxisAngles.every((t) => Math.abs(t) <= 0.3)).toBe(true);
    expect(Math.max(...easyAxisAngles)).toBeGreaterThan(0.29);
    expect(Math.min(...easyAxisAngles)).toBeLessThan(-0.29);
  });

  it('draws from a generator that is passed in', () => {
    const options = { grains: 3, maximumMisorientation: 1 };
    const random = createRandom(1, 'grains');
    expect(createGrains({ ...options, random })).toEqual(createGrains({ ...options, seed: 1 }));
    expect(createGrains({ ...options, random })).not.toEqual(createGrains({ ...options, seed: 1 }));
  });
});

describe('drawStructure', () => {
  it('follows the distribution of the paper: 16 to 256 grains, theta from 0 to pi', () => {
    const drawn = Array.from({ length: 4000 }, (_, i) => drawParameters(1, i));
    const grains = drawn.map((d) => d.grains);
    const theta = drawn.map((d) => d.maximumMisorientation);
    const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
    expect(Math.min(...grains)).toBe(16);
    expect(Math.max(...grains)).toBe(256);
    expectClose(mean(grains), 136, { atol: 4 * (241 / Math.sqrt(12 * 4000)) });
    expectClose(mean(theta), Math.PI / 2, { atol: 4 * (Math.PI / Math.sqrt(12 * 4000)) });
  });

  it('draws each structure independently of how many others are drawn', () => {
    const structure = drawStructure(3, 17);
    expect(grainCount(structure)).toBe(drawParameters(3, 17).grains);
    drawStructure(3, 16);
    expect(drawStructure(3, 17)).toEqual(structure);
  });

  it('keeps to the limits that are given', () => {
    const limits = { minimumGrains: 5, maximumGrains: 6, maximumMisorientation: 0.1, cells: 64 };
    for (let i = 0; i < 20; i++) {
      const structure = drawStructure(1, i, limits);
      expect([5, 6]).toContain(grainCount(structure));
      expect(structure.cells).toBe(64);
      expect(structure.easyAxisAngles.every((t) => Math.abs(t) <= 0.1)).toBe(true);
    }
  });
});

describe('grainPolygons', () => {
  it('tile the sample: their areas add up to it', () => {
    const structure = createGrains({ seed: 8, grains: 200, maximumMisorientation: 1 });
    const areas = grainPolygons(structure).map(polygonArea);
    expect(Math.min(...areas)).toBeGreaterThan(0);
    expectClose(
      areas.reduce((a, b) => a + b),
      structure.size ** 2,
      { rtol: 1e-9 },
    );
  });

  const collinear: [string, number[][]][] = [
    [
      'across',
      [
        [0.3, 0.3],
        [0.9, 0.3],
        [0.6, 0.3],
        [0.1, 0.3],
      ],
    ],
    [
      'up',
      [
        [0.5, 0.9],
        [0.5, 0.1],
        [0.5, 0.2],
      ],
    ],
    [
      'aslant',
      [
        [0.3, 0.3],
        [0.6, 0.6],
        [0.9, 0.9],
      ],
    ],
    [
      'two',
      [
        [0.3, 0.4],
        [0.6, 0.8],
      ],
    ],
    ['one', [[0.3, 0.4]]],
  ];
  it.each(collinear)('of seeds on one line (%s) are the slabs that the raster shows', (_, points) => {
    const cells = 200;
    const size = 320e-9;
    const seeds = Float64Array.from(points.flat(), (u) => u * size);
    const ids = nearestSeeds(seeds, cells, size / cells);
    const shares = points.map((_, grain) => ids.reduce((sum, id) => sum + (id === grain ? 1 : 0), 0) / cells ** 2);
    const areas = grainPolygons({ seeds, size }).map((polygon) => polygonArea(polygon) / size ** 2);
    // A border of at most 1.5 cells' width per cell of edge: what a raster can tell.
    for (const [grain, area] of areas.entries()) expectClose(area, shares[grain], { atol: 3 / cells });
    expectClose(
      areas.reduce((a, b) => a + b),
      1,
      { rtol: 1e-12 },
    );
  });
});
