import { expect, test } from 'vitest';
import { baselineRows } from '../../../src/cli/tables/baseline-rows.js';
import { candidateRows } from '../../../src/cli/tables/candidate-rows.js';
import { objectiveFromTargets } from '../../../src/config/objective.js';
import { loadPhysics } from '../../../src/config/physics.js';
import type { ReportedCandidate } from '../../../src/design/report.js';
import type { ObjectiveSpec } from '../../../src/search/objective-spec.js';

const { material } = loadPhysics('paper');
const anchors = { m1: 0.99, mr: 0.9, hk90: 0.4, hk80: 0.41, hk70: 0.42, hc: 0.45 };
const candidate: ReportedCandidate = {
  rank: 1,
  structure: 'structure.json',
  predicted: anchors,
  solved: anchors,
  polished: null,
  robustness: null,
  derived: { energyProduct: 4.424e5, squareness: 0.889 },
  solvedDerived: { energyProduct: 4.31e5, squareness: 0.87 },
  error: {},
  loss: 0,
  verified: true,
};
const polished = { anchors, predicted: anchors, change: 'all axes', solves: 3 };
const rows = (objective: ObjectiveSpec, candidates = [candidate]) =>
  candidateRows({ target: {}, candidates }, { objective }).split('\n');

test('a table shows (BH)max and squareness where they are wanted', () => {
  const objective = objectiveFromTargets(['energyProduct=440 kJ/m3', 'squareness=0.9'], material);
  expect(rows(objective)).toEqual([
    'rank  (BH)max (kJ/m3) solved  target  Hk90/Hc solved  target  loss  verified  structure',
    '   1                   442.4   440.0           0.889   0.900  0.00  yes       structure.json',
  ]);
  const [head, row] = rows(objective, [{ ...candidate, polished }]);
  expect(head).toContain('(BH)max (kJ/m3) solved  polished  target');
  expect(row).toMatch(/^ +1 +431\.0 +442\.4 +440\.0 /);
});

test('a table shows bounds and wishes, not remanence, knee field and coercivity in their place', () => {
  const { terms: wishes } = objectiveFromTargets(['mr=maximize'], material);
  const [bound] = objectiveFromTargets(['hc=0.4'], material).terms;
  const objective = { name: 'a', description: '', terms: [...wishes, { ...bound, goal: 'atLeast' as const }] };
  const [head, row] = rows(objective);
  expect(head).toMatch(/Mr predicted +solved +target +Hc predicted +solved +target +loss/);
  expect(row).toMatch(/0\.900 +0\.900 +highest +0\.450 +0\.450 +>= 0\.400 +0\.00/);
});

test('baselines show what is wanted, too', () => {
  const objective = objectiveFromTargets(['energyProduct=440 kJ/m3'], material);
  const found = {
    name: 'random structures' as const,
    solves: 5,
    solved: anchors,
    loss: 1,
    distance: 1,
    verified: 0,
    seconds: 1,
  };
  const derived = { energyProduct: 3.9e5, squareness: 0.8 };
  const report = { candidates: [candidate], solves: 5, baselines: [{ ...found, derived }], target: {} };
  const [head, own, random] = baselineRows(report, { objective }).split('\n');
  expect(head).toContain('(BH)max (kJ/m3) of the best');
  expect([own, random].map((line) => line.match(/\d{3}\.\d/)?.[0])).toEqual(['442.4', '390.0']);
});
