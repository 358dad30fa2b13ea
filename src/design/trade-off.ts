// The front of a design: verified candidates that no other beats in all wishes.
import type { FrontFound } from '../events.js';
import type { Material } from '../physics.js';
import type { QuantityName } from '../quantities.js';
import { frontOrder, fronts } from '../search/front.js';
import { type Objective, quantityOf } from '../search/objective.js';
import { finalOf, type SolvedCandidate } from './candidate.js';
import { rank } from './rank.js';
import { measuredOf } from './solve-structure.js';

export type Front = Omit<FrontFound, 'type' | 'ranked'>;

/** null where the objective is no trade-off. Points run from the best in the first wish to the worst. */
export function frontOf(
  candidates: readonly SolvedCandidate[],
  objective: Objective,
  material: Material,
): Front | null {
  const wishes = objective.spec.terms.filter(({ value }) => value === null);
  if (wishes.length < 2) return null;
  const met = candidates.filter((candidate) => finalOf(candidate).verified);
  const costs = met.map((candidate) => costsOf(candidate, objective));
  const [first = []] = fronts(costs);
  const points = [...first]
    .sort((a, b) => costs[a][0] - costs[b][0] || a - b)
    .map((i) => ({ candidate: met[i].candidate, values: valuesOf(met[i], objective, material) }));
  return { quantities: wishes.map(({ quantity }) => quantity), points };
}

/** Best first: as `rank`; in a trade-off the robust ones by front and room, then the other verified ones. */
export function rankFor(objective: Objective, candidates: readonly SolvedCandidate[]): SolvedCandidate[] {
  const ranked = rank(candidates);
  const met = ranked.filter((candidate) => finalOf(candidate).verified);
  if (met.length === 0 || objective.costs(measuredOf(finalOf(met[0]))) === null) return ranked;
  const byFront = (some: SolvedCandidate[]) =>
    frontOrder(some.map((candidate) => costsOf(candidate, objective))).map((i) => some[i]);
  const robust = met.filter(({ robustness }) => robustness?.robust);
  const others = met.filter((candidate) => !robust.includes(candidate));
  return [...byFront(robust), ...byFront(others), ...ranked.slice(met.length)];
}

const costsOf = (candidate: SolvedCandidate, objective: Objective): number[] =>
  objective.costs(measuredOf(finalOf(candidate))) ?? [];

function valuesOf(candidate: SolvedCandidate, objective: Objective, material: Material) {
  const measured = measuredOf(finalOf(candidate));
  const values: Partial<Record<QuantityName, number>> = {};
  for (const { quantity } of objective.spec.terms)
    values[quantity] = quantityOf(measured, quantity, material) ?? undefined;
  return values;
}
