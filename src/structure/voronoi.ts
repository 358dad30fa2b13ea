// The grains as polygons, for vector pictures and for formats that take them.
import { Delaunay } from 'd3-delaunay';
import type { Structure } from './structure.js';

/** Corners x0, y0, x1, y1, ... of each grain, clipped to the sample, in m; open, that is without the first corner again. */
export function grainPolygons({ seeds, size }: Structure): Float64Array[] {
  // In units of the sample: d3-delaunay drops edges shorter than 1e-9, which in metres is a nanometre.
  const voronoi = new Delaunay(seeds.map((s) => s / size)).voronoi([0, 0, 1, 1]);
  return Array.from({ length: seeds.length / 2 }, (_, grain) => {
    const corners: [number, number][] = voronoi.cellPolygon(grain)?.slice(0, -1) ?? [];
    return Float64Array.from(corners.flat(), (u) => u * size);
  });
}

/** Area of an open polygon x0, y0, x1, y1, ..., in the unit of its corners squared. */
export function polygonArea(polygon: Float64Array): number {
  let twice = 0;
  for (let i = 0; i < polygon.length; i += 2) {
    const j = (i + 2) % polygon.length;
    twice += polygon[i] * polygon[j + 1] - polygon[j] * polygon[i + 1];
  }
  return Math.abs(twice) / 2;
}
