// The grains as polygons, for vector pictures and for formats that take them.
import { Delaunay } from 'd3-delaunay';
import { slabPolygons } from './slabs.js';
import type { Structure } from './structure.js';

/** Corners x0, y0, x1, y1, ... of each grain, clipped to the sample, in m; open, that is without the first corner again. */
export function grainPolygons({ seeds, size }: Pick<Structure, 'seeds' | 'size'>): Float64Array[] {
  // In units of the sample: d3-delaunay drops edges shorter than 1e-9, which in metres is a nanometre.
  const inUnits = seeds.map((s) => s / size);
  const polygons = slabPolygons(inUnits) ?? voronoiPolygons(inUnits);
  return polygons.map((corners) => Float64Array.from(corners.flat(), (u) => u * size));
}

function voronoiPolygons(seeds: Float64Array): [number, number][][] {
  const voronoi = new Delaunay(seeds).voronoi([0, 0, 1, 1]);
  return Array.from({ length: seeds.length / 2 }, (_, grain) => voronoi.cellPolygon(grain)?.slice(0, -1) ?? []);
}
