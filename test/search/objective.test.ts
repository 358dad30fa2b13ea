import { describe, expect, it } from 'vitest';
import { objectiveFromTargets } from '../../src/config/objective.js';
import type { Material } from '../../src/physics.js';
import type { AnchorPoints } from '../../src/quantities.js';
import { createObjective } from '../../src/search/objective.js';

const material: Material = { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 };
const wanted = (...targets: string[]) => createObjective(objectiveFromTargets(targets, material), material);
const anchors: AnchorPoints = { m1: 0.97, mr: 0.9, hk90: 0.3, hk80: 0.32, hk70: 0.33, hc: 0.4 };

describe('leastLoss', () => {
  const objective = wanted('mr=0.8', 'hk90=0.35', 'hc>=0.45', 'energyProduct=maximize');
  const names = ['m1', 'mr', 'hk90', 'hk80', 'hk70', 'hc'] as const;

  it('rises as a curve becomes known, never above its loss', () => {
    for (const share of [0, 0.4, 1]) {
      const known: AnchorPoints = { m1: null, mr: null, hk90: null, hk80: null, hk70: null, hc: null };
      let before = objective.leastLoss(known, share);
      expect(before).toBe(0);
      for (const name of names) {
        known[name] = anchors[name];
        const least = objective.leastLoss(known, share);
        expect(least).toBeGreaterThanOrEqual(before);
        before = least;
      }
      expect(before).toBeLessThanOrEqual(objective.loss(anchors, share));
    }
  });

  it('is the loss once all is known of an objective without wishes', () => {
    const targets = wanted('mr=0.8', 'hk90=0.35', 'hc>=0.45');
    expect(targets.leastLoss(anchors)).toBe(targets.loss(anchors));
  });
});

describe('loss', () => {
  it('is 0 within the tolerance, also at its very edge', () => {
    expect(wanted('mr=0.9', 'hc=0.4').loss(anchors)).toBe(0);
    expect(wanted('mr=0.91').loss(anchors)).toBe(0);
    expect(wanted('mr=0.89').isMet(anchors)).toBe(true);
  });

  it('counts what lies beyond the tolerance in tolerances', () => {
    expect(wanted('mr=0.87').loss(anchors)).toBeCloseTo(2, 9);
    expect(wanted('mr=0.85+-0.02').loss(anchors)).toBeCloseTo(1.5, 9);
    expect(wanted('mr=0.87').isMet(anchors)).toBe(false);
  });

  it('is the weighted root mean square over the terms', () => {
    expect(wanted('mr=0.87', 'hc=0.4').loss(anchors)).toBeCloseTo(Math.sqrt(2), 9);
    const { spec } = wanted('mr=0.87', 'hc=0.4');
    const heavy = {
      ...spec,
      terms: spec.terms.map((term) => (term.quantity === 'mr' ? { ...term, weight: 3 } : term)),
    };
    expect(createObjective(heavy, material).loss(anchors)).toBeCloseTo(Math.sqrt(3), 9);
  });

  it('of a bound is 0 where the bound holds', () => {
    expect(wanted('hc>=0.4', 'mr<=0.9').loss(anchors)).toBe(0);
    expect(wanted('hc>=0.42').loss(anchors)).toBeCloseTo(2, 9);
    expect(wanted('mr<=0.89').loss(anchors)).toBeCloseTo(1, 9);
  });

  it('of a wish falls towards what physics allows, and never outweighs a bound', () => {
    expect(wanted('hc=maximize').loss(anchors)).toBeCloseTo(0.6, 9);
    expect(wanted('hc=minimize').loss(anchors)).toBeCloseTo(0.4, 9);
    const hardAndSquare = wanted('mr>=0.9', 'hc=maximize');
    expect(hardAndSquare.loss({ ...anchors, mr: 0.88, hc: 0.99 })).toBeGreaterThan(hardAndSquare.loss(anchors));
    expect(hardAndSquare.isMet(anchors)).toBe(true);
  });

  it('with a share of the tolerance aims at the middle of a range that is narrower', () => {
    const range = wanted('hc>=0.395', 'hc<=0.405');
    expect(range.loss(anchors, 0.2)).toBe(0);
    expect(range.loss({ ...anchors, hc: 0.396 }, 0.2)).toBeGreaterThan(0);
    expect(range.isMet({ ...anchors, hc: 0.396 })).toBe(true);
  });

  it('with a share of the tolerance aims inside it', () => {
    expect(wanted('mr=0.895').loss(anchors, 0.2)).toBeCloseTo(0.3, 9);
    expect(wanted('mr>=0.895').loss(anchors, 0.2)).toBeCloseTo(0.3, 9);
    expect(wanted('mr>=0.89').loss(anchors, 0.2)).toBe(0);
  });

  it('of a failed curve is Infinity', () => {
    const none: AnchorPoints = { m1: null, mr: null, hk90: null, hk80: null, hk70: null, hc: null };
    expect(wanted('mr=0.9').loss(none)).toBe(Infinity);
    expect(wanted('hc=0.4').loss({ ...anchors, hc: Number.NaN })).toBe(Infinity);
    expect(wanted('hc=0.4').loss({ ...anchors, mr: -0.1, hc: null })).toBe(Infinity);
    expect(wanted('hc=0.4').isMet(none)).toBe(false);
  });

  it('takes a field that is not reached as beyond the end of the sweep', () => {
    const hard = { ...anchors, hc: null };
    expect(wanted('hc>=0.9').loss(hard)).toBe(0);
    expect(wanted('hc=1').isMet(hard)).toBe(false);
    expect(wanted('hc=0.5').loss(hard)).toBeCloseTo(54, 9);
    expect(wanted('hc=0.5').errors(hard)).toEqual({});
  });

  it('ignores what is not asked for', () => {
    expect(wanted('mr=0.9').loss({ ...anchors, hc: null, hk90: Number.NaN })).toBe(0);
  });
});

