// What a design found, in tables: candidates, the front of a trade-off, other ways of looking.
import type { Preset } from '../../config/preset.js';
import type { DesignReport } from '../../design/report.js';
import { baselineRows } from './baseline-rows.js';
import { candidateRows } from './candidate-rows.js';
import { frontRows } from './front-rows.js';

/** Reports of earlier versions may lack all but the candidates. */
export function resultTables(report: DesignReport, preset: Preset): string {
  const { front, baselines = [] } = report;
  return [
    candidateRows(report, preset),
    ...(front ? [frontRows(front)] : []),
    ...(baselines.length > 0 ? [baselineRows(report, preset)] : []),
  ].join('\n');
}
