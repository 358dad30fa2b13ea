// A trade-off for one candidate: better in all wishes at once, from where it stands. So candidates move ahead of the front, each at its own
// place, and do not all run to the one point that has the smallest sum.
import type { Measured, Objective } from './objective.js';

/** The objective itself where it is no trade-off; else one whose loss is the least improvement over `start`, 1 for none. */
export function improveOn(objective: Objective, start: Measured): Objective {
  const from = objective.costs(start);
  if (from === null) return objective;
  const loss = (measured: Measured, toleranceShare?: number): number => {
    const costs = objective.costs(measured, toleranceShare) ?? [];
    return Math.max(0, 1 + Math.max(...costs.map((cost, k) => cost - from[k])));
  };
  return { ...objective, loss };
}
