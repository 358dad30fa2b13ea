// The table of a design beside other ways of looking, each with as many solver runs.
import type { DesignReport } from '../design/report.js';
import { loss, reduced } from '../format.js';
import { type AnchorPoints, anchorNames, quantities } from '../quantities.js';
import { table } from './output.js';

export function baselineRows({
  candidates,
  solves,
  baselines,
  target,
}: Pick<DesignReport, 'candidates' | 'solves' | 'baselines' | 'target'>): string {
  const wanted = anchorNames.filter((name) => target[name] !== undefined);
  const names = wanted.length > 0 ? wanted : (['mr', 'hk90', 'hc'] as const);
  const row = (way: string, runs: number, solved: AnchorPoints | undefined, best: number | null, verified: number) => [
    way,
    String(runs),
    ...names.map((name) => reduced(solved?.[name])),
    loss(best),
    String(verified),
  ];
  const [first] = candidates;
  const own = first?.polished?.anchors ?? first?.solved;
  const verified = candidates.filter((candidate) => candidate.verified).length;
  return table(
    ['way', 'solver runs', ...names.map((name) => `${quantities[name].symbol} of the best`), 'loss', 'verified'],
    [
      row('this design', solves, own, first?.loss ?? null, verified),
      ...baselines.map((one) => row(one.name, one.solves, one.solved, one.loss, one.verified)),
    ],
  );
}
