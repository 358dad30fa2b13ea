import { describe, expect, test } from 'vitest';
import { createSolveProgress, reverseFieldOf } from '../../src/design/solve-progress.js';
import type { RunEvent } from '../../src/events.js';

const point = (appliedField: number) => ({ appliedField, magnetization: 1, fieldEvaluations: 1 });

function watched(total: number) {
  const events: RunEvent[] = [];
  const begin = createSolveProgress((event) => events.push(event), 'solved', total);
  return { events, begin };
}

describe('progress of curves', () => {
  test('is reported every 0.05 HA of a curve, and where it ends', () => {
    const { events, begin } = watched(2);
    const curve = begin(0.5);
    expect([1, 0.99, 0.96, 0.95, 0.94].map((field) => curve.at(point(field)))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    curve.done();
    expect(events).toHaveLength(3);
    expect(events.map((event) => event.type === 'progress' && [event.what, event.done, event.total])).toEqual([
      ['solved', 0, 2],
      ['solved', 0, 2],
      ['solved', 1, 2],
    ]);
  });

  test('tells the time left as soon as a field is done, and none at the end', async () => {
    const { events, begin } = watched(2);
    const curves = [begin(0.5), begin(1)];
    curves[0].at(point(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    curves[0].at(point(0.5));
    curves[1].at(point(-1.2)); // beyond the field at which it should have ended
    for (const curve of curves) curve.done();
    const left = events.map((event) => (event.type === 'progress' ? event.secondsLeft : Number.NaN));
    expect(left[0]).toBeNull();
    expect(left[1]).toBeGreaterThan(left[2] ?? Number.NaN);
    expect(left[2]).toBeGreaterThan(0);
    expect(left.at(-1)).toBe(0);
  });

  test('expects a curve to end where it is predicted to, or at the end of the range', () => {
    expect(reverseFieldOf(0.3)).toBe(0.3);
    expect(reverseFieldOf(null)).toBe(1);
    expect(reverseFieldOf(0.3, 'full')).toBe(1);
  });
});
