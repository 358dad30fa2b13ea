// A measured demagnetization curve from CSV, for its anchor points: two columns with their units, in any order of the fields.
import { cellsOf, checkCells } from '../csv.js';
import { LoopsmithError } from '../errors.js';
import { type Material, mu0, mu0AnisotropyField } from '../physics.js';
import type { DemagnetizationCurve } from './curve.js';

/** Factor to reduced units: HA for the field, Ms for the magnetization. */
type Factor = (material: Material) => number;

const perTesla: Factor = (material) => 1 / mu0AnisotropyField(material);
const fieldUnits: Readonly<Record<string, Factor>> = {
  HA: () => 1,
  T: perTesla,
  mT: (material) => 1e-3 * perTesla(material),
  'A/m': (material) => mu0 * perTesla(material),
  'kA/m': (material) => 1e3 * mu0 * perTesla(material),
  'MA/m': (material) => 1e6 * mu0 * perTesla(material),
  Oe: (material) => 1e-4 * perTesla(material),
  kOe: (material) => 0.1 * perTesla(material),
};
const perPolarization: Factor = ({ mu0SaturationMagnetization }) => 1 / mu0SaturationMagnetization;
const magnetizationUnits: Readonly<Record<string, Factor>> = {
  Ms: () => 1,
  T: perPolarization,
  mT: (material) => 1e-3 * perPolarization(material),
  'A/m': (material) => mu0 * perPolarization(material),
  'kA/m': (material) => 1e3 * mu0 * perPolarization(material),
  'MA/m': (material) => 1e6 * mu0 * perPolarization(material),
  G: (material) => 1e-4 * perPolarization(material),
  kG: (material) => 0.1 * perPolarization(material),
  'emu/cm3': (material) => 1e3 * mu0 * perPolarization(material),
};

const columns = {
  field: { names: /^((mu|[µμ])[0₀][\s_]*)?(applied_?field|field|h)$/i, units: fieldUnits, example: 'H (kA/m)' },
  magnetization: {
    names: /^(((mu|[µμ])[0₀]|4\s*(pi|π))[\s_]*)?(magnetization|magnetisation|polarization|polarisation|m|j)$/i,
    units: magnetizationUnits,
    example: 'M (T)',
  },
};

/** Units that are of a material themselves: a column beside them in tesla says which. */
const reducedUnits: readonly string[] = ['HA', 'Ms'];

const fewestPoints = 8;
/** A magnetization that rises by more than this, in Ms, from a field to the next lower one belongs to another branch. */
const mostRise = 0.05;
/** Between remanence and coercivity the points must lie nearer to each other, in HA: an anchor in a wider gap would be made up. */
const widestGap = 0.05;
/** Columns of one quantity that differ by more than this share of it say different things. */
const sameShare = 0.01;
/** A field this near to +HA, in HA, is +HA in the digits of the file. */
const sameField = 1e-4;
/** A magnetization beyond Ms, or a field range beyond HA by much, has another unit than it says. */
const mostMagnetization = 1.05;
const mostField = 5;

/**
 * @param where the file, for messages
 * @returns the branch from the largest to the smallest field, reduced
 * @throws LoopsmithError that says what is missing: a column, a unit, points, a range
 */
export function parseMeasuredCurve(text: string, where: string, material: Material): DemagnetizationCurve {
  const all = text.split(/\r?\n/).map((line, i) => ({ line, place: `${where}:${i + 1}` }));
  const [head = { line: '', place: `${where}:1` }, ...lines] = all.filter(
    ({ line }) => line.trim() !== '' && !line.startsWith('#'),
  );
  const separator = head.line.includes(';') ? ';' : head.line.includes('\t') ? '\t' : ',';
  const header = cellsOf(head.line, separator);
  const h = columnsOf('field', header, head.place, material);
  const m = columnsOf('magnetization', header, head.place, material);
  const points = lines.map(({ line, place }) => {
    const cells = cellsOf(line, separator);
    checkCells(cells, header, place);
    return [h, m].map((columns) => reducedValue(columns, cells, header, place));
  });
  check(points, where);
  const sorted = onePerField(points.sort((a, b) => b[0] - a[0]));
  const [[highest, first]] = sorted;
  if (Math.abs(highest - 1) < sameField) sorted[0] = [1, first];
  const back = sorted.find(([, value], i) => i > 0 && value > sorted[i - 1][1] + mostRise);
  if (back)
    throw new LoopsmithError(
      `${where}: two magnetizations near ${back[0].toPrecision(4)} HA: expected one branch of the curve, from positive to negative fields, without the way back`,
    );
  checkGaps(sorted, where);
  return {
    appliedField: Float64Array.from(sorted, ([field]) => field),
    magnetization: Float64Array.from(sorted, ([, value]) => value),
  };
}

