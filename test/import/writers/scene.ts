// A small magnet as a grain map, for the writers of the formats: what is written is known, so what is read back can be held against it.
import { foldAngle } from '../../../src/structure/easy-axis-image.js';
import { createGrains } from '../../../src/structure/grains.js';
import { rasterize } from '../../../src/structure/raster.js';
import type { Structure } from '../../../src/structure/structure.js';

export interface Scene {
  structure: Structure;
  cells: number;
  /** Grain of each cell, row of smallest y first. */
  ids: Uint16Array;
  /** Folded easy-axis angle of each grain, in rad. */
  angles: Float64Array;
}

export interface SceneOptions {
  seed?: number;
  grains?: number;
  cells?: number;
  /** In m. */
  size?: number;
}

/** Grains whose axes differ by more than any threshold used here: angles are spread evenly over half a turn, in mixed order. */
export function createScene({ seed = 1, grains = 12, cells = 64, size = 320e-9 }: SceneOptions = {}): Scene {
  const drawn = createGrains({ seed, grains, maximumMisorientation: 1, size, cells });
  const easyAxisAngles = Float64Array.from({ length: grains }, (_, g) => {
    return foldAngle((((g * 7 + seed) % grains) / grains - 0.5) * Math.PI + 0.01);
  });
  const structure = { ...drawn, easyAxisAngles };
  return { structure, cells, ids: rasterize(structure), angles: easyAxisAngles };
}

/** Cells in which two structures have another axis, as a part of all. */
export function differentCells(a: Structure, b: Structure, cells: number, tolerance = 1e-3): number {
  const [first, second] = [rasterize(a, cells), rasterize(b, cells)];
  let different = 0;
  for (let i = 0; i < first.length; i++) {
    const turn = foldAngle(a.easyAxisAngles[first[i]] - b.easyAxisAngles[second[i]]);
    if (Math.abs(turn) > tolerance) different++;
  }
  return different / first.length;
}

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
