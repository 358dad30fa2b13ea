import { describe, expect, it } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import { descend } from '../../src/search/descend.js';
import { createObjective } from '../../src/search/objective.js';
import { createPlausibility } from '../../src/search/plausibility.js';
import { createScoring } from '../../src/search/scoring.js';
import { expectClose } from '../expect-close.js';
import { createToy } from './toy-regressor.js';
import { toySlopes } from './toy-slopes.js';

const { material } = loadPhysics('paper');
const toy = createToy(16);
const count = 12;
const start = toy.realCodes(count, 'start');

function descended(targets: string[], steps: number) {
  const objective = createObjective(objectiveFromTargets(targets, material), material);
  const plausibility = createPlausibility(toy.statistics, toy.realCodes(200, 'real'), 20);
  const toleranceShare = 0.2;
  const scoring = createScoring({ latentDim: toy.dim, score: toy.score, objective, plausibility, toleranceShare });
  const before = scoring.batch(start, count);
  const slopes = toySlopes(toy);
  const { statistics } = toy;
  const ground = { slopes, scoring, objective, plausibility, statistics, toleranceShare, steps };
  return { before, after: descend(before, ground) };
}

describe('gradient steps', () => {
  it('take nearly every code to its target', () => {
    const { before, after } = descended(['mr=0.8', 'hc=0.4'], 20);
    expect(before.filter(({ fitness }) => fitness === 0)).toHaveLength(0);
    expect(after.filter(({ loss }) => loss === 0).length).toBeGreaterThanOrEqual(count - 2);
  });

  it('never leave a code worse than it was, whatever is wanted', () => {
    for (const targets of [['mr=0.9'], ['hc=maximize'], ['mr=0.95', 'hk90=0.05']]) {
      const { before, after } = descended(targets, 3);
      for (const [i, { fitness }] of after.entries()) expect(fitness).toBeLessThanOrEqual(before[i].fitness);
      expect(after.some(({ fitness }, i) => fitness < before[i].fitness)).toBe(true);
    }
  });

  it('leave the points of a trade-off where they are: it has no single downhill', () => {
    const { before, after } = descended(['mr=maximize', 'hc=maximize'], 3);
    expect(after).toEqual(before);
  });
});

describe('the penalty of implausible codes', () => {
  it.each([0.1, 1, 3])('has the slope that its differences have, %f times as far out as real codes', (scale) => {
    const plausibility = createPlausibility(toy.statistics, toy.realCodes(200, 'real'), 20);
    const code = start.slice(0, toy.dim).map((z) => scale * z);
    const step = 1e-2;
    const differences = Array.from(code, (_, d) => {
      const at = (by: number) =>
        plausibility.penalty(
          code.map((z, e) => (e === d ? z + by : z)),
          0,
        );
      return (at(step) - at(-step)) / (2 * step);
    });
    expectClose(plausibility.slope(code, 0), differences, { rtol: 1e-3, atol: 1e-3 });
  });
});
