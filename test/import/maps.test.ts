// The steps between a file and a structure: segmentation, filling, the grid of a scan, the square.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAxisMeans } from '../../src/import/axis.js';
import { cutSquare } from '../../src/import/cut-square.js';
import { fillFromNearest } from '../../src/import/fill.js';
import type { GrainMap } from '../../src/import/grain-map.js';
import { latticeOf } from '../../src/import/point-lattice.js';
import { fillPolygon } from '../../src/import/polygon-raster.js';
import { hexagonalGrid, hexagonalPoints, squareGrid } from '../../src/import/scan-grid.js';
import { dropSmallGrains, segmentGrains } from '../../src/import/segment-grains.js';
import { expectClose } from '../expect-close.js';

const map = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([columns, rows]) =>
    fc.tuple(
      fc.constant(columns),
      fc.constant(rows),
      fc.array(fc.integer({ min: -1, max: 2 }), { minLength: columns * rows, maxLength: columns * rows }),
    ),
  );

/** Pixels that touch over an edge. */
const beside = (p: number, q: number, columns: number): boolean => {
  const [dx, dy] = [
    Math.abs((p % columns) - (q % columns)),
    Math.abs(Math.floor(p / columns) - Math.floor(q / columns)),
  ];
  return dx + dy === 1;
};

describe('segmentGrains', () => {
  it('gives two pixels one grain if and only if a path of like neighbours joins them', () => {
    fc.assert(
      fc.property(map, ([columns, rows, values]) => {
        const { ids, grains } = segmentGrains(
          columns,
          rows,
          (p) => values[p] >= 0,
          (a, b) => values[a] === values[b],
        );
        const flooded = new Array<number>(values.length).fill(-1);
        let count = 0;
        for (let first = 0; first < values.length; first++) {
          if (values[first] < 0 || flooded[first] >= 0) continue;
          const todo = [first];
          flooded[first] = count;
          for (let p = todo.pop(); p !== undefined; p = todo.pop())
            for (let q = 0; q < values.length; q++)
              if (flooded[q] < 0 && values[q] === values[p] && beside(p, q, columns)) {
                flooded[q] = count;
                todo.push(q);
              }
          count++;
        }
        expect([grains, ...ids]).toEqual([count, ...flooded]);
      }),
    );
  });

  it('joins over corners where that is asked for', () => {
    const values = [1, 0, 0, 0, 1, 0, 1, 0, 1];
    const ids = (corners: boolean) =>
      [
        ...segmentGrains(
          3,
          3,
          (p) => values[p] === 1,
          () => true,
          { corners },
        ).ids,
      ].filter((id) => id >= 0);
    expect(ids(true)).toEqual([0, 0, 0, 0]);
    expect(ids(false)).toEqual([0, 1, 2, 3]);
  });

  it('takes small grains out again and says how many pixels they had', () => {
    const segmented = { ids: Int32Array.of(0, 0, 0, 1, 2, 2, -1), grains: 3 };
    expect(dropSmallGrains(segmented, 3)).toBe(3);
    expect([...segmented.ids]).toEqual([0, 0, 0, -1, -1, -1, -1]);
  });
});

describe('fillFromNearest', () => {
  it('gives each pixel the grain of one that is nearest in steps, and changes no other', () => {
    fc.assert(
      fc.property(map, ([columns, , values]) => {
        fc.pre(values.some((value) => value >= 0));
        const ids = Int32Array.from(values);
        fillFromNearest(ids, columns);
        const steps = (p: number, q: number) =>
          Math.abs((p % columns) - (q % columns)) + Math.abs(Math.floor(p / columns) - Math.floor(q / columns));
        for (let p = 0; p < ids.length; p++) {
          const sources = values.map((value, q) => ({ value, away: steps(p, q) })).filter(({ value }) => value >= 0);
          const least = Math.min(...sources.map(({ away }) => away));
          expect(sources.filter(({ away }) => away === least).map(({ value }) => value)).toContain(ids[p]);
        }
      }),
    );
  });
});

describe('the grid of a scan', () => {
  it('of squares has the last row of the file at the bottom', () => {
    expect([...squareGrid(3, 2).pointOf]).toEqual([3, 4, 5, 0, 1, 2]);
  });

  it('of hexagons has pixels side by side exactly where points are one step apart', () => {
    const shape = fc.tuple(
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom<0 | 1>(0, 1),
    );
    fc.assert(
      fc.property(shape, ([longer, rows, shifted]) => {
        const lengths: [number, number] = shifted === 1 ? [longer, longer - 1] : [longer - 1, longer];
        const { columns, pointOf, pixelsPerPoint } = hexagonalGrid(lengths, rows, shifted);
        const position = Array.from({ length: rows }, (_, row) =>
          Array.from({ length: lengths[row % 2] }, (_, k) => [
            k + (row % 2 === shifted ? 0.5 : 0),
            (row * Math.sqrt(3)) / 2,
          ]),
        ).flat();
        expect(position).toHaveLength(hexagonalPoints(lengths, rows));
        const touching = new Set<string>();
        for (let p = 0; p < pointOf.length; p++)
          for (let q = 0; q < p; q++)
            if (beside(p, q, columns) && pointOf[p] !== pointOf[q])
              touching.add([pointOf[p], pointOf[q]].sort((a, b) => a - b).join());
        const near = new Set<string>();
        for (let i = 0; i < position.length; i++)
          for (let j = i + 1; j < position.length; j++)
            if (Math.hypot(position[i][0] - position[j][0], position[i][1] - position[j][1]) < 1.01)
              near.add(`${i},${j}`);
        const used = new Set(pointOf);
        const inside = [...near].filter((pair) => pair.split(',').every((point) => used.has(Number(point))));
        expect([...touching].sort()).toEqual(inside.sort());
        expect(pixelsPerPoint).toBe(2);
      }),
    );
  });
});

