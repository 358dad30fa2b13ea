import { describe, expect, test } from 'vitest';
import { axisRemanence } from '../../src/structure/easy-axis-image.js';
import { createGrains } from '../../src/structure/grains.js';
import { rasterize } from '../../src/structure/raster.js';
import { createReshape, describeMoves, moveNames } from '../../src/structure/reshape.js';
import { expectClose } from '../expect-close.js';

const structure = createGrains({ seed: 3, grains: 60, maximumMisorientation: 0.6 });
const only = (name: (typeof moveNames)[number], p: number) => moveNames.map((other) => (other === name ? p : 0));
const reshape = createReshape(structure);

describe('moved grains', () => {
  test('are the grains themselves where nothing is moved', () => {
    const same = reshape(moveNames.map(() => 0));
    expect(same.seeds).toEqual(structure.seeds);
    for (const [g, t] of same.easyAxisAngles.entries()) expectClose(t, structure.easyAxisAngles[g], { rtol: 1e-12 });
  });

  test('spread scales every misorientation by exp(0.2 p)', () => {
    const moved = reshape(only('spread', 1));
    for (const [g, t] of moved.easyAxisAngles.entries())
      expectClose(t, Math.exp(0.2) * structure.easyAxisAngles[g], { rtol: 1e-12 });
  });

  test('less spread raises the remanence', () => {
    expect(axisRemanence(reshape(only('spread', -1)))).toBeGreaterThan(axisRemanence(structure));
  });

  test('tail turns the most misoriented grains on and the least back', () => {
    const before = structure.easyAxisAngles.map(Math.abs);
    const after = reshape(only('tail', 1)).easyAxisAngles.map(Math.abs);
    const [least, largest] = [before.indexOf(Math.min(...before)), before.indexOf(Math.max(...before))];
    expect(after[largest]).toBeGreaterThan(before[largest]);
    expect(after[least]).toBeLessThan(before[least]);
  });

  test('alignment makes neighbours more alike', () => {
    const roughness = (angles: Float64Array) => {
      const ids = rasterize(structure);
      let sum = 0;
      for (let i = 1; i < ids.length; i++)
        if (i % structure.cells !== 0) sum += Math.abs(angles[ids[i]] - angles[ids[i - 1]]);
      return sum;
    };
    expect(roughness(reshape(only('alignment', 1)).easyAxisAngles)).toBeLessThan(roughness(structure.easyAxisAngles));
  });

  test('alignment turns axes towards those of the grains that they touch', () => {
    const ids = rasterize(structure);
    const touching = Array.from({ length: 60 }, () => new Set<number>());
    for (let i = 1; i < ids.length; i++)
      for (const j of [i % structure.cells === 0 ? i : i - 1, Math.max(0, i - structure.cells)])
        if (ids[i] !== ids[j]) {
          touching[ids[i]].add(ids[j]);
          touching[ids[j]].add(ids[i]);
        }
    const before = structure.easyAxisAngles;
    const wanted = touching.map((near, g) =>
      [...near].reduce((sum, n) => sum + (before[n] - before[g]) / near.size, 0),
    );
    const turned = [...reshape(only('alignment', 1)).easyAxisAngles].map((t, g) => (t - before[g]) / 0.25);
    const apart = turned.map((turn, g) => Math.abs(turn - wanted[g])).sort((a, b) => a - b);
    expect(apart[30]).toBeLessThan(1e-9); // half of all have the same neighbours; triangulations also join grains at the edge
    expect(apart[54]).toBeLessThan(0.15);
  });

  test('leaves the seeds that it was given as they are', () => {
    const seeds = structure.seeds.slice();
    createReshape(structure);
    expect(structure.seeds).toEqual(seeds);
  });

  test('evenness makes the areas of grains more alike', () => {
    const scatter = (moved: typeof structure) => {
      const counts = new Float64Array(60);
      for (const g of rasterize(moved)) counts[g]++;
      return counts.reduce((sum, count) => sum + count * count, 0);
    };
    expect(scatter(reshape(only('evenness', 2)))).toBeLessThan(scatter(structure));
  });

  test('keep to the largest misorientation and to the sample', () => {
    const moved = createReshape(structure, 0.6)(moveNames.map(() => 3));
    expect(Math.max(...moved.easyAxisAngles.map(Math.abs))).toBeLessThanOrEqual(0.6);
    expect(moved.seeds.every((s) => s >= 0 && s <= structure.size)).toBe(true);
  });

  test('say how they were moved', () => {
    expect(describeMoves(only('tail', -0.25))).toBe('tail -0.25');
    expect(describeMoves(only('tail', 0))).toBe('nothing');
  });
});
