// What was wanted, term by term.
import type { CurveMaterial } from '../../physics.js';
import { shownUnit } from '../../plot/notation.js';
import { type QuantityName, quantities } from '../../quantities.js';
import type { RunFacts } from '../facts.js';
import { type Content, type Html, html } from '../html.js';
import type { TermShape } from '../shapes.js';
import { cell, columnHead, number, numberHead, rowHead, table } from '../table.js';
import { inTesla, symbol, unit, value } from '../wording.js';

export function objective({ config, objective: line }: RunFacts): Content {
  const wanted = config?.objective;
  const content = wanted?.expression
    ? html`<p>Down to 0, where it is met: <code>${wanted.expression}</code></p>`
    : wanted && wanted.terms.length > 0
      ? termTable(wanted.terms, config.physics?.material)
      : line && html`<p>${line}</p>`;
  return content && html`<section><h2>Target</h2>${content}</section>`;
}

function termTable(terms: readonly TermShape[], material: CurveMaterial | undefined): Html {
  // Weights say something only where they differ.
  const weighted = new Set(terms.map(({ weight }) => weight)).size > 1;
  const heads = [
    columnHead('Quantity'),
    columnHead('Wanted'),
    material && columnHead('In tesla'),
    weighted && numberHead('Weight', 'roomy'),
  ];
  const rows = terms.map((term) => {
    const { quantity, weight } = term;
    const name = html`${symbol(quantity)}<span class="gloss">${quantities[quantity].label}</span>`;
    const cells = [cell(wish(term)), material && cell(tesla(term, material)), weighted && number(weight, 'roomy')];
    return html`<tr>${rowHead(name)}${cells}</tr>`;
  });
  return table('plain', [heads], html`<tbody>${rows}</tbody>`);
}

function wish({ quantity, goal, value: wanted, tolerance }: TermShape): Html {
  if (goal === 'maximize') return html`as large as possible`;
  if (goal === 'minimize') return html`as small as possible`;
  const sign = { target: '', atLeast: 'at least ', atMost: 'at most ' }[goal];
  const around = goal === 'target' && tolerance !== null && ` ± ${toleranceText(quantity, tolerance)}`;
  return html`${sign}${value(quantity, wanted)}${around} ${unit(quantity)}`;
}

/** Two digits: a tolerance of 0.0005 must not read as 0.001. */
const toleranceText = (name: QuantityName, tolerance: number): string =>
  String(Number((tolerance * shownUnit(name).factor).toPrecision(2)));

function tesla({ quantity, value: wanted, tolerance, goal }: TermShape, material: CurveMaterial): string {
  const text = wanted === null ? '' : inTesla(quantity, wanted, material);
  if (!text || goal !== 'target' || tolerance === null) return text;
  const around = inTesla(quantity, tolerance, material, 4);
  // As many decimals as the tolerance needs for two digits.
  const decimals = Math.min(4, Math.max(2, 1 - Math.floor(Math.log10(Number.parseFloat(around) || 1))));
  const shown = (number: number) => inTesla(quantity, number, material, decimals);
  return `${shown(wanted ?? 0).replace(' T', '')} ± ${shown(tolerance)}`;
}