describe('latticeOf', () => {
  it('finds column and row of points in any order', () => {
    const shape = fc.tuple(
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 7 }),
      fc.double({ min: -50, max: 50, noNaN: true }),
    );
    fc.assert(
      fc.property(shape, fc.infiniteStream(fc.nat()), ([columns, rows, x0], keys) => {
        const order = Array.from({ length: columns * rows }, (_, i) => ({ i, key: keys.next().value ?? 0 }));
        const nodes = order.sort((a, b) => a.key - b.key).map(({ i }) => i);
        const xs = Float64Array.from(nodes, (i) => x0 + (i % columns) * 2.5);
        const ys = Float64Array.from(nodes, (i) => 7 + Math.floor(i / columns) * 2);
        const lattice = latticeOf(xs, ys, 'file');
        expect([lattice.columns, lattice.rows, ...lattice.cellOf]).toEqual([columns, rows, ...nodes]);
        if (columns > 1) expectClose(lattice.stepX, 2.5, { rtol: 1e-12 });
        if (rows > 1) expectClose(lattice.stepY, 2, { rtol: 1e-12 });
      }),
    );
  });

  it('refuses holes, doubles and uneven steps', () => {
    const lattice = (points: [number, number][]) =>
      latticeOf(
        Float64Array.from(points, ([x]) => x),
        Float64Array.from(points, ([, y]) => y),
        'file',
      );
    expect(() =>
      lattice([
        [0, 0],
        [1, 0],
        [0, 1],
      ]),
    ).toThrow(/^file: expected points that fill a rectangle, got 3 points with 2 different x and 2/);
    expect(() =>
      lattice([
        [0, 0],
        [1, 0],
        [0, 1],
        [0, 1],
      ]),
    ).toThrow(/each place once, got two points at 0, 1/);
    expect(() =>
      lattice([
        [0, 0],
        [1, 0],
        [3, 0],
      ]),
    ).toThrow(/even steps along x, got a point at x = 1/);
  });
});

describe('fillPolygon', () => {
  it('sets the cells whose centres are inside, as the sign of the turns says', () => {
    const point = fc.tuple(fc.double({ min: -3, max: 12, noNaN: true }), fc.double({ min: -3, max: 12, noNaN: true }));
    fc.assert(
      fc.property(point, point, point, ([ax, ay], [bx, by], [cx, cy]) => {
        const ids = new Int32Array(90).fill(-1);
        fillPolygon(ids, 10, 9, Float64Array.of(ax, ay, bx, by, cx, cy), 7);
        const side = (x: number, y: number, x0: number, y0: number, x1: number, y1: number) =>
          (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
        for (let i = 0; i < 90; i++) {
          const [x, y] = [(i % 10) + 0.5, Math.floor(i / 10) + 0.5];
          const sides = [side(x, y, ax, ay, bx, by), side(x, y, bx, by, cx, cy), side(x, y, cx, cy, ax, ay)];
          if (sides.some((s) => Math.abs(s) < 1e-6)) continue;
          const inside = sides.every((s) => s > 0) || sides.every((s) => s < 0);
          expect(ids[i]).toBe(inside ? 7 : -1);
        }
      }),
    );
  });
});

describe('the mean of axes', () => {
  it('does not depend on which end of a line is named', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1.5, max: 1.5, noNaN: true }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
        (t, flips) => {
          const means = createAxisMeans(1);
          for (const [k, flip] of flips.entries()) {
            const angle = t + 0.05 * Math.sin(k);
            const sign = flip ? -1 : 1;
            means.add(0, sign * Math.sin(angle), sign * Math.cos(angle), 0);
          }
          const turn = (((means.of(0).angle - t) % Math.PI) + 1.5 * Math.PI) % Math.PI;
          expect(Math.abs(turn - Math.PI / 2)).toBeLessThan(0.051);
        },
      ),
    );
  });
});

describe('cutSquare', () => {
  const wide = (columns: number, rows: number, pixelWidth = 1): GrainMap => ({
    columns,
    rows,
    pixelWidth,
    pixelHeight: 1,
    hasUnit: false,
    pixelsPerPoint: 1,
    ids: Int32Array.from({ length: columns * rows }, (_, p) => p % columns),
    angles: new Float64Array(columns),
    gaps: [],
    notes: [],
  });

  it('takes the middle of what is longer, and says what it cut off', () => {
    const { ids, cells, size, whole, notes } = cutSquare(wide(8, 4), 4);
    expect([size, cells, whole, ...ids.subarray(0, 4)]).toEqual([4, 4, false, 2, 3, 4, 5]);
    expect(notes).toEqual(['cut off left and right of the square in the middle: 50 % of the map']);
  });

  it('has no more cells than the map has pixels, and says so', () => {
    const { cells, notes } = cutSquare(wide(6, 6), 160);
    expect(cells).toBe(6);
    expect(notes).toEqual(['the map has 6 x 6 pixels in the square: borders are no finer than that']);
  });

  it('counts the grains that fall between the cells', () => {
    const { notes, ids } = cutSquare(wide(9, 9), 3);
    expect([...ids.subarray(0, 3)]).toEqual([1, 4, 7]);
    expect(notes).toEqual(['9 x 9 pixels of the map became 3 x 3 cells; 6 grains smaller than a cell are lost']);
  });

  it('knows pixels that are not square', () => {
    const { size, whole, cells, ids } = cutSquare(wide(8, 4, 0.5), 8);
    expect([size, whole, cells, ...ids.subarray(0, 8)]).toEqual([4, true, 8, 0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
