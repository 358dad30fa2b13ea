// From the bytes of a file to a structure: read, fill, cut out the square, bring to cells, fit Voronoi seeds. Says what was lost.
import { LoopsmithError } from '../errors.js';
import { paperSample } from '../structure/grains.js';
import type { Structure } from '../structure/structure.js';
import { cutSquare } from './cut-square.js';
import { fillFromNearest } from './fill.js';
import { type Gap, type GrainMap, noGrain } from './grain-map.js';
import type { Importer, ReadOptions } from './importer.js';
import { detectImporter } from './importers.js';
import { seedsOfSquare } from './square-seeds.js';
import { steepNotes, tiltOf } from './tilt.js';

export interface ImportOptions extends ReadOptions {
  /** The file, for messages; its extension may say the format. */
  where: string;
  /** @default the one that the file's beginning or its extension says */
  importer?: Importer;
  /** Edge of the square sample, in m. @default that of the file; 320e-9 where it has no unit */
  size?: number;
  /** Length along z, in m. @default that of the file, where the sample keeps its size and is at least as long as wide; 36e-6 */
  thickness?: number;
  /** Cells along one edge of the structure's image. @default 160 */
  cells?: number;
  /** Part of the cells that should keep their grain; a grain may take several seeds for it. 0: one seed per grain. @default that of the format */
  fit?: number;
  name?: string;
}

export interface ImportReport {
  format: string;
  /** Grains of the structure, and their seeds: a grain that is no Voronoi cell takes several. */
  grains: number;
  seeds: number;
  /** Edge of the sample and its length along z, in m. */
  size: number;
  thickness: number;
  /** How well the seeds reproduce the map: on cells x cells cells, the part that keeps its grain. */
  fit: { share: number; wanted: number; cells: number };
  /** Points of the file, and those filled from the nearest grain, with the reasons. */
  points: number;
  filled: readonly Gap[];
  /** Part of the structure's cells that took the grain of the nearest point: a map that is not square is cut. */
  guessed: number;
  /** Between the structure's easy axes and the plane, in rad; null where the file knows only the plane. */
  tilt: { mean: number; largest: number } | null;
  /** What the structure does not know any more, and what had to be assumed. */
  notes: readonly string[];
}

export interface Imported {
  structure: Structure;
  report: ImportReport;
}

export const mostCells = 1024;
/** Edge of the sample, in m: an atom, and more than any sample. */
const [smallest, largest] = [1e-10, 1];

/** @throws LoopsmithError one line that names file, line or byte, what was expected and what came */
export function importStructure(bytes: Uint8Array, options: ImportOptions): Imported {
  const { where, cells = paperSample.cells, name } = options;
  checkOptions(options);
  const importer = options.importer ?? detectImporter(bytes, where);
  const wanted = options.fit ?? importer.fit;
  const map = importer.read(bytes, { ...options, cells });
  const filled = map.gaps.filter(({ points }) => points > 0);
  const points = Math.round(map.ids.length / map.pixelsPerPoint);
  const { ids: found } = cutSquare(map, cells);
  fill(map, where);
  const square = cutSquare(map, cells);
  const size = tidy(options.size ?? (map.hasUnit ? square.size : paperSample.size));
  if (size < smallest || size > largest)
    throw new LoopsmithError(
      `${where}: size: expected a sample of ${smallest} to ${largest} m, got ${size} (--size gives it another)`,
    );
  const fitted = seedsOfSquare(map, square, wanted, { where, importer });
  const seeds = fitted.positions.map((s) => Math.min(size, s * size));
  const isKept = options.size === undefined && map.thickness !== undefined && map.thickness >= size;
  const known = options.thickness ?? (isKept ? map.thickness : undefined);
  const thickness = tidy(known ?? paperSample.thickness);
  const structure = { size, cells, cellSize: size / cells, thickness, seeds, easyAxisAngles: fitted.angles };
  return {
    structure: name === undefined ? structure : { name, ...structure },
    report: {
      format: importer.name,
      grains: fitted.grains,
      seeds: fitted.angles.length,
      size,
      thickness,
      fit: { share: fitted.share, wanted, cells: square.cells },
      points,
      filled,
      guessed: found.filter((id) => id === noGrain).length / found.length,
      tilt: tiltOf(square.ids, map.tilts),
      notes: [
        ...map.notes,
        ...steepNotes(square.ids, map.tilts),
        ...square.notes,
        ...fitted.notes,
        ...(map.hasUnit || options.size !== undefined
          ? []
          : ['the file has no unit of length: 320 nm are assumed (--size)']),
        ...(known !== undefined || map.thickness === undefined
          ? []
          : [
              `the length of the file along z is not kept: ${1e6 * paperSample.thickness} um are assumed (--thickness)`,
            ]),
      ],
    },
  };
}

function checkOptions({
  cells = 1,
  size = 1,
  thickness = 1,
  fit = 1,
  threshold = 1,
  minimumPoints = 1,
  layer = 1,
}: ImportOptions): void {
  const need = (met: boolean, name: string, expected: string, got: number) => {
    if (!met) throw new LoopsmithError(`${name}: expected ${expected}, got ${got}`);
  };
  const whole = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;
  need(whole(cells, mostCells), 'cells', `a whole number from 1 to ${mostCells}`, cells);
  need(size > 0 && size < Infinity, 'size', 'a length above 0 m', size);
  need(thickness > 0 && thickness < Infinity, 'thickness', 'a length above 0 m', thickness);
  need(fit >= 0 && fit <= 1, 'fit', 'a part from 0 to 1', fit);
  need(threshold > 0 && threshold <= Math.PI / 2, 'threshold', 'an angle above 0 and up to pi/2 rad', threshold);
  need(whole(minimumPoints, 2 ** 31), 'minimumPoints', 'a whole number from 1', minimumPoints);
  need(whole(layer, 2 ** 31), 'layer', 'a whole number from 1', layer);
}

/** A length without the last bits that sums of steps leave. */
const tidy = (length: number): number => Number(length.toPrecision(12));

function fill(map: GrainMap, where: string): void {
  if (!map.ids.some((id) => id !== noGrain)) {
    const reasons = map.gaps.filter(({ points }) => points > 0).map(({ points, why }) => `${points} ${why}`);
    throw new LoopsmithError(`${where}: expected at least one grain, got none (points: ${reasons.join(', ')})`);
  }
  fillFromNearest(map.ids, map.columns);
}
