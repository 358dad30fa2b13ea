import { describe, expect, it } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { type SweepOptions, sweep } from '../../src/solver/sweep.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';

const structure = createGrains({ seed: 3, grains: 4, maximumMisorientation: 0.6, size: 32e-9, cells: 32 });
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a saved state', () => {
  const { states, curve } = demagnetize(structure, loadPhysics('resolved'), { saveStatesAt: [0, 0.504, -2] });

  it('is kept at the field step nearest to each wanted field that the sweep reached', () => {
    expect(states.map(({ appliedField }) => appliedField)).toEqual([0.5, 0]);
  });

  it('has the magnetization of the curve as its mean along the field', () => {
    for (const { appliedField, my } of states) {
      const at = curve.appliedField.indexOf(appliedField);
      expectClose(mean(my), curve.magnetization[at], { atol: 1e-6 });
    }
  });

  it('holds unit vectors', () => {
    const { mx, my, mz } = states[1];
    for (let i = 0; i < mx.length; i++) expectClose(Math.hypot(mx[i], my[i], mz[i]), 1, { atol: 1e-6 });
  });
});

describe('a curve in strides', () => {
  const physics = loadPhysics('resolved');
  const inStrides = demagnetize(structure, physics);
  const stepByStep = demagnetize(structure, physics, { stride: 1 });

  it('has the points of the curve that was taken step by step', () => {
    expect([...inStrides.curve.appliedField]).toEqual([...stepByStep.curve.appliedField]);
    expectClose(inStrides.curve.magnetization, stepByStep.curve.magnetization, { atol: 1e-4 });
  });

  it('costs fewer field evaluations', () => {
    expect(inStrides.fieldEvaluations).toBeLessThan(0.7 * stepByStep.fieldEvaluations);
  });
});

describe('a field step that does not divide the range', () => {
  const range = { startField: 1, endField: 0.8, fieldStep: 0.06, stopAt: 'full' } as const;

  it('leaves a shorter step for the end', () => {
    const { curve } = demagnetize(structure, loadPhysics('resolved'), range);
    expect([...curve.appliedField]).toEqual([1, 0.94, 0.88, 0.82, 0.8]);
  });

  it('keeps the magnetization at the end', () => {
    const { states } = demagnetize(structure, loadPhysics('resolved'), { ...range, saveStatesAt: [0.83, 0.8] });
    expect(states.map(({ appliedField }) => appliedField)).toEqual([0.82, 0.8]);
  });
});

describe('a refined curve', () => {
  const physics = loadPhysics('resolved');
  const refined = demagnetize(structure, physics, { refine: 10 });

  it('has the switching field of a sweep with a tenth of the field step', () => {
    const { hc } = demagnetize(structure, physics, { startField: 0, fieldStep: 0.001 }).anchors;
    expectClose(refined.anchors.hc as number, hc as number, { atol: 0.001 });
  });

  it('keeps the field step where the magnetization does not fall steeply', () => {
    const { appliedField } = refined.curve;
    expect([...appliedField.subarray(0, 100)]).toEqual([
      ...demagnetize(structure, physics).curve.appliedField.subarray(0, 100),
    ]);
    for (let i = 1; i < appliedField.length; i++) expect(appliedField[i]).toBeLessThan(appliedField[i - 1]);
  });
});

it.each([
  [{ kernel: 'gpu' }, 'kernel: expected auto or native or webassembly or javascript, got gpu'],
  [{ minimizer: 'lbfgs' }, 'minimizer: expected conjugate-gradients or gradient-flow, got lbfgs'],
  [{ stopAt: 'nowhere' }, 'stopAt: expected coercivity or full, got nowhere'],
] as unknown as [SweepOptions, string][])('knows no %o', (options, message) => {
  expect(() => demagnetize(structure, loadPhysics('resolved'), options)).toThrow(message);
});

it('takes a magnetization that it knows only', () => {
  const physics = { ...loadPhysics('resolved'), magnetization: '3d' as 'free' };
  expect(() => demagnetize(structure, physics)).toThrow('resolved: magnetization: expected planar or free, got 3d');
});

it.each([{ stride: 0 }, { stride: 1.5 }, { refine: 0 }, { refine: Number.NaN }])('refuses %o', (options) => {
  expect(() => demagnetize(structure, loadPhysics('resolved'), options)).toThrow(/stride|refine/);
});

describe('a sweep that is not wanted any more', () => {
  it('ends with the reason of its signal after the field that was at work', () => {
    const stop = new AbortController();
    const fields: number[] = [];
    const onStep = ({ appliedField }: { appliedField: number }) => {
      fields.push(appliedField);
      if (appliedField < 0.5) stop.abort(new Error('seen enough'));
    };
    const run = () => demagnetize(structure, loadPhysics('paper'), { stride: 1, onStep, signal: stop.signal });
    expect(run).toThrow('seen enough');
    expect(fields.at(-1)).toBe(0.49);
  });

  it('is left by whoever walks through it, point by point', () => {
    const seen: number[] = [];
    for (const { magnetization } of sweep(structure, loadPhysics('paper'))) {
      seen.push(magnetization);
      if (seen.length === 5) break;
    }
    expect(seen).toEqual([...demagnetize(structure, loadPhysics('paper')).curve.magnetization.slice(0, 5)]);
  });
});

