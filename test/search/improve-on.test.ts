import { describe, expect, test } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import { improveOn } from '../../src/search/improve-on.js';
import { createObjective } from '../../src/search/objective.js';

const { material } = loadPhysics('paper');
const objective = createObjective(objectiveFromTargets(['mr=maximize', 'hc=maximize'], material), material);
const at = (mr: number, hc: number) => ({ m1: 1, mr, hk90: 0.1, hk80: 0.1, hk70: 0.1, hc });

describe('improving on a candidate of a trade-off', () => {
  const own = improveOn(objective, at(0.8, 0.4));

  test('is better where both wishes gain, and worse where one loses', () => {
    expect(own.loss(at(0.8, 0.4))).toBe(1);
    expect(own.loss(at(0.82, 0.42))).toBeLessThan(1);
    expect(own.loss(at(0.95, 0.39))).toBeGreaterThan(1);
  });

  test('leaves an objective with one best as it is', () => {
    const single = createObjective(objectiveFromTargets(['hc=maximize', 'mr=0.8'], material), material);
    expect(improveOn(single, at(0.8, 0.4))).toBe(single);
  });
});
