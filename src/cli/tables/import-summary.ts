// What an import says to people: what came out, how well, and what was lost.
import type { ImportReport } from '../../import/import-structure.js';
import { mostCells } from '../../solver/check.js';
import { paperSample } from '../../structure/grains.js';

export function importWarnings({ size, thickness, fit, guessed }: ImportReport): string[] {
  const warnings: string[] = [];
  const unsolvable = whyUnsolvable(size, thickness);
  if (unsolvable) warnings.push(`the sample is ${lengthText(size)} and cannot be solved: ${unsolvable}`);
  else if (Math.abs(size - paperSample.size) > 1e-6 * paperSample.size)
    warnings.push(`the sample is ${lengthText(size)}: the shipped models know 320 nm only (--size "320 nm" scales it)`);
  if (guessed > 0.1) warnings.push(`${percentText(guessed)} of the sample had no grain and took that of the nearest`);
  if (fit.share < fit.wanted)
    warnings.push(`${percentText(fit.share)} of the cells keep their grain, ${percentText(fit.wanted)} were wanted`);
  return warnings;
}

/** Cells that resolve a domain wall, in m. */
const resolvedCell = 1e-9;

/** Why the solver refuses a sample and what helps, null where it takes it. */
function whyUnsolvable(size: number, thickness: number): string | null {
  if (size > mostCells.free * resolvedCell * (1 + 1e-9))
    return `at most ${mostCells.free} cells of ${lengthText(resolvedCell)} along an edge: --size "320 nm" scales it`;
  if (size > thickness)
    return `columns are ${lengthText(thickness)} long, and have to be at least as long as the sample is wide: --thickness "${lengthText(size)}" or more`;
  return null;
}

/** One line per finding. */
export function importSummary(
  { format, grains, seeds, size, thickness, fit, points, filled, tilt, notes }: ImportReport,
  file: string,
  path: string,
): string[] {
  const count = filled.reduce((sum, gap) => sum + gap.points, 0);
  const reasons = filled.map((gap) => `${gap.points} ${gap.why}`).join(', ');
  const rows: [what: string, text: string][] = [
    ['grains', seeds === grains ? `${grains}` : `${grains}, as ${seeds} seeds: some are no Voronoi cells`],
    ['size', `${lengthText(size)}, ${lengthText(thickness)} along z`],
    ['fit', `${percentText(fit.share)} of the ${fit.cells} x ${fit.cells} cells keep their grain`],
    ['filled', count > 0 ? `${count} of ${points} points from the nearest grain: ${reasons}` : 'nothing'],
  ];
  if (tilt) rows.push(['tilt', tiltText(tilt)]);
  for (const note of notes) rows.push(['note', note]);
  return [`${path}: structure from ${file} (${format})`, ...rows.map(([what, text]) => `${what.padEnd(7)} ${text}`)];
}

function tiltText(tilt: { mean: number; largest: number }): string {
  const [mean, largest] = [tilt.mean, tilt.largest].map((angle) => ((angle * 180) / Math.PI).toFixed(1));
  if (largest === '0.0') return 'all axes lie in the plane';
  return `axes leave the plane by ${mean} degrees on average, by ${largest} at most; they are projected`;
}

const percentText = (share: number): string => `${(100 * share).toFixed(1)} %`;

function lengthText(size: number): string {
  const [factor, unit] =
    size < 1e-6 ? ([1e9, 'nm'] as const) : size < 1e-3 ? ([1e6, 'um'] as const) : ([1e3, 'mm'] as const);
  return `${Number((size * factor).toPrecision(6))} ${unit}`;
}
