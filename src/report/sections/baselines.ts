// The design beside other ways of looking, each with as many solver runs.
import { loss } from '../../format.js';
import { isDerived } from '../../quantities.js';
import type { RunFacts } from '../facts.js';
import { type Content, html } from '../html.js';
import { shownQuantities } from '../shown-quantities.js';
import { number, numberHead, rowHead, table } from '../table.js';
import { symbol, value } from '../wording.js';

export function baselines({ baselines: ways, candidates, solves, config, target }: RunFacts): Content {
  if (ways.length === 0) return null;
  const names = shownQuantities({ config, target });
  const [first] = candidates;
  const own = {
    name: 'this design',
    solves,
    solved: first ? (first.polished ?? first.solved) : null,
    derived: first?.derived ?? null,
    loss: first?.loss ?? null,
    verified: candidates.filter(({ verified }) => verified).length,
  };
  const heads = [
    html`<th></th>`,
    numberHead('solver runs'),
    names.map((name) => numberHead(html`${symbol(name)} of the best`)),
    numberHead('loss'),
    numberHead('verified'),
  ];
  const rows = [own, ...ways].map(
    (way) =>
      html`<tr>${rowHead(way.name)}${number(way.solves === null ? '–' : String(way.solves))}${names.map((name) =>
        number(value(name, isDerived(name) ? way.derived?.[name] : way.solved?.[name])),
      )}${number(loss(way.loss))}${number(String(way.verified))}</tr>`,
  );
  return html`<section><h2>Beside other ways of looking</h2>
<p>Each with as many solver runs: structures at random, the nearest of the labelled data, a genetic search directly on grains with the same
regressor.</p>
${table('steps', [heads], html`<tbody>${rows}</tbody>`)}
</section>`;
}
