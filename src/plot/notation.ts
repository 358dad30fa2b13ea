// How quantities are written in figures and reports. A small notation that has two readers, SVG (label in svg.ts) and HTML:
// what stands between asterisks is italic, what follows an underscore (one word, or braces) is a subscript, braces after a caret hold
// a superscript: "*M*_s", "*μ*_{0}*H*", "10^{-4}".
import { kilojoules } from '../format.js';
import { type QuantityName, quantities } from '../quantities.js';

export interface Piece {
  readonly text: string;
  readonly italic: boolean;
  readonly shift: 'sub' | 'sup' | null;
}

export const parseNotation = (text: string): Piece[] =>
  [...text.matchAll(/\*([^*]+)\*|_\{([^}]*)\}|_(\w+)|\^\{([^}]*)\}|([^*_^]+|.)/g)].map((found) => {
    const [, italic, braces, word, raised, plain] = found;
    const lowered = braces ?? word;
    const shift = lowered !== undefined ? 'sub' : raised !== undefined ? 'sup' : null;
    return { text: italic ?? lowered ?? raised ?? plain, italic: italic !== undefined, shift };
  });

const symbols: Readonly<Record<QuantityName, string>> = {
  m1: '*M*_1',
  mr: '*M*_r',
  hk90: '*H*_k90',
  hk80: '*H*_k80',
  hk70: '*H*_k70',
  hc: '*H*_c',
  energyProduct: '(*BH*)_max',
  squareness: '*H*_k90/*H*_c',
};

/** Symbol of a quantity, for example "*H*_k90". */
export const symbolOf = (name: QuantityName): string => symbols[name];

/** Unit that a quantity is shown in, and the factor to it from the unit that it is kept in. */
export function shownUnit(name: QuantityName): { unit: string; factor: number } {
  const { unit } = quantities[name];
  if (unit === 'J/m3') return { unit: 'kJ/m³', factor: 1e-3 };
  return { unit: { Ms: '*M*_s', HA: '*H*_A', '1': '' }[unit], factor: 1 };
}

/** A value in that unit. */
export const shownValue = (name: QuantityName, value: number): string =>
  quantities[name].unit === 'J/m3' ? kilojoules(value) : value.toFixed(3);
