// The table of a finished design: predicted, solved, target, verified.
import type { DesignReport } from '../design/report.js';
import { loss, reduced } from '../format.js';
import { type AnchorName, anchorNames, quantities } from '../quantities.js';
import { table } from './output.js';

/** The wanted anchors, or remanence, knee field and coercivity where none is wanted as a number. */
function shownAnchors({ target }: Pick<DesignReport, 'target'>): readonly AnchorName[] {
  const wanted = anchorNames.filter((name) => target[name] !== undefined);
  return wanted.length > 0 ? wanted : ['mr', 'hk90', 'hc'];
}

export function candidateRows(report: Pick<DesignReport, 'target' | 'candidates'>): string {
  const names = shownAnchors(report);
  const isPolished = report.candidates.some(({ polished }) => polished);
  const head = [
    'rank',
    ...names.flatMap((name) => {
      const { symbol } = quantities[name];
      return [`${symbol} predicted`, 'solved', ...(isPolished ? ['polished'] : []), 'target'];
    }),
    'loss',
    'verified',
    'structure',
  ];
  const rows = report.candidates.map((candidate) => [
    String(candidate.rank),
    ...names.flatMap((name) => [
      reduced(candidate.predicted[name]),
      reduced(candidate.solved[name]),
      ...(isPolished ? [candidate.polished ? reduced(candidate.polished.anchors[name]) : ''] : []),
      reduced(report.target[name]),
    ]),
    loss(candidate.loss),
    candidate.verified ? 'yes' : 'no',
    candidate.start === undefined ? candidate.structure : `${candidate.structure} (start: ${candidate.start})`,
  ]);
  return table(head, rows);
}
