// The solver's raster: cells of one size, row iy = 0 at the smallest y, cell (ix, iy) at index iy * nx + ix.

export interface Grid {
  readonly nx: number;
  readonly ny: number;
  /** Edge of a cell, in m. */
  readonly cellSize: number;
  /** Length of the sample along z, in m. */
  readonly thickness: number;
}

/** A vector per cell, one array per component. Dimension 2 (planar) or 3 (free). */
export type VectorField = readonly Float64Array[];

const cellCount = ({ nx, ny }: Grid): number => nx * ny;

export function createVectorField(grid: Grid, dimension: number): Float64Array[] {
  return Array.from({ length: dimension }, () => new Float64Array(cellCount(grid)));
}
