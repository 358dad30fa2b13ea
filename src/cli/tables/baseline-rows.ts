// The table of a design beside other ways of looking, each with as many solver runs.
import type { Preset } from '../../config/preset.js';
import type { DesignReport } from '../../design/report.js';
import { loss } from '../../format.js';
import type { QuantityName } from '../../quantities.js';
import { cell, heading } from '../../quantity-cells.js';
import { shownQuantities } from '../../report/shown-quantities.js';
import { table } from '../output.js';

type Reported = Pick<DesignReport, 'candidates' | 'solves' | 'baselines' | 'target'>;
type Values = Partial<Record<QuantityName, number | null>>;

export function baselineRows(
  { candidates, solves, baselines, target }: Reported,
  config: Pick<Preset, 'objective'>,
): string {
  const names = shownQuantities({ config, target });
  const row = (way: string, runs: number, best: Values, least: number | null, verified: number) => [
    way,
    String(runs),
    ...names.map((name) => cell(name, best[name])),
    loss(least),
    String(verified),
  ];
  const [first] = candidates;
  const own = { ...(first?.polished?.anchors ?? first?.solved), ...first?.derived };
  const verified = candidates.filter((candidate) => candidate.verified).length;
  return table(
    ['way', 'solver runs', ...names.map((name) => `${heading(name)} of the best`), 'loss', 'verified'],
    [
      row('this design', solves, own, first?.loss ?? null, verified),
      ...baselines.map((one) => row(one.name, one.solves, { ...one.solved, ...one.derived }, one.loss, one.verified)),
    ],
  );
}
