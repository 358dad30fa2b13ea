import { describe, expect, test } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import { atEqualBudget, runBaselines } from '../../src/design/baselines.js';
import type { RunEvent } from '../../src/events.js';
import type { Pool } from '../../src/pool/pool.js';
import type { DemagnetizeInput } from '../../src/pool/tasks/demagnetize.js';
import type { AnchorPoints } from '../../src/quantities.js';
import { createObjective } from '../../src/search/objective.js';
import { axisRemanence } from '../../src/structure/easy-axis-image.js';
import { createGrains } from '../../src/structure/grains.js';
import type { Structure } from '../../src/structure/structure.js';

const physics = loadPhysics('paper');
const objective = createObjective(objectiveFromTargets(['mr=0.9'], physics.material), physics.material);
const anchorsOf = (structure: Structure): AnchorPoints => ({
  m1: 1,
  mr: axisRemanence(structure),
  hk90: 0.2,
  hk80: 0.2,
  hk70: 0.2,
  hc: 0.3,
});

/** What each curve had to beat. */
const rivals: number[] = [];

/** Solves and predicts by the axes alone. */
const pool: Pool = {
  workers: 2,
  async run<Input, Output>(task: string, input: Input) {
    const { structure, structures } = input as { structure: Structure; structures: Structure[] };
    if (task === 'predict') return structures.map(anchorsOf) as Output;
    rivals.push((input as DemagnetizeInput).rival?.loss ?? Number.NaN);
    const curve = { appliedField: Float64Array.of(1, 0, -1), magnetization: Float64Array.of(1, 0.9, -1) };
    const anchors = anchorsOf(structure);
    return { curve, anchors, fieldEvaluations: 1, seconds: 0, warnings: [], states: [] } as Output;
  },
  close: async () => {},
};

describe('baselines', () => {
  test('spend as many solver runs as they may, and report their best', async () => {
    const events: RunEvent[] = [];
    const found = await runBaselines({
      request: { model: 'm', backend: 'wasm' },
      physics,
      objective,
      limits: { grains: [4, 12], maximumMisorientation: 1.5 },
      options: {},
      data: null,
      solves: 5,
      seed: 1,
      pool,
      emit: (event) => events.push(event),
    });
    expect(found.map(({ name, solves }) => [name, solves])).toEqual([
      ['random structures', 5],
      ['genetic on grains', 5],
    ]);
    const [random, genetic] = found;
    expect(genetic.distance ?? 1).toBeLessThan(random.distance ?? 0);
    expect(genetic.verified).toBeGreaterThan(0);
    // The first two have nothing to beat; from then on it is the best so far, and what is met is never given up.
    for (const one of [rivals.slice(0, 5), rivals.slice(5)]) {
      expect(one.slice(0, 2)).toEqual([Infinity, Infinity]);
      expect(one.slice(2)).toEqual(one.slice(2).sort((a, b) => b - a));
      expect(one[4]).toBeLessThan(Infinity);
      expect(one[4]).toBeGreaterThanOrEqual(0);
    }
    expect(events.map(({ type }) => type)).toEqual(['baseline', 'baseline']);
  });

  test('leave out the labelled where none is within the limits', async () => {
    const events: RunEvent[] = [];
    const found = await runBaselines({
      request: { model: 'm', backend: 'wasm' },
      physics,
      objective,
      limits: { grains: [300, 400], maximumMisorientation: 1.5 },
      options: {},
      data: 'a folder',
      solves: 2,
      ways: ['nearest labelled'],
      seed: 1,
      pool: { ...pool, run: async <_Input, Output>() => ({ nearest: [] }) as Output },
      emit: (event) => events.push(event),
    });
    expect(found).toEqual([]);
    expect(events).toEqual([{ type: 'warning', message: expect.stringContaining('no labelled structure is within') }]);
  });
});

test('labels are solved again where a design takes finer field steps', async () => {
  const structure = createGrains({ seed: 1, grains: 5, maximumMisorientation: 0.5 });
  const measured = { ...anchorsOf(structure), mr: 0.5, energyProduct: 1e5, squareness: 0.7 };
  const labels: Pool = {
    ...pool,
    run: async <Input, Output>(task: string, input: Input) =>
      task === 'labelled' ? ({ nearest: [{ structure, measured, distance: 3 }] } as Output) : pool.run(task, input),
  };
  const nearest = async (refine: number) => {
    const [found] = await runBaselines({
      request: { model: 'm', backend: 'wasm' },
      physics,
      objective,
      limits: { grains: [4, 12], maximumMisorientation: 1.5 },
      options: { refine },
      data: 'a folder',
      solves: 1,
      ways: ['nearest labelled'],
      seed: 1,
      pool: labels,
      emit: () => {},
    });
    return found.solved.mr;
  };
  expect(await nearest(1)).toBe(0.5);
  expect(await nearest(5)).toBe(axisRemanence(structure));
});

test('orders that come during the baselines do not leave them with fewer solver runs', async () => {
  const waiting = [3, 0];
  let solves = 10;
  const budgets: number[] = [];
  await atEqualBudget(
    () => solves,
    async (budget) => {
      budgets.push(budget);
      solves += waiting.shift() ?? 0;
    },
  );
  expect(budgets).toEqual([10, 13]);
});
