import { describe, expect, test } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import { loadPhysics } from '../../src/config/physics.js';
import { reachWarnings } from '../../src/design/reach.js';
import type { Labelled } from '../../src/design/tasks/labelled.js';
import { createGrains } from '../../src/structure/grains.js';

const { material } = loadPhysics('paper');
const structure = createGrains({ grains: 2, maximumMisorientation: 0.1 });
const anchors = { m1: 1, mr: 0.8, hk90: 0.2, hk80: 0.2, hk70: 0.2, hc: 0.35 };
const labelled = (distance: number): Labelled => ({
  count: 640,
  nearest: [{ structure, measured: { ...anchors, energyProduct: 2e5, squareness: 0.57 }, distance }],
  ranges: { mr: [0.4, 0.999], hc: [0.1, 0.63] },
});
const warnings = (targets: string[], distance = 1) =>
  reachWarnings(objectiveFromTargets(targets, material), labelled(distance));

describe('what the labelled data say before a run', () => {
  test('nothing, where all that is wanted has been seen', () => {
    expect(warnings(['mr=0.8', 'hc=0.4'])).toEqual([]);
  });

  test('names a target outside their range, and the range', () => {
    expect(warnings(['hc=0.8'])).toEqual([
      'Hc 0.800 HA lies outside what 640 labelled structures reach (0.100 HA to 0.630 HA): the run gives the best it can',
    ]);
  });

  test('holds a bound against the end that it asks for only', () => {
    expect(warnings(['hc<=0.8'])).toEqual([]);
    expect(warnings(['hc>=0.8'])).toHaveLength(1);
  });

  test('names the nearest where targets are reached one by one but not together', () => {
    const [message] = warnings(['mr=0.5', 'hc=0.6'], 12);
    expect(message).toContain('the nearest of 640 has Mr 0.800 Ms, Hc 0.350 HA: the targets may contradict each other');
  });
});
