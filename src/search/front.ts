// Trade-offs: which of several costs are best in no single sense. Non-dominated sorting and crowding distance, the selection of NSGA-II
// (Deb et al., IEEE Trans. Evol. Comput. 6, 182, 2002).
import { ascending } from '../ascending.js';

/** Costs of one member, lower is better; all members have as many. */
export type Costs = readonly number[];

/** Whether a is nowhere worse than b and somewhere better. */
export function dominates(a: Costs, b: Costs): boolean {
  let isBetter = false;
  for (let k = 0; k < a.length; k++) {
    if (a[k] > b[k]) return false;
    if (a[k] < b[k]) isBetter = true;
  }
  return isBetter;
}

/** Positions in fronts: the first is dominated by nobody, the next by the first alone, and so on. Each in ascending order. */
export function fronts(costs: readonly Costs[]): number[][] {
  const beaten: number[][] = costs.map(() => []);
  const dominators = costs.map(() => 0);
  for (let a = 0; a < costs.length; a++) {
    for (let b = a + 1; b < costs.length; b++) {
      const [winner, loser] = dominates(costs[a], costs[b])
        ? [a, b]
        : dominates(costs[b], costs[a])
          ? [b, a]
          : [-1, -1];
      if (winner < 0) continue;
      beaten[winner].push(loser);
      dominators[loser]++;
    }
  }
  const found: number[][] = [];
  let front = [...costs.keys()].filter((member) => dominators[member] === 0);
  while (front.length > 0) {
    found.push(front);
    const next: number[] = [];
    for (const member of front) for (const loser of beaten[member]) if (--dominators[loser] === 0) next.push(loser);
    front = next.sort((a, b) => a - b);
  }
  return found;
}

/** Room of each member of a front: the sides of the box between its neighbours, each as a share of the front's width; the ends have most. */
export function crowdingDistances(front: readonly number[], costs: readonly Costs[]): number[] {
  const room = front.map(() => 0);
  const order = front.map((_, i) => i);
  for (let k = 0; k < (costs[front[0]]?.length ?? 0); k++) {
    const at = (i: number) => costs[front[order[i]]][k];
    order.sort((a, b) => ascending(costs[front[a]][k], costs[front[b]][k]) || a - b);
    const last = order.length - 1;
    const width = at(last) - at(0);
    room[order[0]] = Infinity;
    room[order[last]] = Infinity;
    if (!(width > 0) || !Number.isFinite(width)) continue;
    for (let i = 1; i < last; i++) room[order[i]] += (at(i + 1) - at(i - 1)) / width;
  }
  return room;
}

/** All positions, best first: by front, within a front by room. */
export function frontOrder(costs: readonly Costs[]): number[] {
  return fronts(costs).flatMap((front) => {
    const room = crowdingDistances(front, costs);
    const order = front.map((_, i) => i).sort((a, b) => ascending(room[b], room[a]) || front[a] - front[b]);
    return order.map((i) => front[i]);
  });
}
