// What the labelled structures of a physics have reached: ranges of every quantity, and each structure's values.
import { loadPhysics } from '../../config/physics.js';
import { energyProduct } from '../../curve/energy-product.js';
import { squareness } from '../../curve/squareness.js';
import { loadDataset } from '../../dataset/load.js';
import { anchorStatistics } from '../../dataset/statistics.js';
import type { Task } from '../../pool/task.js';
import { anchorNames, type QuantityName } from '../../quantities.js';
import { findData } from '../seed-structures.js';

export interface LabelledQuantities {
  /** Labelled structures; 0 where there are none for this physics. */
  count: number;
  /** Least and greatest value; reduced units, energy product in J/m3. */
  ranges: Partial<Record<QuantityName, readonly [least: number, greatest: number]>>;
  /** Values of each structure. */
  values: Partial<Record<QuantityName, number[]>>;
}

export const run: Task<{ physics: string }, LabelledQuantities> = async ({ physics: name }) => {
  const folder = findData(name);
  if (folder === null) return { count: 0, ranges: {}, values: {} };
  const { material } = loadPhysics(name);
  const { anchors, records, count } = await loadDataset(folder);
  const statistics = anchorStatistics(anchors);
  const ranges: LabelledQuantities['ranges'] = {};
  const values: LabelledQuantities['values'] = {};
  anchorNames.forEach((anchor, column) => {
    values[anchor] = records.map((_, i) => anchors[i * anchorNames.length + column]);
    if (statistics) ranges[anchor] = [statistics[anchor].minimum, statistics[anchor].maximum];
  });
  const products = records.map(
    ({ curve }) =>
      energyProduct(
        { appliedField: Float64Array.from(curve.appliedField), magnetization: Float64Array.from(curve.magnetization) },
        material,
      ) ?? 0,
  );
  const ratios = records.map((record) => squareness(record.anchors) ?? 0);
  for (const [derived, all] of [['energyProduct', products] as const, ['squareness', ratios] as const]) {
    values[derived] = all;
    if (count > 0) ranges[derived] = [Math.min(...all), Math.max(...all)];
  }
  return { count, ranges, values };
};
