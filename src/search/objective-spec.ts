// What is wanted, as plain JSON in reduced units (energy product in J/m3): the resolved form of objectives/*.yaml.
import type { QuantityName } from '../quantities.js';

export type Goal = 'target' | 'atLeast' | 'atMost' | 'maximize' | 'minimize';

export interface ObjectiveTerm {
  readonly quantity: QuantityName;
  readonly goal: Goal;
  /** The target or the bound; null for maximize and minimize. */
  readonly value: number | null;
  /** Half width of what counts as met around a target; for a bound, the unit in which a miss is counted. */
  readonly tolerance: number;
  readonly weight: number;
  /** What physics allows for this quantity; maximize and minimize are counted on this scale. */
  readonly range: readonly [low: number, high: number];
}

export interface ObjectiveSpec {
  readonly name: string;
  readonly description: string;
  /** What its one line says behind the terms: how they came about where that changes what they mean. */
  readonly note?: string;
  /** Empty where there is an expression. */
  readonly terms: readonly ObjectiveTerm[];
  /** A loss as a mathjs expression over the quantities: lower is better, 0 is met. */
  readonly expression?: string;
  /** Constraints on structures: least and most grains, largest misorientation in rad. */
  readonly structure?: { readonly grains?: [number, number]; readonly maximumMisorientation?: number };
}

/** Target values of a specification, without its bounds: for tables and plots. */
export function targetValues({ terms }: ObjectiveSpec): Partial<Record<QuantityName, number>> {
  const targets: Partial<Record<QuantityName, number>> = {};
  for (const { quantity, goal, value } of terms) if (goal === 'target' && value !== null) targets[quantity] = value;
  return targets;
}

/** A target, a bound or a wish, without what only the search needs. */
export type Wanted = Pick<ObjectiveTerm, 'quantity' | 'goal' | 'value' | 'tolerance'>;

/** All of them, for JSON. */
export const wantedTerms = ({ terms }: ObjectiveSpec): Wanted[] =>
  terms.map(({ quantity, goal, value, tolerance }) => ({ quantity, goal, value, tolerance }));
