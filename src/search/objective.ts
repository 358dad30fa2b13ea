// The objective as numbers: how far a curve's anchor points are from what is wanted.
//   loss = sqrt(sum w miss^2 / sum w) + sum w gap / sum w,
// miss: what lies beyond the tolerance, counted in tolerances (targets and bounds); gap: distance from the best value that physics
// allows, as a share of the range (maximize, minimize). So 0 is met, and a bound comes before a maximum.
import { energyProduct } from '../curve/energy-product.js';
import { squareness } from '../curve/squareness.js';
import { LoopsmithError } from '../errors.js';
import type { Material } from '../physics.js';
import { type AnchorPoints, type DerivedName, type QuantityName, quantities } from '../quantities.js';
import { compileExpression, type QuantityValues, usedQuantities } from './expression.js';
import type { ObjectiveSpec, ObjectiveTerm } from './objective-spec.js';

/** Anchor points; derived quantities are estimated from them where they are not given. */
export type Measured = AnchorPoints & Partial<Record<DerivedName, number | null>>;

export interface Objective {
  readonly spec: ObjectiveSpec;
  /**
   * Lower is better, 0 is met, Infinity is failed.
   * @param toleranceShare share of each tolerance that counts as met; below 1 a search aims inside the tolerance. @default 1
   */
  loss(measured: Measured, toleranceShare?: number): number;
  /** A lower bound of the loss of a curve that is still being solved: anchor points that are null are not known yet. */
  leastLoss(known: AnchorPoints, toleranceShare?: number): number;
  /**
   * Where there are two or more wishes: what each of them lacks, on top of what targets and bounds miss; else null. A trade-off has no
   * best, only those that no other beats in all costs.
   */
  costs(measured: Measured, toleranceShare?: number): number[] | null;
  /** Weighted mean of how unsure the wanted anchor points are, in tolerances; wishes as a share of their range. @param deviation of each */
  doubt(deviation: AnchorPoints): number;
  /** Every target and bound is within tolerance. Maximize and minimize are never missed; an expression is met at 0. */
  isMet(measured: Measured): boolean;
  /** Value minus target, or what is missing to a bound (0 where it holds); nothing for a quantity that is not reached. */
  errors(measured: Measured): Partial<Record<QuantityName, number>>;
  /** One line: what is wanted. */
  describe(): string;
}

/** The sweep ends at -HA: a field that is not reached lies beyond it, and counts as this, in HA. */
const notReachedField = 1.05;

export function createObjective(spec: ObjectiveSpec, material: Material): Objective {
  const expression = spec.expression === undefined ? undefined : compileExpression(spec.expression);
  const used =
    spec.expression === undefined ? spec.terms.map((term) => term.quantity) : usedQuantities(spec.expression);
  const valuesOf = (measured: Measured) => quantityValues(measured, used, material);
  const constraints = spec.terms.filter(({ value }) => value !== null);
  const wishes = spec.terms.filter(({ value }) => value === null);
  const margins = new Map(constraints.map((term) => [term, marginOf(term, constraints)]));

  /** Root mean square of what targets and bounds miss; a value that is not known misses nothing. */
  const missed = (values: Partial<Record<QuantityName, number | null>>, toleranceShare: number): number =>
    Math.sqrt(
      weightedMean(constraints, (term) => {
        const value = values[term.quantity] ?? null;
        return value === null ? 0 : missOf(term, value, toleranceShare, margins.get(term)) ** 2;
      }),
    );
  const loss = (measured: Measured, toleranceShare = 1): number => {
    const values = valuesOf(measured);
    if (!values) return Infinity;
    if (expression) return atLeastZero(expression(values));
    return missed(values, toleranceShare) + weightedMean(wishes, (term) => gapOf(term, values));
  };
  const leastLoss = (known: AnchorPoints, toleranceShare = 1): number =>
    expression ? 0 : missed(known, toleranceShare);
  const costs = (measured: Measured, toleranceShare = 1): number[] | null => {
    if (wishes.length < 2) return null;
    const values = valuesOf(measured);
    if (!values) return wishes.map(() => Infinity);
    const common = missed(values, toleranceShare);
    return wishes.map((term) => common + gapOf(term, values));
  };
  const doubt = (deviation: AnchorPoints): number => {
    const known = spec.terms.filter(({ quantity }) => quantity in deviation);
    return weightedMean(known, ({ quantity, value, tolerance, range: [low, high] }) => {
      const own = deviation[quantity as keyof AnchorPoints] ?? 0;
      return value === null ? own / (high - low) : own / tolerance;
    });
  };
  const isMet = (measured: Measured): boolean => {
    const values = valuesOf(measured);
    if (!values) return false;
    return expression
      ? expression(values) <= 0
      : constraints.every((term) => missOf(term, values[term.quantity], 1) === 0);
  };
  const errors = (measured: Measured): Partial<Record<QuantityName, number>> => {
    const found: Partial<Record<QuantityName, number>> = {};
    for (const term of constraints) {
      const value = quantityOf(measured, term.quantity, material);
      if (value === null || term.value === null) continue;
      const error = value - term.value;
      const part = term.goal === 'atLeast' ? Math.min(0, error) : term.goal === 'atMost' ? Math.max(0, error) : error;
      // Two bounds on one quantity: the one that is missed.
      found[term.quantity] = found[term.quantity] || part;
    }
    return found;
  };
  return { spec, loss, leastLoss, costs, doubt, isMet, errors, describe: () => describeObjective(spec) };
}

