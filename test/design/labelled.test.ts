// What a design hears of the labelled data, against the stored curves themselves.
import { expect, test } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import { energyProduct } from '../../src/curve/energy-product.js';
import { loadDataset } from '../../src/dataset/load.js';
import { findData } from '../../src/design/seed-structures.js';
import { run as labelled } from '../../src/design/tasks/labelled.js';
import { run as quantities } from '../../src/design/tasks/labelled-quantities.js';

const context = { onProgress: () => {} };
const physics = loadPhysics('resolved');
const limits = { grains: [16, 256] as [number, number], maximumMisorientation: Math.PI };

test('the nearest by (BH)max have it on their curves, and the reach is that of the form', async () => {
  const data = findData('resolved') ?? '';
  const objective = objectiveFromTargets(['energyProduct=100 kJ/m3'], physics.material);
  const { nearest, ranges } = await labelled({ data, physics, limits, objective, count: 5 }, context);
  const { records, structures } = await loadDataset(data);
  const own = records.map(({ curve }) => {
    const { appliedField, magnetization } = curve;
    const doubles = { appliedField: Float64Array.from(appliedField), magnetization: Float64Array.from(magnetization) };
    return energyProduct(doubles, physics.material) ?? Number.NaN;
  });
  const misses = own.map((value) => Math.abs(value - 1e5)).sort((a, b) => a - b);
  nearest.forEach(({ structure, measured, distance }, i) => {
    const place = structures.findIndex(({ name }) => name === structure.name);
    expect(measured.energyProduct).toBeCloseTo(own[place], 0);
    expect(distance).toBeCloseTo(misses[i] / objective.terms[0].tolerance, 6);
  });
  expect(ranges).toEqual((await quantities({ physics: 'resolved' }, context)).ranges);
});

test('the nearest of a trade-off are those that no label beats in both wishes', async () => {
  const data = findData('resolved') ?? '';
  const objective = objectiveFromTargets(['mr=maximize', 'hc=minimize'], physics.material);
  const { nearest } = await labelled({ data, physics, limits, objective, count: 6 }, context);
  const { records } = await loadDataset(data);
  const beaten = ({ measured: { mr, hc } }: (typeof nearest)[number]) =>
    records.some(({ anchors }) => Number(anchors.mr) > Number(mr) && Number(anchors.hc) < Number(hc));
  expect(nearest.map(beaten)).toEqual(nearest.map(() => false));
  // The ends of the front are among them.
  expect(Math.max(...nearest.map(({ measured }) => measured.mr ?? 0))).toBe(
    Math.max(...records.map(({ anchors }) => anchors.mr ?? 0)),
  );
});
