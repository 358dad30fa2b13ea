// Where prediction and solver part: every candidate from the code that the search found to what the solver makes of its grains. Only
// stages that the run holds are shown.
import { chainSvg } from '../../plot/chain-svg.js';
import { anchorNames, type QuantityName } from '../../quantities.js';
import type { CandidateFacts } from '../candidate-facts.js';
import type { RunFacts } from '../facts.js';
import { type Content, html, raw } from '../html.js';
import { type ChainStage, chainStages, shownQuantities, valueAt, wantedRange } from '../shown-quantities.js';
import { stepTable } from './step-table.js';

const stageNames: Record<ChainStage, string> = {
  predictedAtCode: 'at the code',
  predicted: 'realised',
  solved: 'solved',
  polished: 'polished',
};

const explanations: Record<ChainStage, string> = {
  predictedAtCode: 'the regressor at the code that the search found',
  predicted: 'the regressor again, after the code was decoded, realised as grains and encoded',
  solved: 'the solver',
  polished: 'the solver after polishing',
};

/** Lines of more candidates than this run into each other. */
const mostLines = 100;

export function chain(facts: RunFacts): Content {
  const { candidates } = facts;
  const has = (stage: ChainStage, name: QuantityName) => candidates.some((one) => valueAt(one, stage, name) !== null);
  const stages = chainStages.filter((stage) => anchorNames.some((name) => has(stage, name)));
  if (stages.length < 2) return null;
  const names = shownQuantities(facts).filter((name) => stages.filter((stage) => has(stage, name)).length > 1);
  const isRobust = candidates.some(({ robustness }) => robustness);
  const whiskers =
    isRobust && ' Whiskers, and ± in the table, say how far small changes of the structure move the last value.';
  return html`<section><h2>From prediction to solution</h2>
<p>Each candidate from left to right: ${stages.map((stage) => explanations[stage]).join('; ')}.${whiskers}</p>
${figures(names, stages, facts)}
${stepTable(stages, candidates)}
</section>`;
}

function figures(names: readonly QuantityName[], stages: readonly ChainStage[], facts: RunFacts): Content {
  if (names.length === 0) return null;
  const isWanted = names.some((name) => wantedRange(facts, name));
  return html`<div class="chains">${names.map((name) => html`<figure>${raw(figure(name, stages, facts))}</figure>`)}</div>
<p class="key"><span class="line verified"></span> verified <span class="line other"></span> not verified
${isWanted && html`<span class="band"></span> meets the target`}</p>`;
}

function figure(name: QuantityName, stages: readonly ChainStage[], facts: RunFacts): string {
  const line = (candidate: CandidateFacts) => ({
    values: stages.map((stage) => valueAt(candidate, stage, name)),
    verified: candidate.verified,
    spread: candidate.robustness?.[name],
  });
  return chainSvg(facts.candidates.slice(0, mostLines).map(line), {
    quantity: name,
    stages: stages.map((stage) => stageNames[stage]),
    wanted: wantedRange(facts, name),
  });
}
