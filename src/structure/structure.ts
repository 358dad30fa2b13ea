// What a magnet is before any physics: a square sample cut into Voronoi grains, each with an easy axis in the plane.

export const structureSchema = 'loopsmith/structure@1';

export interface Structure {
  /** For tables and file names; no meaning. */
  readonly name?: string;
  /** Edge of the square sample, in m. */
  readonly size: number;
  /** Cells along one edge of the image raster; the solver uses its own. */
  readonly cells: number;
  /** Edge of a raster cell, in m: size / cells. */
  readonly cellSize: number;
  /** Length along z (translational symmetry), in m. */
  readonly thickness: number;
  /** Seeds of the grains, x0, y0, x1, y1, ... in m, each in [0, size]. */
  readonly seeds: Float64Array;
  /** Easy-axis angle of each grain, in rad, from +y towards +x: k = (sin t, cos t). A line: t and t + pi are one axis. */
  readonly easyAxisAngles: Float64Array;
}

/** Number of grains. */
export const grainCount = (structure: Structure): number => structure.easyAxisAngles.length;
