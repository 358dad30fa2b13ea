import { describe, expect, test } from 'vitest';
import { countSteps, fieldAt, nearestStep } from '../../src/solver/field-steps.js';

const even = { startField: 1, endField: -1, fieldStep: 0.01 };
/** 1, 0.94, 0.88, 0.82, 0.8 */
const uneven = { startField: 1, endField: 0.8, fieldStep: 0.06 };

describe('the fields of a sweep', () => {
  test('end where they should, with a shorter step where the steps do not divide the way', () => {
    expect([countSteps(even), countSteps(uneven)]).toEqual([200, 4]);
    expect(Array.from({ length: 5 }, (_, step) => fieldAt(uneven, step))).toEqual([1, 0.94, 0.88, 0.82, 0.8]);
    expect([fieldAt(even, 7), fieldAt(even, 200), fieldAt(uneven, 3.5)]).toEqual([0.93, -1, 0.81]);
  });

  test('nearest to a field is found, also around the shorter step', () => {
    const nearest = (field: number) => nearestStep(uneven, field);
    expect([1.02, 1, 0.96, 0.9, 0.83, 0.815, 0.805, 0.8, 0.78].map(nearest)).toEqual([0, 0, 1, 2, 3, 3, 4, 4, 4]);
    expect([1, -0.203, -1].map((field) => nearestStep(even, field))).toEqual([0, 120, 200]);
  });

  test('are not near to what lies beyond them', () => {
    expect([1.04, 0.76].map((field) => nearestStep(uneven, field))).toEqual([null, null]);
    expect(nearestStep(even, -2)).toBeNull();
  });
});
