// A table of grains and easy-axis angles as CSV: a header that says the unit, one grain per line. Columns apart by comma, semicolon or
// tab. A grain is a number (grain, id, label), a colour (#rrggbb) or three columns r, g, b. A grain without an angle is no grain.
import { cellsOf, checkCells } from '../csv.js';
import { degree } from './axis.js';
import { malformed, shown } from './malformed.js';

export const mostTableBytes = 4 * 2 ** 20;
const mostGrains = 2 ** 16;

export interface AngleTable {
  /** Whether grains are numbers, or colours as colorKey makes them. */
  readonly keys: 'number' | 'color';
  /** Grain -> easy-axis angle in rad, from +y towards +x; null for "no grain". */
  readonly angles: ReadonlyMap<number, number | null>;
  readonly where: string;
}

/** A colour as one number; channels of 8 or 16 bits. */
export const colorKey = (r: number, g: number, b: number): number => (r * 65536 + g) * 65536 + b;

const idNames = /^(grain|cell|label|index|value|grey|gray|colou?r)?_?(id|no|number)?$/;

/** @throws LoopsmithError that names file, line and column */
export function parseAngleTable(bytes: Uint8Array, where: string): AngleTable {
  const text = new TextDecoder().decode(bytes);
  const lines = text.split(/\r\n|\n|\r/);
  const header = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('# '));
  if (header < 0) throw malformed(where, 'a table with a header such as "grain,angle_deg"', 'an empty file');
  const separator = [';', '\t', ','].find((s) => lines[header].includes(s)) ?? ',';
  const names = cellsOf(lines[header], separator);
  const columns = parseHeader(names, `${where}:${header + 1}`);
  const angles = new Map<number, number | null>();
  let keys: AngleTable['keys'] | undefined;
  for (let k = header + 1; k < lines.length; k++) {
    if (lines[k].trim() === '') continue;
    const place = `${where}:${k + 1}`;
    const cells = cellsOf(lines[k], separator);
    checkCells(cells, names, place);
    if (angles.size >= mostGrains) throw malformed(place, `at most ${mostGrains} grains`, 'more');
    const grain = grainOf(cells, columns, place);
    keys ??= grain.keys;
    if (grain.keys !== keys)
      throw malformed(`${place}: grain`, `a ${keys === 'color' ? 'colour' : 'number'} as before`, shown(grain.text));
    if (angles.has(grain.key)) throw malformed(`${place}: grain`, 'each grain once', `${shown(grain.text)} again`);
    angles.set(grain.key, angleOf(cells[columns.angle] ?? '', columns.unit, `${place}: angle`));
  }
  if (!keys) throw malformed(where, 'a line per grain below the header', 'none');
  return { keys, angles, where };
}

interface Columns {
  id: number;
  rgb?: [number, number, number];
  angle: number;
  /** In rad. */
  unit: number;
}

function parseHeader(cells: readonly string[], place: string): Columns {
  const names = cells.map((cell) => cell.toLowerCase().replace(/^\ufeff/, ''));
  const angle = angleColumn(names, place);
  const unit = /(deg|rad|\u00b0)/.exec(names[angle])?.[1];
  if (!unit)
    throw malformed(`${place}: header`, 'the unit of the angle, as in angle_deg or angle_rad', shown(names[angle]));
  const channel = (short: string, long: string) => names.findIndex((name) => name === short || name === long);
  const rgb: [number, number, number] = [channel('r', 'red'), channel('g', 'green'), channel('b', 'blue')];
  const id = names.findIndex((name) => name !== '' && idNames.test(name.replace(/ /g, '_')));
  const factor = unit === 'rad' ? 1 : degree;
  if (rgb.every((column) => column >= 0)) return { id: rgb[0], rgb, angle, unit: factor };
  if (id < 0) throw malformed(`${place}: header`, 'a column grain, or r, g, b', shown(names.join(',')));
  return { id, angle, unit: factor };
}

/** The one column of easy-axis angles: tables of grains hold other angles too. */
function angleColumn(names: readonly string[], place: string): number {
  const columns = [...names.keys()];
  const plain = columns.filter((c) =>
    /^(easy[ _-]?axis[ _-]?)?(angle|t|theta)([^a-z]|[ _-]?(deg|rad)|$)/.test(names[c]),
  );
  const named = columns.filter((c) => /(^|[^a-z])angles?([^a-z]|$)/.test(names[c]));
  const found = plain.length > 0 ? plain : named;
  const header = `${place}: header`;
  if (found.length === 0) throw malformed(header, 'a column angle_deg or angle_rad', shown(names.join(',')));
  if (found.length > 1)
    throw malformed(header, 'one column angle_deg or angle_rad', found.map((c) => shown(names[c])).join(' and '));
  return found[0];
}

interface Grain {
  key: number;
  keys: AngleTable['keys'];
  text: string;
}

function grainOf(cells: readonly string[], { id, rgb }: Columns, place: string): Grain {
  if (rgb) {
    const [r, g, b] = rgb.map((column) => wholeNumber(cells[column] ?? '', 65535, `${place}: r, g, b`));
    return { key: colorKey(r, g, b), keys: 'color', text: `${r},${g},${b}` };
  }
  const text = cells[id] ?? '';
  if (!/^#([0-9a-f]{6}|[0-9a-f]{12})$/i.test(text))
    return { key: wholeNumber(text, Number.MAX_SAFE_INTEGER, `${place}: grain`), keys: 'number', text };
  const digits = (text.length - 1) / 3;
  const [r, g, b] = [0, 1, 2].map((c) => Number.parseInt(text.slice(1 + c * digits, 1 + (c + 1) * digits), 16));
  return { key: colorKey(r, g, b), keys: 'color', text };
}

function wholeNumber(text: string, most: number, place: string): number {
  const value = Number(text);
  if (/^\d{1,16}(\.0*)?$/.test(text) && value <= most) return value;
  throw malformed(place, 'a whole number from 0, or a colour #rrggbb', shown(text));
}

function angleOf(text: string, unit: number, place: string): number | null {
  if (text === '') return null;
  const plain = text.replace(',', '.'); // a comma in a cell does not part columns
  const value = Number(plain);
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) && Math.abs(value * unit) <= 2 * Math.PI + 1e-9)
    return value * unit;
  throw malformed(place, 'an angle from -360 to 360 degrees', shown(text));
}
