import { expect, test } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import { loadPreset } from '../../src/config/preset.js';
import { solverSteps } from '../../src/design/refinement.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createGrains } from '../../src/structure/grains.js';

const parts = (targets: string[], set: string[] = []) => {
  const objective = (material: Parameters<typeof objectiveFromTargets>[1]) => objectiveFromTargets(targets, material);
  return solverSteps(loadPreset('first-light', { set, objective })).refine;
};

test('field steps are as fine as what is wanted, and no finer', () => {
  expect(parts(['mr=0.9', 'hc=0.4'])).toBe(1);
  expect(parts(['mr=0.9+-0.0001'])).toBe(1);
  expect(parts(['hc=0.4+-0.005'])).toBe(1);
  expect(parts(['hc=0.4+-0.001', 'hk90=0.3+-0.002'])).toBe(5);
  expect(parts(['hc=2.7 T +- 0.01 T'], ['verify.fieldStep=0.02'])).toBe(7);
  expect(parts(['hc=0.4+-0.000001'])).toBe(100);
});

test('bounds and wishes have no tolerance in which a field step would not count', () => {
  expect(parts(['mr>=0.9', 'energyProduct=maximize'])).toBe(1);
  for (const wanted of ['hc>=0.4', 'hc<=0.4', 'hk90=maximize']) expect(parts([wanted, 'mr=maximize'])).toBe(5);
  expect(parts(['hc>=2.7 T +- 0.001 T'])).toBe(33);
  const objective = (expression: string) => () => ({ name: 'own', description: '', terms: [], expression });
  const of = (expression: string) =>
    solverSteps(loadPreset('first-light', { objective: objective(expression) })).refine;
  expect([of('abs(mr - 0.9)'), of('abs(hk90 - 0.3)'), of('1 - squareness')]).toEqual([1, 5, 5]);
});

test('a squareness needs finer ones, near 1 above all', () => {
  for (const wanted of ['>=0.9', '>=0.99', '=0.95+-0.01', '=1+-0.01', '>=1', '=maximize'])
    expect(parts([`squareness${wanted}`]), wanted).toBe(5);
  expect(parts(['squareness>=0.995'])).toBe(10);
  expect(parts(['squareness=0.8+-0.1'])).toBe(1);
});

test('a preset may say how fine', () => {
  expect(parts(['hc=0.4+-0.001'], ['verify.refine=2'])).toBe(2);
  expect(() => parts(['hc=0.4'], ['verify.refine=0'])).toThrow('verify.refine: expected at least 1, got 0');
  expect(() => parts(['hc=0.4'], ['verify.refine=fine'])).toThrow(
    'verify.refine: expected auto or a number, got "fine"',
  );
});

test('a sharp switch is then known to its tolerance', () => {
  const physics = loadPhysics('paper');
  const structure = createGrains({ seed: 2, grains: 4, maximumMisorientation: 0.1, size: 64e-9, cells: 32 });
  const hcOf = (fieldStep: number, refine: number) => demagnetize(structure, physics, { fieldStep, refine }).anchors.hc;
  const exact = hcOf(0.001, 10) ?? 0;
  const { refine } = solverSteps(
    loadPreset('quick', { objective: (material) => objectiveFromTargets([`hc=${exact}+-0.001`], material) }),
  );
  expect(Math.abs((hcOf(0.02, refine) ?? 0) - exact)).toBeLessThan(0.001);
  expect(Math.abs((hcOf(0.02, 1) ?? 0) - exact)).toBeGreaterThan(0.001);
});
