// By how much each step of the chain moves each anchor point, on average over the candidates.
import { anchorNames, type QuantityName } from '../../quantities.js';
import type { CandidateFacts } from '../candidate-facts.js';
import { type Html, html } from '../html.js';
import { type ChainStage, valueAt } from '../shown-quantities.js';
import { cell, groupHead, number, numberHead, rowHead, table } from '../table.js';
import { signed, unit, value, withUnit } from '../wording.js';

/** What happens on the way to a stage. */
const stepNames: Record<ChainStage, string> = {
  predictedAtCode: '',
  predicted: 'realising',
  solved: 'solver − model',
  polished: 'polishing',
};

/** @param stages those that the run holds, at least two */
export function stepTable(stages: readonly ChainStage[], candidates: readonly CandidateFacts[]): Html {
  const steps = stages.slice(1).map((to, i) => ({ from: stages[i], to }));
  const isRobust = candidates.some(({ robustness }) => robustness);
  const tall = (content: string, more: string) => html`<th scope="col" rowspan="2" class="${more}">${content}</th>`;
  const upper = [
    tall('', ''),
    steps.map(({ to }) => groupHead(stepNames[to], 2)),
    isRobust && tall('±', 'number'),
    tall('', 'unit'),
  ];
  const lower = steps.map(() => [numberHead('absolute'), numberHead('signed')]);
  const rows = anchorNames.map((name) => {
    const moves = steps.map(({ from, to }) => {
      const all = changes(candidates, name, from, to);
      return [number(value(name, mean(all.map(Math.abs)))), number(signed(name, mean(all)), 'sign')];
    });
    const spread = isRobust && number(value(name, mean(spreads(candidates, name))));
    return html`<tr>${rowHead(withUnit(name))}${moves}${spread}${cell(unit(name), 'unit')}</tr>`;
  });
  return html`<p class="note lead">Change per step, mean over the candidates:</p>
${table('steps', [upper, lower], html`<tbody>${rows}</tbody>`)}`;
}

function changes(
  candidates: readonly CandidateFacts[],
  name: QuantityName,
  from: ChainStage,
  to: ChainStage,
): number[] {
  return candidates.flatMap((candidate) => {
    const [before, after] = [valueAt(candidate, from, name), valueAt(candidate, to, name)];
    return before === null || after === null ? [] : [after - before];
  });
}

const spreads = (candidates: readonly CandidateFacts[], name: QuantityName): number[] =>
  candidates.flatMap(({ robustness }) => robustness?.[name] ?? []);

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
