// A map of grains on square cells: what is measured or drawn, before it is written down as Voronoi seeds.

export interface GrainRaster {
  /** Cells along one edge. */
  readonly cells: number;
  /** Number of grains; each has at least one cell. */
  readonly grains: number;
  /** Grain of each cell, 0 to grains - 1, row iy = 0 (smallest y) first. */
  readonly ids: Int32Array;
}

/** Voronoi seeds in cells (the centre of the first cell is at 0.5, 0.5), and the grain that each belongs to; a grain may have several. */
export interface OwnedSeeds {
  /** x0, y0, x1, y1, ... */
  readonly seeds: Float64Array;
  readonly owners: Int32Array;
}

/** Cells of each grain, in the order of the raster. */
export function cellsOfGrains({ ids, grains }: GrainRaster): Int32Array[] {
  const counts = new Int32Array(grains);
  for (const g of ids) counts[g]++;
  const lists = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let i = 0; i < ids.length; i++) lists[ids[i]][counts[ids[i]]++] = i;
  return lists;
}

/** Connected parts (over edges of cells) of one grain, largest first. */
export function connectedParts(members: Int32Array, { ids, cells }: GrainRaster): Int32Array[] {
  const unseen = new Set(members);
  const parts: Int32Array[] = [];
  for (const first of members) {
    if (!unseen.delete(first)) continue;
    const part = [first];
    for (let k = 0; k < part.length; k++) {
      const cell = part[k];
      const x = cell % cells;
      if (x > 0 && unseen.delete(cell - 1)) part.push(cell - 1);
      if (x < cells - 1 && unseen.delete(cell + 1)) part.push(cell + 1);
      if (cell >= cells && unseen.delete(cell - cells)) part.push(cell - cells);
      if (cell + cells < ids.length && unseen.delete(cell + cells)) part.push(cell + cells);
    }
    parts.push(Int32Array.from(part));
  }
  return parts.sort((a, b) => b.length - a.length);
}
