// A picture whose pixels say the grain, by grey value (8 or 16 bits), index or colour, and a table of the angles of the grains.
import { LoopsmithError } from '../errors.js';
import { type AngleTable, colorKey, parseAngleTable } from './angle-table.js';
import { type GrainMap, noGrain } from './grain-map.js';
import type { Importer, ReadRequest } from './importer.js';
import { type PngSamples, readPng } from './png-samples.js';

export const grainPng: Importer = {
  name: 'png',
  description: 'grain-id picture, with a table of angles (--angles)',
  extensions: ['.png'],
  maximumBytes: 64 * 2 ** 20,
  options: ['angles'],
  fit: 0.99,
  matches: (head) => head.startsWith('\x89PNG'),
  read,
};

function read(bytes: Uint8Array, { where, angles }: ReadRequest): GrainMap {
  if (!angles)
    throw new LoopsmithError(
      `${where}: a picture says which grain a pixel belongs to, and no angles: add --angles FILE.csv (grain,angle_deg)`,
    );
  const png = readPng(bytes, where);
  const table = parseAngleTable(angles.bytes, angles.where);
  const keyAt = keyReader(png, table, where);
  const grains = createNumbering(table, where);
  const ids = new Int32Array(png.width * png.height);
  for (let y = 0; y < png.height; y++) {
    const row = (png.height - 1 - y) * png.width;
    for (let x = 0; x < png.width; x++) ids[row + x] = grains.of(keyAt(x, y), x, y);
  }
  const absent = grains.finish();
  return {
    columns: png.width,
    rows: png.height,
    pixelWidth: 1,
    pixelHeight: 1,
    hasUnit: false,
    pixelsPerPoint: 1,
    ids,
    angles: Float64Array.from(grains.angles),
    gaps: [{ points: grains.empty(), why: 'without an angle in the table, or transparent' }],
    notes: absent > 0 ? [`${absent} of ${table.angles.size} grains in ${table.where} are not in the picture`] : [],
  };
}

/** The key of a pixel's grain, -1 where it is transparent. */
function keyReader(
  png: PngSamples,
  { keys, where: table }: AngleTable,
  where: string,
): (x: number, y: number) => number {
  const { color, depth, channels, palette, sample } = png;
  const opaque =
    color === 'greyAlpha' || color === 'rgba' ? (x: number, y: number) => sample(x, y, channels - 1) > 0 : () => true;
  const channel = (x: number, y: number, c: number): number => {
    if (color === 'rgb' || color === 'rgba') return sample(x, y, c);
    return color === 'palette' && keys === 'color' ? (palette?.[3 * sample(x, y, 0) + c] ?? 0) : sample(x, y, 0);
  };
  return (x, y) => {
    if (!opaque(x, y)) return -1;
    const r = channel(x, y, 0);
    if (color === 'palette' && keys === 'number') return r;
    const g = channel(x, y, 1);
    const b = channel(x, y, 2);
    if (keys === 'color') return colorKey(r, g, b);
    if (r === g && g === b) return r;
    throw new LoopsmithError(
      `${table}: expected the colours of ${where} as columns r,g,b or as #${'rgb'.replace(/./g, depth === 16 ? '$&$&$&$&' : '$&$&')}, got numbers: column ${x + 1}, row ${y + 1} is ${r},${g},${b}`,
    );
  };
}

/** After so many grains without an angle nothing more is counted. */
const mostMissing = 1000;

/** Numbers grains as they come, and keeps account of those that the table does not know. */
function createNumbering({ angles: known, keys, where: table }: AngleTable, where: string) {
  const numbers = new Map<number, number>();
  const missing = new Map<number, { pixels: number; x: number; y: number }>();
  const angles: number[] = [];
  let [lastKey, lastNumber, empty] = [Number.NaN, noGrain, 0];
  const number = (key: number, x: number, y: number): number => {
    const angle = key < 0 ? null : known.get(key);
    if (angle === undefined) {
      const entry = missing.get(key) ?? { pixels: 0, x, y };
      entry.pixels++;
      missing.set(key, entry);
      if (missing.size > mostMissing) report();
      return noGrain;
    }
    if (angle === null) return noGrain;
    return angles.push(angle) - 1;
  };
  const report = (): void => {
    const [first] = missing;
    if (!first) return;
    const [key, { pixels, x, y }] = first;
    const grain =
      keys === 'number' ? key : [Math.floor(key / 2 ** 32), Math.floor(key / 65536) % 65536, key % 65536].join(',');
    const others = missing.size > mostMissing ? `more than ${mostMissing}` : missing.size - 1;
    const more = missing.size > 1 ? ` and for ${others} others` : '';
    throw new LoopsmithError(
      `${table}: no angle for grain ${grain} of ${where} (${pixels} pixels, the first at column ${x + 1}, row ${y + 1})${more}`,
    );
  };
  return {
    angles,
    empty: () => empty,
    of(key: number, x: number, y: number): number {
      if (key !== lastKey || missing.has(key)) {
        lastNumber = numbers.get(key) ?? number(key, x, y);
        if (!missing.has(key)) numbers.set(key, lastNumber);
        lastKey = key;
      }
      if (lastNumber === noGrain) empty++;
      return lastNumber;
    },
    /** Grains of the table that the picture does not have. @throws LoopsmithError where it has others */
    finish(): number {
      report();
      return known.size - numbers.size + (numbers.has(-1) ? 1 : 0);
    },
  };
}
