import { describe, expect, it } from 'vitest';
import { compileExpression, usedQuantities, withinOneSecond } from '../../src/search/expression.js';

const values = { m1: 0.97, mr: 0.9, hk90: 0.3, hk80: 0.32, hk70: 0.33, hc: 0.4, energyProduct: 4e5, squareness: 0.75 };

describe('compileExpression', () => {
  it.each([
    ['mr + hc', 1.3],
    ['abs(mr - 0.8 Ms) / 0.01', 10],
    ['max(0, 0.5 - hc)^2', 0.01],
    ['0.2 < hc < 0.5 ? 1 : 2', 1],
    ['round(mr)', 1],
    ['2 pi', 2 * Math.PI],
  ])('computes %s', (text, expected) => {
    expect(compileExpression(text)(values)).toBeCloseTo(expected, 9);
  });

  it.each([
    ['import({a: 1})', 'only arithmetic|unknown function'],
    ['createUnit("foo")', 'unknown function createUnit'],
    ['evaluate("1 + 1")', 'unknown function evaluate'],
    ['parse("1")', 'unknown function parse'],
    ['simplify("x")', 'unknown function simplify'],
    ['derivative("x", "x")', 'unknown function derivative'],
    ['cos.constructor("return process")', 'only arithmetic|unknown function'],
    ['f(x) = x', 'only arithmetic'],
    ['mr = 1', 'only arithmetic'],
    ['1; 2', 'only arithmetic'],
    ['[1, 2]', 'only arithmetic'],
    ['1:1e9', 'only arithmetic'],
    ['"text"', 'expected numbers'],
    ['ones(1e9)', 'unknown function ones'],
    ['__proto__', 'No access|unknown name'],
    ['constructor', 'No access|unknown name'],
    ['toString', 'Cannot access|unknown name'],
    ['foo + 1', 'unknown name foo'],
    ['mr +', 'not an expression'],
    ['', 'expected'],
    ['mr > 0.5', 'expected a number as result, got a boolean'],
    ['-hc', 'expected more than 0 for some usual curve, got 0 or less for all.* such as max\\(0, 0.5 - hc\\)'],
    ['log(hc - 0.45)', 'expected more than 0 for some usual curve'],
    ['hc - 2.5 T', 'unknown name T .*numbers are in Ms, HA and J/m3'],
    ['mr > 0.6 ? hc : hc > 0', 'expected a number as result, got a boolean \\(at mr = 0.5'],
  ])('refuses %j', (text, reason) => {
    expect(() => compileExpression(text)).toThrow(new RegExp(reason));
  });

  it('takes a loss that is 0 on all usual curves: it holds off what is unusual', () => {
    expect(compileExpression('max(0, 0.5 - hc)')({ ...values, hc: 0.3 })).toBeCloseTo(0.2, 12);
    expect(compileExpression('max(0, 0.1 - hc)')({ ...values, hc: 0.04 })).toBeCloseTo(0.06, 12);
  });

  it('takes a curve for which it has no number as the worst there is', () => {
    const loss = compileExpression('sqrt(mr - 0.3)');
    const curve = { m1: 1, mr: 0.34, hk90: 0.1, hk80: 0.1, hk70: 0.1, hc: 0.1, energyProduct: 1e5, squareness: 1 };
    expect(loss(curve)).toBeCloseTo(0.2, 12);
    expect(loss({ ...curve, mr: 0.2 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('refuses what is too long to be meant', () => {
    expect(() => compileExpression('1+'.repeat(2000))).toThrow('at most 2000 characters');
  });

  it('knows which quantities are used', () => {
    expect(usedQuantities('max(0, hc - mr) * hc + Ms')).toEqual(['mr', 'hc']);
  });
});

describe('withinOneSecond', () => {
  it('ends work that would never end, from outside', () => {
    const endless = () => {
      for (let n = 0; ; n++) if (n < 0) return;
    };
    expect(() => withinOneSecond(endless, 50)).toThrow(/takes longer than a second/);
  });

  it('lets the errors of the work through', () => {
    const failing = () => {
      throw new TypeError('mine');
    };
    expect(() => withinOneSecond(failing)).toThrow('mine');
  });
});
