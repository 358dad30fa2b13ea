import { describe, expect, it } from 'vitest';
import { evaluateAnchors, evaluateGroups } from '../../src/model/evaluate.js';
import { expectClose } from '../expect-close.js';

describe('the errors of a prediction', () => {
  // 100 records; the prediction of every anchor is off by 0.001 (i + 1), except for Hc, which is right but once not reached.
  const solved = Float32Array.from({ length: 600 }, (_, i) => (i === 5 ? Number.NaN : Math.floor(i / 6) / 100));
  const predicted = solved.map((value, i) => (i % 6 === 5 ? value : value + 0.001 * (Math.floor(i / 6) + 1)));
  const errors = evaluateAnchors(predicted, solved);

  it('are mean absolute error, 95th percentile and R2 beside those of the paper', () => {
    const { name, count, meanAbsoluteError, percentile95, r2, paperMeanAbsoluteError } = errors[1];
    expect([name, count, paperMeanAbsoluteError]).toEqual(['mr', 100, 0.0152]);
    expectClose([meanAbsoluteError ?? 0, percentile95 ?? 0], [0.0505, 0.095], { atol: 1e-6 });
    expectClose(r2 ?? 0, 1 - 338350e-6 / 8.3325, { atol: 1e-6 });
  });

  it('leave out records that do not reach an anchor', () => {
    expect(errors[5]).toMatchObject({ name: 'hc', count: 99, meanAbsoluteError: 0, r2: 1 });
  });

  it('are null where nothing is reached or nothing varies', () => {
    const constant = evaluateAnchors(new Float32Array(12).fill(1), new Float32Array(12).fill(1));
    expect(constant[0]).toMatchObject({ meanAbsoluteError: 0, r2: null });
    const none = evaluateAnchors(new Float32Array(6), new Float32Array(6).fill(Number.NaN));
    expect(none[0]).toMatchObject({ count: 0, meanAbsoluteError: null, percentile95: null, r2: null });
  });

  it('of groups are those of their records; a group without any is left out', () => {
    const by = Array.from({ length: 100 }, (_, i) => (i < 10 ? 5 : 40));
    const groups = evaluateGroups(by, [5, 20, 60], predicted, solved);
    expect(groups.map(({ upTo, count }) => [upTo, count])).toEqual([
      [5, 10],
      [60, 90],
    ]);
    expectClose(groups[0].errors[1].meanAbsoluteError ?? 0, 0.0055, { atol: 1e-6 });
    expectClose(groups[1].errors[1].meanAbsoluteError ?? 0, 0.0555, { atol: 1e-6 });
  });
});