/** Readings at one field become their mean; those of two branches stay apart, the lower one first, which nobody takes for one curve. */
function onePerField(sorted: readonly number[][]): number[][] {
  const readings = new Map<number, number[]>();
  for (const [field, value] of sorted) readings.set(field, [...(readings.get(field) ?? []), value]);
  return [...readings].flatMap(([field, values]) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const isOne = most - least <= mostRise;
    return isOne ? [[field, mean(values)]] : [least, most].map((value) => [field, value]);
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

interface Column {
  column: number;
  /** To reduced units. */
  factor: number;
}

/** All columns of a quantity; those in HA and Ms only where there are no others, which know of the material of the file. */
function columnsOf(
  what: keyof typeof columns,
  header: readonly string[],
  where: string,
  material: Material,
): [Column, ...Column[]] {
  const { names, units, example } = columns[what];
  const [reduced, absolute]: Column[][] = [[], []];
  let unknown: string | undefined;
  for (const [column, title] of header.entries()) {
    // "H (T)", "µ0H [T]", "H/T" or "appliedField_HA".
    const [, name, unit] =
      /^(.*?)\s*[([]\s*(.+?)\s*[)\]]$/.exec(title) ??
      /^(.+?)_([A-Za-z]+)$/.exec(title) ??
      /^([^/]+)\/(.+)$/.exec(title) ??
      [];
    if (!names.test(name ?? title)) continue;
    const factor = unit === undefined ? undefined : units[unit];
    if (unit === undefined || !factor) unknown ??= title;
    else (reducedUnits.includes(unit) ? reduced : absolute).push({ column, factor: factor(material) });
  }
  const [first, ...others] = absolute.length > 0 ? absolute : reduced;
  if (first) return [first, ...others];
  if (unknown !== undefined)
    throw new LoopsmithError(
      `${where}: column "${unknown}": expected its unit in brackets, such as "${example}" (known: ${Object.keys(units).join(', ')})`,
    );
  throw new LoopsmithError(
    `${where}: expected a column of the ${what}, such as "${example}", got "${header.join(', ').slice(0, 80)}"`,
  );
}

/** Reduced. A comma in a cell does not part columns: it is decimal. */
function reducedValue(
  [first, ...others]: [Column, ...Column[]],
  cells: string[],
  header: string[],
  place: string,
): number {
  const valueIn = ({ column, factor }: Column) =>
    factor * number(cells[column]?.replace(',', '.'), header[column], place);
  const value = valueIn(first);
  for (const other of others)
    if (Math.abs(valueIn(other) - value) > sameShare * Math.abs(value) + sameField)
      throw new LoopsmithError(
        `${place}: ${header[first.column]} and ${header[other.column]} say different things: expected one of them`,
      );
  return value;
}

function number(cell: string | undefined, title: string, place: string): number {
  const text = (cell ?? '').trim();
  const value = Number(text);
  if (text !== '' && Number.isFinite(value)) return value;
  throw new LoopsmithError(`${place}: ${title}: expected a number, got "${text.slice(0, 40)}"`);
}

function check(points: readonly number[][], where: string): void {
  const fail = (reason: string) => {
    throw new LoopsmithError(`${where}: ${reason}`);
  };
  if (points.length < fewestPoints) fail(`expected at least ${fewestPoints} points, got ${points.length}`);
  const most = (column: number) => points.reduce((largest, point) => Math.max(largest, Math.abs(point[column])), 0);
  if (most(1) > mostMagnetization)
    fail(
      `the largest magnetization is ${most(1).toPrecision(3)} Ms: is its unit the one in the header, and is the material that of the physics?`,
    );
  if (most(0) > mostField)
    fail(`the largest field is ${most(0).toPrecision(3)} HA: is its unit the one in the header?`);
  if (most(0) < 0.01 || most(1) < 0.01)
    fail('fields or magnetizations are all near zero: are the units those in the header?');
  if (points.every(([field]) => field < 0)) fail('expected points at and above zero field, for the remanence');
  if (points.every(([field]) => field >= 0)) fail('expected points at negative (reverse) fields');
}

/** From the last point above zero field to the first with M <= 0. */
function checkGaps(sorted: readonly number[][], where: string): void {
  for (let i = 1; i < sorted.length; i++) {
    const [[above, before], [below]] = [sorted[i - 1], sorted[i]];
    if (below >= 0 || before <= 0) continue;
    if (above - below > widestGap)
      throw new LoopsmithError(
        `${where}: no point between ${above.toFixed(3)} and ${below.toFixed(3)} HA: expected gaps of at most ${widestGap} HA from remanence to coercivity`,
      );
  }
}
