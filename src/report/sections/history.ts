// How the search went.
import { loss } from '../../format.js';
import { historySvg } from '../../plot/history-svg.js';
import type { RunFacts } from '../facts.js';
import { type Content, html, raw } from '../html.js';
import { counted } from '../wording.js';

export function history({ history: points, plannedGenerations, config }: RunFacts): Content {
  if (points.length < 2) return null;
  const last = points[points.length - 1];
  const met = points.find(({ bestLoss }) => bestLoss === 0);
  const population = config?.search.populationSize;
  const genetic = config?.search.method !== 'matrix-adaptation';
  const codes = genetic && typeof population === 'number' && ` of ${population} codes`;
  const early =
    plannedGenerations !== null && last.generation < plannedGenerations && `, of at most ${plannedGenerations}`;
  const outcome = met
    ? `A code that is predicted to meet the target was there from generation ${met.generation} on.`
    : config?.objective?.terms.some(({ value }) => value === null)
      ? `The least loss predicted was ${loss(last.bestLoss)}, in which each wish counts by what it lacks of the best that physics allows.`
      : `The best code was predicted to miss the target by a loss of ${loss(last.bestLoss)}.`;
  return html`<section><h2>Search</h2>
<p>A ${genetic ? 'genetic search' : 'search by matrix adaptation'} over latent codes, scored by the regressor: ${counted(last.generation, 'generation')}${codes}${early}.
${outcome}</p>
<figure class="history">${raw(historySvg(points))}
<figcaption>Loss predicted for the best code and on average over a generation (0 is met), and the spread of the codes: their
root mean square distance from their mean, per dimension.</figcaption></figure>
</section>`;
}
