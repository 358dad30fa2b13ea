// What every importer gives: a map of grains on rectangular pixels, and the easy axis of each grain.

/** Of a pixel that belongs to no grain. */
export const noGrain = -1;

/** Points of a file that say no grain, and why; they are filled from the nearest grain. */
export interface Gap {
  readonly points: number;
  /** For example "not indexed". */
  readonly why: string;
}

export interface GrainMap {
  readonly columns: number;
  readonly rows: number;
  /** Edges of a pixel, in m; in any unit where `hasUnit` is false. */
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  readonly hasUnit: boolean;
  /** Length along z, in m, where the file says one. */
  readonly thickness?: number;
  /** Pixels that one point of the file covers. */
  readonly pixelsPerPoint: number;
  /** Grain of each pixel or `noGrain`, row of smallest y first. */
  readonly ids: Int32Array;
  /** Easy-axis angle of each grain, in rad, from +y towards +x. */
  readonly angles: Float64Array;
  /** Angle between the easy axis of each grain and the plane, in rad; none where the file knows only the plane. */
  readonly tilts?: Float64Array;
  readonly gaps: readonly Gap[];
  /** What the structure will not know any more, and what had to be assumed; one sentence each. */
  readonly notes: readonly string[];
  /** Voronoi seeds that the file says, from the lower left corner in the unit of the pixels, and the grain of each. */
  readonly seeds?: { readonly positions: Float64Array; readonly grains: Int32Array };
}
