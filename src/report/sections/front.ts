// The front of a trade-off, as a picture.
import { frontSvg } from '../../plot/front-svg.js';
import { isDerived, type QuantityName } from '../../quantities.js';
import type { CandidateFacts } from '../candidate-facts.js';
import type { RunFacts } from '../facts.js';
import { type Content, html, raw } from '../html.js';

export function front({ front: found, candidates }: RunFacts): Content {
  if (!found || found.candidates.length === 0) return null;
  const quantities = found.quantities;
  const points = candidates.flatMap((candidate) => {
    const [a, b] = quantities.map((name) => solvedValue(candidate, name));
    if (!candidate.verified || candidate.number === null || a === null || b === null) return [];
    return [
      { values: [a, b] as const, isBest: found.candidates.includes(candidate.number), name: String(candidate.number) },
    ];
  });
  if (points.length === 0) return null;
  return html`<section><h2>The trade-off</h2>
<p>Solved candidates; those joined by the line are beaten by no other in ${allOf(quantities.length)}, and carry their number.</p>
<figure class="front">${raw(frontSvg(points, { quantities }))}</figure>
</section>`;
}

const allOf = (wishes: number): string => (wishes > 2 ? `all ${wishes} wishes (the first two are shown)` : 'both');

function solvedValue(candidate: CandidateFacts, name: QuantityName): number | null {
  if (isDerived(name)) return candidate.derived?.[name] ?? null;
  return (candidate.polished ?? candidate.solved)[name];
}
