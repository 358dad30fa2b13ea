// How each move of the grains is expected to change each anchor point: half a unit to either side, through the regressor.
import { type AnchorPoints, anchorNames } from '../quantities.js';
import { axisRemanence } from '../structure/easy-axis-image.js';
import { createReshape, moveNames } from '../structure/reshape.js';
import type { Structure } from '../structure/structure.js';
import type { Slopes } from './polish-lane.js';

export interface GuessSlopesOptions {
  /** In rad. */
  maximumMisorientation: number;
  predict: (structures: Structure[]) => Promise<AnchorPoints[]>;
}

/** In the order of the structures. The remanence goes by the axes, which say it better than the regressor. */
export async function guessSlopes(
  structures: readonly Structure[],
  { maximumMisorientation, predict }: GuessSlopesOptions,
): Promise<Slopes[]> {
  const shifted = structures.flatMap((structure) => {
    const reshape = createReshape(structure, maximumMisorientation);
    return moveNames.flatMap((_, j) =>
      [0.5, -0.5].map((step) => reshape(moveNames.map((_name, k) => (j === k ? step : 0)))),
    );
  });
  const predicted = await predict(shifted);
  return structures.map((_, i) => {
    const first = 2 * moveNames.length * i;
    const slopes = anchorNames.map((name) => [
      name,
      moveNames.map((_move, j) => {
        const [plus, minus] = [first + 2 * j, first + 2 * j + 1];
        if (name === 'mr') return axisRemanence(shifted[plus]) - axisRemanence(shifted[minus]);
        return (predicted[plus][name] ?? 0) - (predicted[minus][name] ?? 0);
      }),
    ]);
    return Object.fromEntries(slopes);
  });
}
