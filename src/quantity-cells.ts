// How tables write quantities: reduced, (BH)max in kJ/m3.
import { kilojoules, reduced } from './format.js';
import { type QuantityName, quantities } from './quantities.js';
import type { Wanted } from './search/objective-spec.js';

export const heading = (name: QuantityName): string => {
  const { symbol, unit } = quantities[name];
  return unit === 'J/m3' ? `${symbol} (kJ/m3)` : symbol;
};

/** With a space before it; '' where there is none. As `cell` writes the number. */
export const unitOf = (name: QuantityName): string => {
  const { unit } = quantities[name];
  return unit === '1' ? '' : unit === 'J/m3' ? ' kJ/m3' : ` ${unit}`;
};

/** A dash where it is not known, "none" where it is not reached. */
export const cell = (name: QuantityName, value: number | null | undefined): string =>
  typeof value === 'number' && quantities[name].unit === 'J/m3' ? kilojoules(value) : reduced(value);

const signs = { target: '', atLeast: '>= ', atMost: '<= ', maximize: 'highest', minimize: 'lowest' } as const;

/** What is wanted of a quantity: its targets, bounds and wishes; a dash where there are none. */
export function wantedCell(name: QuantityName, terms: readonly Pick<Wanted, 'quantity' | 'goal' | 'value'>[]): string {
  const own = terms.filter(({ quantity }) => quantity === name);
  return (
    own.map(({ goal, value }) => (value === null ? signs[goal] : signs[goal] + cell(name, value))).join(', ') || '-'
  );
}
