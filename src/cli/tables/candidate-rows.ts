// The table of a finished design: predicted, solved, target, verified.
import type { Preset } from '../../config/preset.js';
import type { DesignReport, ReportedCandidate } from '../../design/report.js';
import { loss } from '../../format.js';
import { isDerived, type QuantityName } from '../../quantities.js';
import { cell, heading, wantedCell } from '../../quantity-cells.js';
import { shownQuantities } from '../../report/shown-quantities.js';
import { table } from '../output.js';

type Reported = Pick<DesignReport, 'target' | 'candidates'>;

/** Columns for all that the objective names. */
export function candidateRows({ target, candidates }: Reported, config: Pick<Preset, 'objective'>): string {
  const names = shownQuantities({ config, target });
  const isPolished = candidates.some(({ polished }) => polished);
  const columns = names.map((name) => {
    // Models do not predict it.
    const stages = [
      ...(isDerived(name) ? [] : ['predicted']),
      'solved',
      ...(isPolished ? ['polished'] : []),
    ] as Stage[];
    return { name, stages };
  });
  const head = [
    'rank',
    ...columns.flatMap(({ name, stages: [first, ...others] }) => [`${heading(name)} ${first}`, ...others, 'target']),
    'loss',
    'verified',
    'structure',
  ];
  const rows = candidates.map((candidate) => [
    String(candidate.rank),
    ...columns.flatMap(({ name, stages }) => [
      ...stages.map((stage) => valueCell(candidate, stage, name)),
      wantedCell(name, config.objective.terms),
    ]),
    loss(candidate.loss),
    candidate.verified ? 'yes' : 'no',
    candidate.start === undefined ? candidate.structure : `${candidate.structure} (start: ${candidate.start})`,
  ]);
  return table(head, rows);
}

type Stage = 'predicted' | 'solved' | 'polished';

function valueCell(candidate: ReportedCandidate, stage: Stage, name: QuantityName): string {
  const { derived, solvedDerived, polished } = candidate;
  if (stage === 'polished' && !polished) return '';
  // Reports of earlier versions know it of the last curve only.
  if (isDerived(name)) return cell(name, (stage === 'polished' || !polished ? derived : solvedDerived)?.[name]);
  const anchors = stage === 'polished' ? polished?.anchors : candidate[stage];
  return cell(name, anchors?.[name]);
}
