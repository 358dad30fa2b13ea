// What a data folder holds, in one line.
import type { Task } from '../../pool/task.js';
import { datasetInfo } from '../info.js';
import { describeWarned } from '../statistics.js';
import { describeUnmerged } from '../unmerged.js';

export const run: Task<{ folder: string }, string> = async ({ folder }) => {
  const { count, complete, warned, physics, seed, unmerged } = await datasetInfo(folder);
  const lacking = count > complete ? `, ${complete} with all anchor points` : '';
  const apart = unmerged > 0 ? `, ${describeUnmerged(folder, unmerged)}` : '';
  return `${folder} holds ${count} labelled structures${lacking}: physics ${physics.name}, seed ${seed}${describeWarned(warned)}${apart}`;
};
