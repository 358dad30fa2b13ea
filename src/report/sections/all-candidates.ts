// All candidates in a table: predicted, solved, target, error, verified.
import { loss } from '../../format.js';
import type { QuantityName } from '../../quantities.js';
import type { CandidateFacts } from '../candidate-facts.js';
import type { RunFacts } from '../facts.js';
import { type Content, type Html, html } from '../html.js';
import { type ChainStage, shownQuantities, valueAt, wantedText } from '../shown-quantities.js';
import { columnHead, groupHead, number, numberHead, rowHead, table } from '../table.js';
import { signed, symbol, unit, value } from '../wording.js';

/** More rows than this are not for reading; report.json has them all. */
const mostRows = 200;
/** With more quantities than this a candidate takes a row per quantity: the table must fit a phone. */
const mostSideBySide = 2;

interface Shown {
  candidates: readonly CandidateFacts[];
  names: readonly QuantityName[];
  stages: readonly ChainStage[];
  /** What is wanted of them; empty where nothing is. */
  wanted: ReadonlyMap<QuantityName, string>;
}

export function allCandidates(facts: RunFacts): Content {
  const { candidates } = facts;
  if (candidates.length === 0) return null;
  const names = shownQuantities(facts);
  const later: ChainStage[] = candidates.some(({ polished }) => polished) ? ['polished'] : [];
  const stages: ChainStage[] = ['predicted', 'solved', ...later];
  const shown: Shown = {
    candidates: candidates.slice(0, mostRows),
    names,
    stages,
    wanted: new Map(names.map((name) => [name, wantedText(facts, name)])),
  };
  const order = facts.front
    ? 'the front of the trade-off and how much room each has on it'
    : 'loss, the distance from the target in tolerances';
  const cut =
    candidates.length > mostRows && ` The best ${mostRows} of ${candidates.length}; report.json has them all.`;
  return html`<section><h2>All candidates</h2>
${names.length > mostSideBySide ? long(shown) : wide(shown)}
<p class="note">Best first: verified ones before all others, of these the robust ones, then by ${order}.
<em>Predicted</em> is the regressor's answer for the realised grains, <em>solved</em> the solver's.${cut}</p>
</section>`;
}

const yesNo = ({ verified }: CandidateFacts, rows = 1): Html =>
  html`<td rowspan="${rows}" class="verified ${verified ? 'yes' : 'no'}">${verified ? 'yes' : 'no'}</td>`;

const rowClass = ({ verified }: CandidateFacts): string => (verified ? 'isverified' : '');

/** The first column of a quantity keeps away from the one before. */
const isFirst = (i: number): string => (i === 0 ? 'first' : '');

/** A row per candidate, the quantities side by side. */
function wide({ candidates, names, stages, wanted }: Shown): Html {
  const tall = (content: string, more: string) => html`<th scope="col" rowspan="2" class="${more}">${content}</th>`;
  const quantityHead = (name: QuantityName) => {
    const target = wanted.get(name) && html`<span class="target">target ${wanted.get(name)}</span>`;
    const inUnit = unit(name).markup !== '' && html`<span class="unit">(${unit(name)})</span>`;
    return groupHead(html`${symbol(name)} ${inUnit} ${target}`, stages.length + 1);
  };
  const upper = [
    tall('rank', 'number'),
    tall('verified', 'verified'),
    tall('no.', 'number roomy'),
    names.map(quantityHead),
    tall('loss', 'number roomy'),
  ];
  const lower = names.map(() => [stages.map((stage, i) => numberHead(stage, isFirst(i))), numberHead('error')]);
  const rows = candidates.map((candidate) => {
    const values = names.map((name) => [
      stages.map((stage, i) => number(value(name, valueAt(candidate, stage, name)), isFirst(i))),
      number(signed(name, candidate.error[name])),
    ]);
    const start = [rowHead(candidate.rank, 'number'), yesNo(candidate), number(candidate.number ?? '–', 'roomy')];
    return html`<tr class="${rowClass(candidate)}">${start}${values}${number(loss(candidate.loss), 'roomy')}</tr>`;
  });
  return table('all wide', [upper, lower], html`<tbody>${rows}</tbody>`);
}

/** A row per quantity of every candidate. */
function long({ candidates, names, stages, wanted }: Shown): Html {
  const hasTarget = names.some((name) => wanted.get(name));
  const heads = [
    numberHead('rank'),
    columnHead('verified', 'verified'),
    numberHead('no.', 'roomy'),
    columnHead(''),
    stages.map((stage) => numberHead(stage)),
    hasTarget && numberHead('target'),
    numberHead('error'),
    numberHead('loss', 'roomy'),
  ];
  const bodies = candidates.map((candidate) => {
    const tall = (content: Content) => html`<td rowspan="${names.length}" class="number roomy">${content}</td>`;
    const rank = html`<th scope="rowgroup" rowspan="${names.length}" class="number">${candidate.rank}</th>`;
    const rows = names.map((name, i) => {
      const cells = [
        i === 0 && [rank, yesNo(candidate, names.length), tall(candidate.number ?? '–')],
        rowHead(html`${symbol(name)} <span class="unit roomy">${unit(name)}</span>`, 'quantity'),
        stages.map((stage) => number(value(name, valueAt(candidate, stage, name)))),
        hasTarget && number(wanted.get(name)),
        number(signed(name, candidate.error[name])),
        i === 0 && tall(loss(candidate.loss)),
      ];
      return html`<tr>${cells}</tr>`;
    });
    return html`<tbody class="${rowClass(candidate)}">${rows}</tbody>`;
  });
  return table('all long', [heads], bodies);
}
