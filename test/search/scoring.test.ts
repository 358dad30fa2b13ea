import { describe, expect, test } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import { createObjective } from '../../src/search/objective.js';
import { byMerit, createScoring, type ScoringOptions } from '../../src/search/scoring.js';
import { expectClose } from '../expect-close.js';

const { material } = loadPhysics('paper');
const anchors = [1, 0.9, 0.2, 0.2, 0.2, 0.4];
const options = (targets: string[], uncertainty: number[] | null): ScoringOptions => ({
  latentDim: 1,
  objective: createObjective(objectiveFromTargets(targets, material), material),
  plausibility: { radius: () => 1, penalty: () => 0, slope: () => new Float64Array(1) },
  toleranceShare: 1,
  caution: 0.1,
  score: (_, count) => ({
    anchors: Array.from({ length: count }, () => anchors).flat(),
    uncertainty:
      uncertainty && Array.from({ length: count }, (_one, i) => uncertainty.map((sd) => sd * (i + 1))).flat(),
  }),
});
const batch = (targets: string[], uncertainty: number[] | null) =>
  createScoring(options(targets, uncertainty)).batch(new Float32Array(2), 2);

describe('scoring', () => {
  test('of two codes with the same prediction prefers the surer one', () => {
    const [sure, unsure] = batch(['mr=0.9'], [0, 0.02, 0, 0, 0, 0]);
    expect(sure.loss).toBe(0);
    // 0.02 is two tolerances, and counts by a tenth.
    expectClose(sure.fitness, 0.2, { rtol: 1e-6 });
    expectClose(unsure.fitness, 0.4, { rtol: 1e-6 });
    expect(byMerit([unsure, sure], (one) => one)).toEqual([sure, unsure]);
  });

  test('asks only about anchors that are wanted', () => {
    expect(batch(['hc=0.4'], [0, 0.5, 0.5, 0.5, 0.5, 0])[0].fitness).toBe(0);
  });

  test('takes a regressor that knows no uncertainty at its word', () => {
    expect(batch(['mr=0.9'], null)[0].fitness).toBe(0);
  });
});
