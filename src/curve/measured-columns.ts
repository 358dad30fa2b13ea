// The columns of a measured curve: which of them is the field and which the magnetization, and in what unit.
import { LoopsmithError } from '../errors.js';
import { type Material, mu0, mu0AnisotropyField } from '../physics.js';

/** Factor to reduced units: HA for the field, Ms for the magnetization. */
type Factor = (material: Material) => number;

/** Units that measure a field and a magnetization alike. @param perTesla of mu0 times either */
const inTesla = (perTesla: Factor): Record<string, Factor> => ({
  T: perTesla,
  mT: (material) => 1e-3 * perTesla(material),
  'A/m': (material) => mu0 * perTesla(material),
  'kA/m': (material) => 1e3 * mu0 * perTesla(material),
  'MA/m': (material) => 1e6 * mu0 * perTesla(material),
});
const perTesla: Factor = (material) => 1 / mu0AnisotropyField(material);
const fieldUnits: Readonly<Record<string, Factor>> = {
  HA: () => 1,
  ...inTesla(perTesla),
  Oe: (material) => 1e-4 * perTesla(material),
  kOe: (material) => 0.1 * perTesla(material),
};
const perPolarization: Factor = ({ mu0SaturationMagnetization }) => 1 / mu0SaturationMagnetization;
const magnetizationUnits: Readonly<Record<string, Factor>> = {
  Ms: () => 1,
  ...inTesla(perPolarization),
  G: (material) => 1e-4 * perPolarization(material),
  kG: (material) => 0.1 * perPolarization(material),
  'emu/cm3': (material) => 1e3 * mu0 * perPolarization(material),
};

/** Over which field a file is. A column of just the field, or H, is that which the user says. */
export type MeasuredField = 'applied' | 'internal';

const field = { what: 'field', units: fieldUnits, example: 'H (kA/m)' };
const columns = {
  applied: {
    ...field,
    names: /^((mu|[µμ])[0₀][\s_]*)?((applied|external)[\s_]?field|field|h([\s_]?(app|applied|ext|external))?)$/i,
  },
  internal: { ...field, names: /^((mu|[µμ])[0₀][\s_]*)?(internal[\s_]?field|field|h([\s_]?(i|int|internal))?)$/i },
  magnetization: {
    what: 'magnetization',
    names: /^(((mu|[µμ])[0₀]|4\s*(pi|π))[\s_]*)?(magnetization|magnetisation|polarization|polarisation|m|j)$/i,
    units: magnetizationUnits,
    example: 'M (T)',
  },
};

const induction = /^(b|induction|flux[\s_]density)$/i;

/** What to do about a file that is over the other field than the user says. */
const otherField: Readonly<Record<MeasuredField, { other: MeasuredField; advice: string }>> = {
  applied: { other: 'internal', advice: 'is the internal field: --closed-circuit shears it to the applied field' },
  internal: { other: 'applied', advice: 'is the applied field, to which --closed-circuit shears: leave that out' },
};

/** Units that are of a material themselves: a column beside them in tesla says which. */
const reducedUnits: readonly string[] = ['HA', 'Ms'];

/** Columns of one quantity that differ by more than this share of it say different things. */
const sameShare = 0.01;
/** A field this near to +HA, in HA, is +HA in the digits of the file. */
export const sameField = 1e-4;

interface Column {
  column: number;
  /** To reduced units. */
  factor: number;
}

/** All columns of a quantity; those in HA and Ms only where there are no others, which know of the material of the file. */
export function columnsOf(
  kind: keyof typeof columns,
  header: readonly string[],
  where: string,
  material: Material,
): [Column, ...Column[]] {
  const { names, units, example } = columns[kind];
  const [reduced, absolute]: Column[][] = [[], []];
  let unknown: string | undefined;
  for (const [column, title] of header.entries()) {
    const { name, unit } = partsOf(title);
    if (!names.test(name)) continue;
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
  throw new LoopsmithError(`${where}: ${missing(kind, header)}`);
}

function missing(kind: keyof typeof columns, header: readonly string[]): string {
  const { what, example } = columns[kind];
  const find = (names: RegExp) => header.find((title) => names.test(partsOf(title).name));
  if (kind !== 'magnetization') {
    const { other, advice } = otherField[kind];
    const column = find(columns[other].names);
    if (column !== undefined) return `column "${column}" ${advice}`;
  }
  const hint = kind === 'magnetization' && find(induction) !== undefined ? ': of B make J = B - mu0 H' : '';
  return `expected a column of the ${what}, such as "${example}", got "${header.join(', ').slice(0, 80)}"${hint}`;
}

/** "H (T)", "µ0H [T]", "H/T" or "appliedField_HA"; without a unit all is the name. */
function partsOf(title: string): { name: string; unit: string | undefined } {
  const [, name, unit] =
    /^(.*?)\s*[([]\s*(.+?)\s*[)\]]$/.exec(title) ??
    /^(.+?)_([A-Za-z]+)$/.exec(title) ??
    /^([^/]+)\/(.+)$/.exec(title) ??
    [];
  return { name: name ?? title, unit };
}

/** Reduced. A comma in a cell does not part columns: it is decimal. */
export function reducedValue(
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
