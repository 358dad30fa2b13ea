// Curves as CSV. Each column says its unit: reduced (HA, Ms) first, then mu0 H and mu0 M in T.
import { checkCells } from '../csv.js';
import { LoopsmithError } from '../errors.js';
import { type CurveMaterial, type Material, mu0, mu0AnisotropyField } from '../physics.js';
import type { DemagnetizationCurve } from './curve.js';

const columns = ['appliedField_HA', 'mu0_appliedField_T', 'magnetization_Ms', 'polarization_T'] as const;

/** CSV text of a curve, one field step per line, ten significant digits. */
export function formatCurve(curve: DemagnetizationCurve, { material }: { material: Material }): string {
  const mu0HA = mu0AnisotropyField(material);
  const mu0Ms = material.mu0SaturationMagnetization;
  const lines = Array.from(curve.appliedField, (h, i) => {
    const m = curve.magnetization[i];
    return [h, h * mu0HA, m, m * mu0Ms].map(shortest).join(',');
  });
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** Ten significant digits without trailing zeros; rounding noise around zero is zero. */
const shortest = (value: number): string => (Math.abs(value) < 1e-14 ? '0' : String(Number(value.toPrecision(10))));

/**
 * A curve from CSV text. Only the columns appliedField_HA and magnetization_Ms are needed; others may stand beside them in any order.
 * @param where the file, for messages
 * @throws LoopsmithError one line that names file, line, what was expected and what came
 */
export function parseCurve(text: string, where: string): DemagnetizationCurve {
  const lines = text.split(/\r?\n/);
  const header = lines[0].split(',').map((name) => name.trim());
  const fieldColumn = columnOf('appliedField_HA', header, where);
  const magnetizationColumn = columnOf('magnetization_Ms', header, where);
  const appliedField: number[] = [];
  const magnetization: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const place = `${where}:${index + 1}`;
    const cells = line.split(',');
    checkCells(cells, header, place);
    const h = finite(cells[fieldColumn], 'appliedField_HA', place);
    const previous = appliedField.at(-1);
    if (previous !== undefined && h >= previous) {
      throw new LoopsmithError(`${place}: appliedField_HA: expected a field below the ${previous} before it, got ${h}`);
    }
    appliedField.push(h);
    magnetization.push(finite(cells[magnetizationColumn], 'magnetization_Ms', place));
  }
  if (appliedField.length < 2) {
    throw new LoopsmithError(`${where}: expected at least 2 field steps, got ${appliedField.length}`);
  }
  return { appliedField: Float64Array.from(appliedField), magnetization: Float64Array.from(magnetization) };
}

/** Whether the header is that of `formatCurve`, not of a measured curve in units of its own. */
export function isReducedCurve(text: string): boolean {
  const header = text
    .slice(0, text.search(/\r?\n|$/))
    .split(',')
    .map((name) => name.trim());
  return header.includes('appliedField_HA') && header.includes('magnetization_Ms');
}

function columnOf(name: string, header: string[], where: string): number {
  const column = header.indexOf(name);
  if (column >= 0) return column;
  const found = header.join(',').slice(0, 60);
  throw new LoopsmithError(`${where}:1: expected a column ${name} in the header, got "${found}"`);
}

function finite(cell: string | undefined, column: string, place: string): number {
  const text = (cell ?? '').trim();
  const value = Number(text);
  if (text !== '' && Number.isFinite(value)) return value;
  throw new LoopsmithError(`${place}: ${column}: expected a finite number, got "${text.slice(0, 40)}"`);
}

/**
 * The material of a curve, from its columns in tesla; null where it has none or where they hold nothing but zeros.
 * @param text CSV that `parseCurve` takes
 */
export function parseCurveMaterial(text: string): CurveMaterial | null {
  const [head, ...lines] = text.split(/\r?\n/);
  const header = head.split(',').map((name) => name.trim());
  const rows = lines.map((line) => line.split(',').map(Number));
  const mu0HA = ratio(rows, header.indexOf('mu0_appliedField_T'), header.indexOf('appliedField_HA'));
  const mu0Ms = ratio(rows, header.indexOf('polarization_T'), header.indexOf('magnetization_Ms'));
  if (mu0HA === null || mu0Ms === null) return null;
  return { mu0SaturationMagnetization: mu0Ms, anisotropyConstant: (mu0HA * mu0Ms) / (2 * mu0) };
}

/** One column over another, where the latter is largest and so has the most digits; null where that is no positive number. */
function ratio(rows: readonly number[][], above: number, below: number): number | null {
  if (above < 0 || below < 0) return null;
  const size = (row: readonly number[]) => (Number.isFinite(row[below]) ? Math.abs(row[below]) : 0);
  const best = rows.reduce((a, b) => (size(b) > size(a) ? b : a), rows[0] ?? []);
  const value = best[above] / best[below];
  return Number.isFinite(value) && value > 0 ? value : null;
}