describe('derived quantities', () => {
  it('are estimated from the anchors', () => {
    expect(wanted('squareness=0.75').loss(anchors)).toBe(0);
    // A perfect loop has the largest energy product that physics allows.
    const perfect: AnchorPoints = { m1: 1, mr: 1, hk90: 0.98, hk80: 0.985, hk70: 0.99, hc: 1 };
    expect(wanted('energyProduct=maximize').loss(perfect)).toBeLessThan(1e-3);
    expect(wanted('energyProduct=maximize').loss(anchors)).toBeGreaterThan(0.05);
  });

  it('are taken from the curve where it gives them', () => {
    expect(wanted('energyProduct>=400 kJ/m3').loss({ ...anchors, energyProduct: 4e5 })).toBe(0);
    expect(wanted('energyProduct>=400 kJ/m3').loss({ ...anchors, energyProduct: 3e5 })).toBeGreaterThan(1);
    expect(wanted('squareness>=0.9').loss({ ...anchors, squareness: null })).toBe(Infinity);
  });
});

describe('errors', () => {
  it('are signed distances from targets, and what is missing to bounds', () => {
    const errors = wanted('mr=0.87', 'hc>=0.45', 'hk90<=0.35').errors(anchors);
    expect(errors.mr).toBeCloseTo(0.03, 9);
    expect(errors.hc).toBeCloseTo(-0.05, 9);
    expect(errors.hk90).toBe(0);
  });

  it('of a range name the bound that is missed', () => {
    expect(wanted('hc>=0.1', 'hc<=0.3').errors(anchors).hc).toBeCloseTo(0.1, 9);
    expect(wanted('hc>=0.5', 'hc<=0.6').errors(anchors).hc).toBeCloseTo(-0.1, 9);
  });
});

describe('an expression', () => {
  const expression = (text: string) =>
    createObjective({ name: 'e', description: '', terms: [], expression: text }, material);

  it('is the loss, and met at 0 or below', () => {
    expect(expression('abs(mr - 0.8)').loss(anchors)).toBeCloseTo(0.1, 9);
    expect(expression('0.3 - hc').loss(anchors)).toBe(0);
    expect(expression('0.3 - hc').isMet(anchors)).toBe(true);
    expect(expression('hc > 0.3 ? 0 : 1').isMet(anchors)).toBe(true);
    expect(expression('1 - energyProduct / 500e3').loss(anchors)).toBeGreaterThan(0);
  });

  it('is described by where it is met, with the units of its numbers', () => {
    expect(expression('abs(energyProduct - 350e3) + max(0, 0.3 - hc)').describe()).toBe(
      'abs(energyProduct - 350e3) + max(0, 0.3 - hc) down to 0 (hc in HA, energyProduct in J/m3)',
    );
    expect(expression('1 - squareness').describe()).toBe('1 - squareness down to 0');
  });

  it('that is not a number is failed', () => {
    expect(expression('sqrt(mr - 1)').loss(anchors)).toBe(Infinity);
    expect(expression('hc').loss({ ...anchors, mr: null })).toBe(Infinity);
  });
});
