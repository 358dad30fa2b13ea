// Results must be different structures, not one structure many times: codes nearer to each other than a minimum distance share
// a niche. In a generation a niche breeds only up to its share; of all generations each niche's best code is kept.
import type { CodeStatistics } from './plausibility.js';
import { rootMeanSquare } from './plausibility.js';

/** Distance between codes a and b: |a - b| over |deviation|; 1.4 for two random real structures, 0 for the same. */
export type CodeDistance = (a: Float32Array, aOffset: number, b: Float32Array, bOffset: number) => number;

export function createCodeDistance({ deviation }: Pick<CodeStatistics, 'deviation'>): CodeDistance {
  const dim = deviation.length;
  const scale = 1 / Math.max(rootMeanSquare(deviation), 1e-12);
  return (a, aOffset, b, bOffset) => {
    let sum = 0;
    for (let d = 0; d < dim; d++) {
      const difference = a[aOffset + d] - b[bOffset + d];
      sum += difference * difference;
    }
    return scale * Math.sqrt(sum / dim);
  };
}

export interface NicheOptions {
  /** Most niches that are told apart. */
  readonly niches: number;
  /** Most members of a niche that keep their place. */
  readonly capacity: number;
  /** Whether two members are too near to each other to be two results. */
  readonly isSame: (a: number, b: number) => boolean;
}

/**
 * Orders members so that every niche breeds: in turn the next best of each niche, and of those that belong to none; what exceeds
 * the capacity of a niche comes last (after clearing, Petrowski 1996).
 * @param sorted members, best first
 * @returns all members in their new order, and the best member of each niche, best first
 */
export function shareAmongNiches(
  sorted: readonly number[],
  { niches, capacity, isSame }: NicheOptions,
): { order: number[]; leaders: number[] } {
  const groups: number[][] = [];
  const others: number[] = [];
  const crowded: number[] = [];
  for (const member of sorted) {
    const niche = groups.find(([leader]) => isSame(leader, member));
    if (niche) (niche.length < capacity ? niche : crowded).push(member);
    else if (groups.length < niches) groups.push([member]);
    else others.push(member);
  }
  const order: number[] = [];
  for (let turn = 0; turn < sorted.length; turn++) {
    for (const niche of groups) if (turn < niche.length) order.push(niche[turn]);
    order.push(...others.slice(turn * niches, (turn + 1) * niches));
  }
  return { order: [...order, ...crowded], leaders: groups.map(([leader]) => leader) };
}

/** The first of `sorted` that are all different from each other, at most `count`. */
export function distinct<Item>(sorted: readonly Item[], count: number, isSame: (a: Item, b: Item) => boolean): Item[] {
  const chosen: Item[] = [];
  for (const item of sorted) {
    if (chosen.length === count) break;
    if (!chosen.some((other) => isSame(other, item))) chosen.push(item);
  }
  return chosen;
}
