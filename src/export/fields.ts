// The fields over the solver's cells that several formats write, and how a field value is spelt in a file name.
import { cellsAlong } from '../solver/check.js';
import { foldAngle } from '../structure/easy-axis-image.js';
import { rasterize } from '../structure/raster.js';
import type { ExportSubject } from './format.js';

export interface GrainFields {
  /** Along one edge. */
  cells: number;
  /** Grain of each cell, row iy = 0 (smallest y) first. */
  grain: Uint16Array;
  /** Easy axis of each cell, folded: ky >= 0. */
  kx: Float64Array;
  ky: Float64Array;
}

/** @throws LoopsmithError where the cells of the physics do not divide the sample */
export function grainFields({ structure, physics }: Pick<ExportSubject, 'structure' | 'physics'>): GrainFields {
  const cells = cellsAlong(structure, physics);
  const grain = rasterize(structure, cells);
  const angles = structure.easyAxisAngles.map(foldAngle);
  const [sin, cos] = [angles.map(Math.sin), angles.map(Math.cos)];
  return {
    cells,
    grain,
    kx: Float64Array.from(grain, (id) => sin[id]),
    ky: Float64Array.from(grain, (id) => Math.abs(cos[id])),
  };
}

/** "-0.20HA": at least two decimals, more where the field has more. */
export function fieldName(appliedField: number): string {
  const text = String(appliedField === 0 ? 0 : appliedField);
  const decimals = text.includes('e') ? 12 : (text.split('.')[1] ?? '').length;
  return `${appliedField.toFixed(Math.max(2, decimals)).replace(/^-(0\.0+)$/, '$1')}HA`;
}