/** Values of the used quantities; undefined where one is missing that says nothing about where it would be: a failed curve. */
function quantityValues(
  measured: Measured,
  used: readonly QuantityName[],
  material: Material,
): QuantityValues | undefined {
  const values = { m1: 0, mr: 0, hk90: 0, hk80: 0, hk70: 0, hc: 0, energyProduct: 0, squareness: 0 };
  if (measured.mr === null) return undefined;
  for (const name of used) {
    const isBeyondSweep = measured.mr > 0 && quantities[name].unit === 'HA';
    const value = quantityOf(measured, name, material) ?? (isBeyondSweep ? notReachedField : Number.NaN);
    if (!Number.isFinite(value)) return undefined;
    values[name] = value;
  }
  return values;
}

/** One quantity of a curve; estimated from the anchor points where it is derived and not given; null where it is not reached. */
export function quantityOf(measured: Measured, name: QuantityName, material: Material): number | null {
  const given = measured[name];
  if (given !== undefined) return given;
  if (name === 'energyProduct') return estimateEnergyProduct(measured, material);
  return measured.hc !== null && measured.hc <= 0 ? null : squareness(measured);
}

/** (BH)max of the curve that is straight between the anchor points, in J/m3. */
function estimateEnergyProduct({ m1, mr, hk90, hk80, hk70, hc }: AnchorPoints, material: Material): number | null {
  if (m1 === null || mr === null) return null;
  const fields = [1, 0];
  const magnetizations = [m1, mr];
  for (const [field, level] of [
    [hk90, 0.9],
    [hk80, 0.8],
    [hk70, 0.7],
    [hc, 0],
  ] as const) {
    if (field === null) break;
    // Predicted anchors may be out of order; a curve must not be.
    fields.push(Math.min(-field, fields[fields.length - 1] - 1e-6));
    magnetizations.push(level * mr);
  }
  const curve = { appliedField: Float64Array.from(fields), magnetization: Float64Array.from(magnetizations) };
  return energyProduct(curve, material);
}

/** By how much a bound is to be passed at most, in tolerances: of two that make a range, to its middle. */
function marginOf({ quantity, goal, value, tolerance }: ObjectiveTerm, all: readonly ObjectiveTerm[]): number {
  const opposite = { atLeast: 'atMost', atMost: 'atLeast' }[goal as string];
  const other = all.find((one) => one.quantity === quantity && one.goal === opposite);
  if (!other) return 1;
  return Math.min(1, Math.abs((other.value ?? 0) - (value ?? 0)) / 2 / tolerance);
}

/**
 * Beyond the tolerance, in tolerances; 0 is met. Below a share of 1 also a bound must be passed by the rest of the tolerance, or of the
 * margin where that is less.
 */
function missOf({ goal, value, tolerance }: ObjectiveTerm, measured: number, share: number, margin = 1): number {
  const error = (measured - (value ?? 0)) / tolerance;
  // Rounding must not decide: 0.71 - 0.70 is met with a tolerance of 0.01.
  const slack = 1e-9;
  if (goal === 'target') return aboveSlack(Math.abs(error) - share, slack);
  return aboveSlack((goal === 'atLeast' ? -error : error) + (1 - share) * margin, slack);
}

const aboveSlack = (excess: number, slack: number): number => (excess > slack ? excess : 0);

/** From 0 at the best that physics allows to 1 at the other end of the range. */
function gapOf({ quantity, goal, range: [low, high] }: ObjectiveTerm, values: QuantityValues): number {
  const share = (values[quantity] - low) / (high - low);
  return atLeastZero(goal === 'maximize' ? 1 - share : share);
}

function weightedMean(terms: readonly ObjectiveTerm[], valueOfTerm: (term: ObjectiveTerm) => number): number {
  let sum = 0;
  let weights = 0;
  for (const term of terms) {
    sum += term.weight * valueOfTerm(term);
    weights += term.weight;
  }
  return weights > 0 ? sum / weights : 0;
}

/** NaN is failed. */
const atLeastZero = (value: number): number => (Number.isNaN(value) ? Infinity : Math.max(0, value));

/** One line such as `Mr = 0.7 ± 0.01 Ms, Hc >= 0.3 HA, maximize (BH)max`, or `abs(hc - 0.4) down to 0 (hc in HA)`. */
export function describeObjective({ terms, expression, name, note }: ObjectiveSpec): string {
  if (expression !== undefined) return `${expression} down to 0${unitsIn(expression)}`;
  if (terms.length === 0) throw new LoopsmithError(`objective ${name}: nothing is wanted`);
  return `${terms.map(describeTerm).join(', ')}${note === undefined ? '' : ` (${note})`}`;
}

/** The units of an expression's numbers. */
function unitsIn(expression: string): string {
  const named = usedQuantities(expression).filter((name) => quantities[name].unit !== '1');
  return named.length > 0 ? ` (${named.map((name) => `${name} in ${quantities[name].unit}`).join(', ')})` : '';
}

export function describeTerm({ quantity, goal, value, tolerance }: ObjectiveTerm): string {
  const { symbol, unit } = quantities[quantity];
  if (value === null) return `${goal} ${symbol}`;
  const [scale, shownUnit] = unit === 'J/m3' ? [1e-3, ' kJ/m3'] : [1, unit === '1' ? '' : ` ${unit}`];
  const shown = (x: number) => String(Number((x * scale).toPrecision(4)));
  const sign = { target: '=', atLeast: '>=', atMost: '<=', maximize: '', minimize: '' }[goal];
  return `${symbol} ${sign} ${shown(value)}${goal === 'target' ? ` ± ${shown(tolerance)}` : ''}${shownUnit}`;
}
