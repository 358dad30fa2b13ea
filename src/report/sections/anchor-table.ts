// The anchor points of one candidate. Rows are quantities, so that the table fits a phone; a column that the run does not hold is
// left out.
import { anchorNames, type QuantityName, quantities } from '../../quantities.js';
import type { CandidateFacts } from '../candidate-facts.js';
import type { RunFacts } from '../facts.js';
import { type Html, html } from '../html.js';
import { shownQuantities, valueAt } from '../shown-quantities.js';
import { cell, columnHead, number, numberHead, table } from '../table.js';
import { signed, unit, value, withUnit } from '../wording.js';

export function anchorTable(candidate: CandidateFacts, run: RunFacts): Html {
  const wanted = shownQuantities(run);
  const names = tableQuantities(candidate, wanted);
  const stages = (['predicted', 'solved', 'polished'] as const).filter(
    (stage) => stage === 'solved' || names.some((name) => valueAt(candidate, stage, name) !== null),
  );
  const hasTarget = Object.keys(run.target).length > 0;
  const { robustness, error } = candidate;
  const heads = [
    columnHead(''),
    stages.map((stage) => numberHead(stage)),
    robustness && numberHead('±'),
    hasTarget && [numberHead('target'), numberHead('error')],
    columnHead('', 'unit'),
  ];
  const rows = names.map((name) => {
    const cells = [
      stages.map((stage) => number(value(name, valueAt(candidate, stage, name)))),
      robustness && number(value(name, robustness[name])),
      hasTarget && number(run.target[name] === undefined ? '' : value(name, run.target[name])),
      hasTarget && number(error[name] === undefined ? '' : signed(name, error[name])),
      cell(unit(name), 'unit'),
    ];
    const isWanted = hasTarget && wanted.includes(name);
    const label = html`<th scope="row" title="${quantities[name].label}">${withUnit(name)}</th>`;
    return html`<tr class="${isWanted && 'wanted'}">${label}${cells}</tr>`;
  });
  return table('anchors', [heads], html`<tbody>${rows}</tbody>`);
}

/** Anchor points, the energy product where it is known, and what else is wanted. */
function tableQuantities({ derived }: CandidateFacts, wanted: readonly QuantityName[]): QuantityName[] {
  const further = (['energyProduct', 'squareness'] as const).filter(
    (name) => wanted.includes(name) || (name === 'energyProduct' && derived?.energyProduct),
  );
  return [...anchorNames, ...further];
}
