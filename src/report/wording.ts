// How a report writes numbers, quantities and times. Nothing depends on the reader's or the writer's language or time zone.
import { type CurveMaterial, teslaPer } from '../physics.js';
import { parseNotation, shownUnit, shownValue, symbolOf } from '../plot/notation.js';
import { type QuantityName, quantities } from '../quantities.js';
import { type Content, type Html, html } from './html.js';

/** The notation of plot/notation.ts as HTML. */
export const notation = (text: string): Html =>
  html`${parseNotation(text).map(({ text: part, italic, shift }) => {
    if (shift === 'sub') return html`<sub>${part}</sub>`;
    if (shift === 'sup') return html`<sup>${part}</sup>`;
    return italic ? html`<i>${part}</i>` : html`${part}`;
  })}`;

export const symbol = (name: QuantityName): Html => notation(symbolOf(name));
export const unit = (name: QuantityName): Html => notation(shownUnit(name).unit);

/** The symbol, and for phones, where tables have no room for a column of units, the unit beside it. */
export const withUnit = (name: QuantityName): Html =>
  html`${symbol(name)}${shownUnit(name).unit && html`<span class="beside">(${unit(name)})</span>`}`;

const minus = (text: string): string => text.replace('-', '−');

/** A dash where it is not reached or not known. */
export function value(name: QuantityName, given: number | null | undefined): string {
  return given === null || given === undefined ? '–' : minus(shownValue(name, given));
}

/** With its sign. */
export function signed(name: QuantityName, given: number | null | undefined): string {
  const text = value(name, given);
  return /^\d/.test(text) && Number(text) !== 0 ? `+${text}` : text.replace(/^−(?=[0.]*$)/, '');
}

/** The same in tesla, where the quantity has a value in tesla: "2.70 T". */
export function inTesla(name: QuantityName, given: number, material: CurveMaterial | undefined, decimals = 2): string {
  const tesla = material ? teslaPer(quantities[name].unit, material) : null;
  return tesla === null ? '' : `${(given * tesla).toFixed(decimals)} T`;
}

/** "2026-11-22 19:58 UTC" from ISO 8601. */
export function dateTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? '' : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** "1 candidate", "3 candidates". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Terms with what they are; those that are not known are left out. */
export function definitions(all: readonly (readonly [term: string, what: Content])[]): Html {
  const known = all.filter(([, what]) => what !== null && what !== undefined && what !== false && what !== '');
  return html`<dl class="key">${known.map(([term, what]) => html`<div><dt>${term}</dt><dd>${what}</dd></div>`)}</dl>`;
}
