// The largest square in the middle of a map, on square cells.
import type { GrainMap } from './grain-map.js';

export interface Square {
  /** Edge, in the unit of the map's pixels. */
  readonly size: number;
  /** Cells along one edge: as many as the structure will have, but no more than the map or the fit makes use of. */
  readonly cells: number;
  /** Grain of each cell, numbered as in the map, row of smallest y first. */
  readonly ids: Int32Array;
  /** Whether nothing was cut off. */
  readonly whole: boolean;
  readonly notes: readonly string[];
}

/** Seeds know no cells: a finer raster would make the fit slower and hardly better. */
const finestFit = 320;

/** @param wanted cells along one edge of the structure */
export function cutSquare(map: GrainMap, wanted: number): Square {
  const { columns, rows, pixelWidth, pixelHeight, ids: pixels } = map;
  const [width, height] = [columns * pixelWidth, rows * pixelHeight];
  const size = Math.min(width, height);
  const finest = Math.max(1, Math.round(size / Math.min(pixelWidth, pixelHeight)));
  const cells = Math.min(wanted, finest, finestFit);
  const column = sampler((width - size) / 2, size / cells, pixelWidth, columns);
  const row = sampler((height - size) / 2, size / cells, pixelHeight, rows);
  const ids = Int32Array.from({ length: cells * cells }, (_, i) => {
    return pixels[row(Math.floor(i / cells)) * columns + column(i % cells)];
  });
  const whole = Math.abs(width - height) <= 1e-6 * size;
  return {
    size,
    cells,
    ids,
    whole,
    notes: [...cutNotes(width, height), ...sizeNotes(map, size, cells, wanted, ids)],
  };
}

/** Pixel at the centre of each cell, along one edge. */
const sampler =
  (start: number, cell: number, pixel: number, count: number) =>
  (k: number): number =>
    Math.max(0, Math.min(count - 1, Math.floor((start + (k + 0.5) * cell) / pixel)));

function cutNotes(width: number, height: number): string[] {
  const part = 1 - Math.min(width, height) / Math.max(width, height);
  if (part <= 1e-6) return [];
  const what =
    width > height ? 'left and right of the square in the middle' : 'above and below the square in the middle';
  return [`cut off ${what}: ${(100 * part).toFixed(part < 0.01 ? 2 : 0)} % of the map`];
}

function sizeNotes(map: GrainMap, size: number, cells: number, wanted: number, ids: Int32Array): string[] {
  const { pixelWidth, pixelHeight, angles } = map;
  const [across, up] = [Math.round(size / pixelWidth), Math.round(size / pixelHeight)];
  if (across <= cells && up <= cells) {
    return cells < wanted ? [`the map has ${across} x ${up} pixels in the square: borders are no finer than that`] : [];
  }
  const lost = angles.length > 0 ? grainsInSquare(map, size) - new Set(ids).size : 0;
  const small =
    lost > 0
      ? `; ${lost} ${lost === 1 ? 'grain' : 'grains'} smaller than a cell ${lost === 1 ? 'is' : 'are'} lost`
      : '';
  return [`${across} x ${up} pixels of the map became ${cells} x ${cells} cells${small}`];
}

function grainsInSquare({ columns, rows, pixelWidth, pixelHeight, ids }: GrainMap, size: number): number {
  const cut = (count: number, pixel: number) => Math.max(0, Math.round((count * pixel - size) / 2 / pixel));
  const [left, bottom] = [cut(columns, pixelWidth), cut(rows, pixelHeight)];
  const found = new Set<number>();
  for (let y = bottom; y < rows - bottom; y++)
    for (let x = left; x < columns - left; x++) found.add(ids[y * columns + x]);
  return found.size;
}
