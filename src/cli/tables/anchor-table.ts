// Anchor points for people: reduced, and in the units of the laboratory.
import { type Material, teslaPer } from '../../physics.js';
import { type AnchorPoints, anchorNames, quantities } from '../../quantities.js';
import { table } from '../output.js';

/** @param uncertainty of predicted ones, as standard deviations; null for solved ones and models that do not know */
export function anchorTable(
  anchors: AnchorPoints,
  material: Material,
  uncertainty: AnchorPoints | null = null,
): string {
  const rows = anchorNames.map((name) => {
    const { symbol, unit, label } = quantities[name];
    const value = anchors[name];
    const tesla = teslaPer(unit, material) ?? 1;
    const shown = value === null ? ['not reached', ''] : [value.toFixed(4), (value * tesla).toFixed(3)];
    const deviation = uncertainty ? [uncertainty[name]?.toFixed(4) ?? '-'] : [];
    return [symbol, shown[0], ...deviation, unit, shown[1], label];
  });
  return table(['', 'reduced', ...(uncertainty ? ['+-'] : []), 'unit', 'T', ''], rows);
}
