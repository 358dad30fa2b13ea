// A measured demagnetization curve from CSV, for its anchor points: two columns with their units, in any order of the fields.
import { cellsOf, checkCells } from '../csv.js';
import { LoopsmithError } from '../errors.js';
import type { Material } from '../physics.js';
import { appliedFieldOf } from './closed-circuit.js';
import type { DemagnetizationCurve } from './curve.js';
import { columnsOf, type MeasuredField, reducedValue, sameField } from './measured-columns.js';

const fewestPoints = 8;
/** A magnetization that rises by more than this, in Ms, from a field to the next lower one belongs to another branch. */
const mostRise = 0.05;
/** Between remanence and coercivity the points must lie nearer to each other, in HA: an anchor in a wider gap would be made up. */
const widestGap = 0.05;
/** A magnetization beyond Ms, or a field range beyond HA by much, has another unit than it says. */
const mostMagnetization = 1.05;
const mostField = 5;

/**
 * @param where the file, for messages
 * @param over the field of the file; an internal one is sheared to the applied field of a long prism @default 'applied'
 * @returns the branch from the largest to the smallest field, reduced
 * @throws LoopsmithError that says what is missing: a column, a unit, points, a range
 */
export function parseMeasuredCurve(
  text: string,
  where: string,
  material: Material,
  over: MeasuredField = 'applied',
): DemagnetizationCurve {
  const all = text.split(/\r?\n/).map((line, i) => ({ line, place: `${where}:${i + 1}` }));
  const [head = { line: '', place: `${where}:1` }, ...lines] = all.filter(
    ({ line }) => line.trim() !== '' && !line.startsWith('#'),
  );
  const separator = head.line.includes(';') ? ';' : head.line.includes('\t') ? '\t' : ',';
  const header = cellsOf(head.line, separator);
  const h = columnsOf(over, header, head.place, material);
  const m = columnsOf('magnetization', header, head.place, material);
  const points = lines.map(({ line, place }) => {
    const cells = cellsOf(line, separator);
    checkCells(cells, header, place);
    const [read, magnetization] = [h, m].map((columns) => reducedValue(columns, cells, header, place));
    // Only over the applied field is the curve one branch: where an open sample switches, its internal field turns back.
    return [over === 'internal' ? appliedFieldOf(read, magnetization, material) : read, magnetization];
  });
  if (points.length < fewestPoints)
    throw new LoopsmithError(`${where}: expected at least ${fewestPoints} points, got ${points.length}`);
  return oneBranch(points, over === 'internal' ? `${where}, after shearing` : where);
}

/** From the largest to the smallest applied field. */
function oneBranch(points: number[][], where: string): DemagnetizationCurve {
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

function check(points: readonly number[][], where: string): void {
  const fail = (reason: string) => {
    throw new LoopsmithError(`${where}: ${reason}`);
  };
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
  const last = points.reduce((least, [field]) => Math.min(least, field), Infinity);
  if (last >= 0)
    fail(`it ends at an applied field of ${last.toPrecision(3)} HA: expected points at negative (reverse) fields`);
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
