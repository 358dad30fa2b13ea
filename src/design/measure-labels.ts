// What labels say in the quantities of an objective: their curves are stored, so nothing is estimated from anchor points.
import type { Dataset } from '../dataset/load.js';
import { type QuantityName, quantities } from '../quantities.js';
import type { Measured } from '../search/objective.js';
import { measure } from './measure.js';

/** Of each structure, in their order. */
export const measureLabels = ({ records, structures, physics }: Dataset): Required<Measured>[] =>
  records.map(({ curve, anchors }, i) => {
    const { appliedField, magnetization } = curve;
    const doubles = { appliedField: Float64Array.from(appliedField), magnetization: Float64Array.from(magnetization) };
    return measure({ curve: doubles, anchors, structure: structures[i] }, physics.material);
  });

/** Least and greatest value of each quantity; absent where there is none. */
export function rangesOf(labels: readonly Required<Measured>[]) {
  const ranges: Partial<Record<QuantityName, [least: number, greatest: number]>> = {};
  for (const { name } of Object.values(quantities)) {
    for (const { [name]: value } of labels) {
      if (value === null) continue;
      const [least, greatest] = ranges[name] ?? [value, value];
      ranges[name] = [Math.min(least, value), Math.max(greatest, value)];
    }
  }
  return ranges;
}
