// Which grains touch: neighbours in the Delaunay triangulation of the seeds.
import { Delaunay } from 'd3-delaunay';

/**
 * Neighbours of each grain.
 * @param unit in which the seeds are about 1 or more: d3-delaunay takes points within 1e-10 of its unit squared for collinear (in
 *   metres, all of them), and moves collinear points that it is given, so it gets a copy
 */
export function neighbourLists(seeds: Float64Array, unit = 1): number[][] {
  const delaunay = new Delaunay(seeds.map((s) => s / unit));
  return Array.from({ length: seeds.length / 2 }, (_, grain) => [...delaunay.neighbors(grain)]);
}
