// What the labelled structures of a physics have reached: ranges of every quantity, and each structure's values.
import { loadDataset } from '../../dataset/load.js';
import type { Task } from '../../pool/task.js';
import { type QuantityName, quantities } from '../../quantities.js';
import { measureLabels, rangesOf } from '../measure-labels.js';
import { findData } from '../seed-structures.js';

export interface LabelledQuantities {
  /** Labelled structures; 0 where there are none for this physics. */
  count: number;
  /** Least and greatest value; reduced units, energy product in J/m3. */
  ranges: ReturnType<typeof rangesOf>;
  /** Values of each structure. */
  values: Partial<Record<QuantityName, number[]>>;
}

export const run: Task<{ physics: string }, LabelledQuantities> = async ({ physics }) => {
  const folder = findData(physics);
  if (folder === null) return { count: 0, ranges: {}, values: {} };
  const labels = measureLabels(await loadDataset(folder));
  const values: LabelledQuantities['values'] = {};
  for (const { name } of Object.values(quantities)) values[name] = labels.map((measured) => measured[name] ?? 0);
  return { count: labels.length, ranges: rangesOf(labels), values };
};
