import { describe, expect, test } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import type { SolvedCandidate } from '../../src/design/candidate.js';
import { perturbations } from '../../src/design/perturb.js';
import { testRobustness } from '../../src/design/robustness.js';
import { solveStructure } from '../../src/design/solve-structure.js';
import type { Pool } from '../../src/pool/pool.js';
import type { DemagnetizeInput } from '../../src/pool/tasks/demagnetize.js';
import { createObjective } from '../../src/search/objective.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';

const physics = loadPhysics('resolved');
const structure = createGrains({ seed: 2, grains: 5, maximumMisorientation: 0.3, size: 40e-9, cells: 40 });
const [finer, turned, moved] = perturbations(structure, physics, 1);

describe('perturbations', () => {
  test('turn every axis by 0.1 degrees, some to either side', () => {
    const by = turned.structure.easyAxisAngles.map((t, g) => ((t - structure.easyAxisAngles[g]) * 180) / Math.PI);
    for (const degrees of by) expectClose(Math.abs(degrees), 0.1, { rtol: 1e-9 });
    expect(new Set(by.map(Math.sign)).size).toBe(2);
    expect(turned.structure.seeds).toEqual(structure.seeds);
  });

  test('move every seed by 0.2 nm', () => {
    for (let g = 0; g < 5; g++) {
      const [dx, dy] = [0, 1].map((k) => moved.structure.seeds[2 * g + k] - structure.seeds[2 * g + k]);
      expectClose(Math.hypot(dx, dy), 0.2e-9, { rtol: 1e-9 });
    }
    expect(moved.structure.easyAxisAngles).toEqual(structure.easyAxisAngles);
  });

  test('take finer cells, a whole number of them, for the same grains', () => {
    const cells = structure.size / finer.physics.cellSize;
    expectClose(cells, Math.round(cells), { rtol: 1e-9 });
    expect(cells).toBe(50);
    expect(finer.structure).toBe(structure);
  });

  test('of a textured magnet hardly change its remanence', () => {
    const anchors = [structure, turned.structure].map((one) => demagnetize(one, physics, { fieldStep: 0.05 }).anchors);
    expectClose(anchors[1].mr ?? 0, anchors[0].mr ?? 1, { atol: 1e-3 });
  });
});

/** Solves in this thread. */
const pool: Pool = {
  workers: 1,
  async run<Input, Output>(_task: string, input: Input) {
    const { structure, physics, options } = input as DemagnetizeInput;
    return demagnetize(structure, physics, options) as Output;
  },
  close: async () => {},
};

test('what moves within a field step is seen', async () => {
  const objective = createObjective(objectiveFromTargets(['mr>=0.5'], physics.material), physics.material);
  const options = { fieldStep: 0.02 };
  const solution = await solveStructure(structure, { physics, objective, options, pool });
  const anchors = solution.solved;
  const given = { predictedAtCode: anchors, predictedDecoded: null, predicted: anchors, imageError: 0 };
  const nothingYet = { polished: null, polishSolves: 0, robustness: null };
  const candidate: SolvedCandidate = { candidate: 0, structure, ...given, ...solution, ...nothingYet };
  const settings = { candidates: 1 };
  const watch = { pool, emit: () => {} };
  const [tested] = await testRobustness([candidate], { physics, objective, settings, options, seed: 1, ...watch });
  const { spread, unperturbed, perturbations: tried } = tested.robustness ?? { perturbations: [] };
  const exact = ({ structure: grains, physics: cells }: typeof turned) =>
    demagnetize(grains, cells, { fieldStep: 0.001, refine: 4 }).anchors.hc ?? 0;
  const own = exact({ name: '', structure, physics });
  const moves = [finer, turned, moved].map((one) => Math.abs(exact(one) - own));
  expectClose(unperturbed?.hc ?? 0, own, { atol: 2.5e-4 });
  expectClose(spread?.hc ?? 0, Math.max(...moves), { atol: 5e-4 });
  expect(Math.max(...moves)).toBeGreaterThan(5e-4);
  expect(tried.map(({ name }) => name)).toEqual([finer, turned, moved].map(({ name }) => name));
});
