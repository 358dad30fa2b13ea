// Whether what is wanted lies where curves have been seen: said before a run begins, for a search cannot find what is not there.
import { type QuantityName, quantities } from '../quantities.js';
import type { ObjectiveSpec, ObjectiveTerm } from '../search/objective-spec.js';
import type { Labelled } from './tasks/labelled.js';

/** In tolerances: a nearest labelled curve farther away than this says that the targets do not go together. */
const farAway = 6;

/** One line for each target or bound that no labelled curve reaches, or one where they are reached one by one but not together. */
export function reachWarnings({ terms }: ObjectiveSpec, { count, nearest, ranges }: Labelled): string[] {
  if (count === 0) return [];
  const outside = terms.flatMap((term) => {
    const range = ranges[term.quantity];
    return range && isOutside(term, range) ? [outsideWarning(term, range, count)] : [];
  });
  const [best] = nearest;
  if (outside.length > 0 || terms.length < 2 || !best || best.distance <= farAway) return outside;
  const found = terms.map(({ quantity }) => {
    const value = best.measured[quantity];
    return value === null ? '' : `${quantities[quantity].symbol} ${written(quantity, value)}`;
  });
  return [
    `no labelled structure comes near to all that is wanted at once; the nearest of ${count} has ${found.filter((part) => part).join(', ')}: the targets may contradict each other`,
  ];
}

function isOutside({ goal, value, tolerance }: ObjectiveTerm, [low, high]: readonly [number, number]): boolean {
  if (value === null) return false;
  const slack = goal === 'target' ? tolerance : 0;
  return (goal !== 'atMost' && value - slack > high) || (goal !== 'atLeast' && value + slack < low);
}

function outsideWarning({ quantity, value }: ObjectiveTerm, [low, high]: readonly [number, number], count: number) {
  const { symbol } = quantities[quantity];
  return `${symbol} ${written(quantity, value ?? 0)} lies outside what ${count} labelled structures reach (${written(quantity, low)} to ${written(quantity, high)}): the run gives the best it can`;
}

function written(quantity: QuantityName, value: number): string {
  const { unit } = quantities[quantity];
  if (unit === 'J/m3') return `${(value / 1e3).toFixed(1)} kJ/m3`;
  return `${value.toFixed(3)}${unit === '1' ? '' : ` ${unit}`}`;
}