describe('a sample of', () => {
  const physics = loadPhysics('paper');
  const of = (cells: number) =>
    createGrains({ seed: 1, grains: 1, maximumMisorientation: 0.3, size: cells * physics.cellSize, cells });

  it('one cell switches alone', () => {
    const { anchors } = demagnetize(of(1), physics);
    expect(anchors.hc).toBeGreaterThan(0.3);
  });

  it.each([3, 7, 22])('%i cells along an edge, no product of 2, 3 and 5, is solved as by the plain kernel', (cells) => {
    const [fast, plain] = (['webassembly', 'javascript'] as const).map((kernel) =>
      demagnetize(of(cells), physics, { kernel }),
    );
    expectClose(fast.anchors.hc ?? Number.NaN, plain.anchors.hc ?? Number.NaN, { atol: 1e-3 });
    expectClose(fast.anchors.mr ?? Number.NaN, plain.anchors.mr ?? Number.NaN, { atol: 1e-5 });
  });
});

describe('a short sample', () => {
  const short = { ...structure, thickness: 2 * structure.size };
  const range = { startField: 1, endField: 0.9 } as const;
  const warningsOf = (physics: string, sample = short) => demagnetize(sample, loadPhysics(physics), range).warnings;

  it('is warned of where the magnetization may turn to z', () => {
    expect(warningsOf('resolved')).toEqual([expect.stringContaining('the sample is 2 times as long as wide')]);
    expect(warningsOf('paper')).toEqual([]);
    expect(warningsOf('resolved', structure)).toEqual([]);
  });
});

describe('a whole sweep', () => {
  it('is as right after the coercive field as before it', () => {
    const isotropic = createGrains({ seed: 2, grains: 14, maximumMisorientation: Math.PI / 2, size: 64e-9, cells: 64 });
    const { curve } = demagnetize(isotropic, loadPhysics('paper'), { stopAt: 'full' });
    // By the gradient flow -0.603; carelessly relaxed beyond Hc it was -0.108.
    expectClose(curve.magnetization[curve.appliedField.indexOf(-0.33)], -0.603, { atol: 2e-3 });
  });

  it('turns a single axis at right angles to the field as it should: M = H', () => {
    const one = {
      ...createGrains({ seed: 1, grains: 1, maximumMisorientation: 0, size: 4e-9, cells: 2 }),
      easyAxisAngles: Float64Array.of(Math.PI / 2),
    };
    const { curve } = demagnetize(one, loadPhysics('paper'), { stopAt: 'full' });
    for (const field of [0.8, 0.5, 0])
      expectClose(curve.magnetization[curve.appliedField.indexOf(field)], field, { atol: 1e-3 });
  });

  it('saves a state at the nearest field step, also where steps are refined', () => {
    const options = { saveStatesAt: [-0.203, -0.2046], refine: 10 };
    const { states } = demagnetize(structure, loadPhysics('paper'), options);
    expect(states.map(({ appliedField }) => appliedField)).toEqual([-0.2]);
  });

  it('refuses what is no bundle of columns', () => {
    expect(() => demagnetize({ ...structure, thickness: 10e-9 }, loadPhysics('paper'))).toThrow(
      '10 nm long along z and 32 nm wide',
    );
  });

  it('refuses what is no structure, though no file was read', () => {
    const { seeds, easyAxisAngles } = structure;
    const solve = (change: Partial<typeof structure>) => () =>
      demagnetize({ ...structure, ...change }, loadPhysics('paper'));
    const broken = (values: Float64Array) => values.map((value, i) => (i === 0 ? Number.NaN : value));
    expect(solve({ easyAxisAngles: easyAxisAngles.slice(1) })).toThrow('structure: easyAxisAngles: expected');
    expect(solve({ seeds: new Float64Array(0), easyAxisAngles: new Float64Array(0) })).toThrow(
      'structure: seeds: expected',
    );
    expect(solve({ easyAxisAngles: broken(easyAxisAngles) })).toThrow(
      'easyAxisAngles: expected finite numbers, got NaN',
    );
    expect(solve({ seeds: broken(seeds) })).toThrow('structure: seeds: expected finite numbers, got NaN');
    const many = { seeds: new Float64Array(2 * 4097).fill(1e-9), easyAxisAngles: new Float64Array(4097) };
    expect(solve(many)).toThrow('structure: seeds: expected at most 4096 grains, got 4097');
    expect(solve({ size: 0 })).toThrow('structure: size: expected a length above 0 m, got 0');
  });
});

describe('strong exchange between small cells', () => {
  const fine = createGrains({ seed: 3, grains: 4, maximumMisorientation: 1.2, size: 8e-9, cells: 32 });
  const physics = { ...loadPhysics('resolved'), cellSize: 0.25e-9 };
  const evaluationLimit = 2000; // of a field step, so that one that does not relax fails soon

  it.each(['auto', 'webassembly'] as const)(
    'relaxes with the kernel %s to the states of double precision',
    (kernel) => {
      const options = { fieldStep: 0.05, minimize: { evaluationLimit } };
      const { warnings, anchors } = demagnetize(fine, physics, { ...options, kernel });
      expect(warnings).toEqual([expect.stringContaining('are rounding on cells this fine')]);
      const { hc, ...others } = demagnetize(fine, physics, { ...options, kernel: 'javascript' }).anchors;
      expectClose(anchors.hc as number, hc as number, { atol: 1e-4 });
      for (const [name, value] of Object.entries(others))
        expectClose(anchors[name as 'mr'] as number, value as number, { atol: 1e-4 });
    },
  );
});
