import { expect, test } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import type { SolvedCandidate } from '../../src/design/candidate.js';
import { rankFor } from '../../src/design/trade-off.js';
import { createObjective } from '../../src/search/objective.js';

const { material } = loadPhysics('paper');
const objective = createObjective(objectiveFromTargets(['mr=maximize', 'hc=maximize'], material), material);

const candidate = (number: number, mr: number, hc: number, robust: boolean | null, verified = true) =>
  ({
    candidate: number,
    solved: { m1: 1, mr, hk90: 0.3, hk80: 0.3, hk70: 0.3, hc },
    derived: { energyProduct: 4e5, squareness: 0.9 },
    verified,
    loss: verified ? 0 : 1,
    polished: null,
    robustness: robust === null ? null : { robust, spread: {}, perturbations: [] },
  }) as unknown as SolvedCandidate;

test('in a trade-off robust candidates come before lucky ones that beat them, each by their fronts', () => {
  const lucky = candidate(0, 0.95, 0.6, false);
  const untested = candidate(1, 0.94, 0.55, null);
  const beaten = candidate(2, 0.8, 0.4, true);
  const robust = candidate(3, 0.9, 0.5, true);
  const missed = candidate(4, 0.99, 0.9, null, false);
  expect(rankFor(objective, [lucky, untested, beaten, robust, missed])).toEqual([
    robust,
    beaten,
    lucky,
    untested,
    missed,
  ]);
});
