import { describe, expect, it } from 'vitest';
import { listObjectives, loadObjective, objectiveFromTargets, objectiveSchema } from '../../src/config/objective.js';
import { parseYaml } from '../../src/config/yaml.js';
import { type Material, mu0AnisotropyField } from '../../src/physics.js';
import { describeObjective } from '../../src/search/objective.js';
import { targetValues } from '../../src/search/objective-spec.js';

const material: Material = { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 };
const parse = (text: string) => parseYaml(text, objectiveSchema(material), 'o.yaml');
const terms = (text: string) => parse(`name: o\nterms: ${text}`).terms;

describe('shipped objectives', () => {
  it.each(listObjectives())(
    '$name loads, has its file name and says in one line what it is',
    ({ name, description }) => {
      const spec = loadObjective(name, material);
      expect(spec.name).toBe(name);
      expect(description).not.toBe('');
      expect(describeObjective(spec)).not.toContain('\n');
      expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    },
  );

  it('include those that the documentation names', () => {
    const names = listObjectives().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'first-light',
        'hard-and-square',
        'maximize-energy-product',
        'target-coercivity',
        'target-curve',
        'target-knee-field',
        'target-remanence',
      ]),
    );
  });
});

describe('objective files', () => {
  it('take a target in any unit, with the documented tolerance', () => {
    const [hc] = terms('{hc: 2.0 T}');
    expect(hc.value).toBeCloseTo(2 / mu0AnisotropyField(material), 12);
    expect(hc).toMatchObject({ quantity: 'hc', goal: 'target', tolerance: 0.01, weight: 1 });
  });

  it('take bounds, ranges, wishes, tolerances and weights', () => {
    expect(terms('{mr: {atLeast: 0.7, atMost: 0.8}}').map(({ goal, value }) => [goal, value])).toEqual([
      ['atLeast', 0.7],
      ['atMost', 0.8],
    ]);
    expect(terms('{hc: maximize}')[0]).toMatchObject({ goal: 'maximize', value: null, range: [0, 1] });
    expect(terms('{hc: {minimize: true, weight: 3}}')[0]).toMatchObject({ goal: 'minimize', weight: 3 });
    expect(terms('{mr: {target: 0.7, tolerance: 0.02, weight: 2}}')[0]).toMatchObject({ tolerance: 0.02, weight: 2 });
    const [energyProduct] = terms('{energyProduct: {atLeast: 400 kJ/m3}}');
    expect(energyProduct.value).toBe(4e5);
    expect(energyProduct.range[1]).toBeCloseTo(515_682, 0);
  });

  it.each([
    ['name: o\nterms:\n  hx: 0.3', 'o.yaml:3: terms.hx: unknown key; did you mean "hc"?'],
    [
      'name: o\nterms:\n  hc: 2 nm',
      'o.yaml:3: terms.hc: expected a field such as "0.35 HA", "2.4 T" or "1.9 MA/m", got "2 nm"',
    ],
    ['name: o\nterms:\n  hc: {target: 2 nm}', 'o.yaml:3: terms.hc.target: expected a field'],
    ['name: o\nterms:\n  hc: {taget: 2 T}', 'o.yaml:3: terms.hc.taget: unknown key; did you mean "target"?'],
    [
      'name: o\nterms:\n  hc: {target: 2 T, tolerance: 0.1}',
      'o.yaml:3: terms.hc.tolerance: expected a tolerance with its unit, for example 0.1 T, got 0.1',
    ],
    ['name: o\nterms:\n  hc: {target: 2 nm, tolerance: 0.1}', 'o.yaml:3: terms.hc.target: expected a field'],
    ['name: o\nterms:\n  mr: {atMost: 900kA/m, tolerance: 5}', 'for example 5 kA/m, got 5'],
    ['name: o\nterms:\n  hc: {target: 2 T, tolerance: 0}', 'terms.hc.tolerance: expected more than 0, got 0'],
    [
      'name: o\nterms:\n  hc: {weight: 2}',
      'terms.hc: expected one of target, maximize, minimize, or atLeast and/or atMost, got none',
    ],
    ['name: o\nterms:\n  hc: {target: 0.2, atLeast: 0.1}', 'got target, atLeast'],
    ['name: o\nterms:\n  hc: {atLeast: 0.3, atMost: 0.2}', 'atLeast (0.3) is above atMost (0.2)'],
    ['name: o\nterms:\n  mr: 1.2', 'terms.mr: expected at most 1 Ms (1.61 T in this material), got 1.2'],
    ['name: o\nterms:\n  hc: -0.1 T', 'terms.hc: expected at least 0, got -0.1 T'],
    ['name: o\nterms:\n  energyProduct: {atLeast: 600 kJ/m3}', 'expected at most 515.7 kJ/m3'],
    ['name: o\nterms: {hk90: 0.4, hc: 0.3}', 'terms: Hk90 cannot be larger than Hc on a demagnetization curve'],
    ['name: o\nterms: {mr: 0.9, m1: 0.8}', 'Mr cannot be larger than M1'],
    ['name: o\nterms: {}', 'terms: expected at least one term, got none'],
    ['name: o', 'o.yaml:1: expected either terms or an expression'],
    ['name: o\nexpression: mr + foo', 'o.yaml:2: expression: expression "mr + foo": unknown name foo'],
  ])('explain %j', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it('take an expression', () => {
    expect(parse('name: o\nexpression: abs(mr - 0.8 Ms)').expression).toBe('abs(mr - 0.8 Ms)');
  });

  it('name the nearest when there is no such objective', () => {
    expect(() => loadObjective('target-coercvity', material)).toThrow(
      'unknown objective "target-coercvity"; did you mean "target-coercivity"? (known: ',
    );
    expect(() => loadObjective('no/such.yaml', material)).toThrow('no/such.yaml: no such objective file');
  });
});

describe('--target', () => {
  it('reads targets, bounds, wishes and tolerances', () => {
    const spec = objectiveFromTargets(['mr=0.7', 'hc = 2.0 T', 'hk90>=0.2', 'squareness<=0.9'], material);
    expect(describeObjective(spec)).toBe('Mr = 0.7 ± 0.01 Ms, Hk90 >= 0.2 HA, Hc = 0.305 ± 0.01 HA, Hk90/Hc <= 0.9');
    expect(targetValues(spec)).toEqual({ mr: 0.7, hc: spec.terms[2].value });
    expect(objectiveFromTargets(['Mr=0.7+-0.02'], material).terms[0]).toMatchObject({ value: 0.7, tolerance: 0.02 });
    for (const wish of ['energyProduct=maximize', 'bhmax=maximise'])
      expect(objectiveFromTargets([wish], material).terms[0]).toMatchObject({
        quantity: 'energyProduct',
        goal: 'maximize',
      });
    expect(objectiveFromTargets(['hc>=0.2', 'hc<=0.3'], material).terms).toHaveLength(2);
  });

  it.each([
    ['mr=1.2', '--target mr=1.2: expected at most 1 Ms (1.61 T in this material), got 1.2'],
    [
      'hc=0,4',
      '--target hc=0,4: expected a field such as "0.35 HA", "2.4 T" or "1.9 MA/m", got "0,4": write decimals with a point',
    ],
    ['hc=-0.1', 'expected at least 0, got -0.1'],
    ['hc=3 T+-0.1', '--target hc=3 T+-0.1: expected a tolerance with its unit, for example 0.1 T, got 0.1'],
    ['hc=2 nm', 'expected a field such as'],
    ['br=0.7', '--target br=0.7: unknown quantity "br"; did you mean "mr"?'],
    ['mr', '--target mr: expected name=value'],
    ['mr=', 'expected name=value'],
    ['hc=7 T', 'expected at most 1 HA (6.556 T in this material), got 7 T'],
  ])('refuses %j', (target, message) => {
    expect(() => objectiveFromTargets([target], material)).toThrow(message);
  });

  it('takes a tolerance without a unit where a value without one would be in the same', () => {
    for (const target of [
      'hc=0.4+-0.02',
      'hc=0.4 HA+-0.02',
      'hc=0.4+-0.02 HA',
      `hc=0.4+-${0.02 * mu0AnisotropyField(material)} T`,
    ])
      expect(objectiveFromTargets([target], material).terms[0].tolerance).toBeCloseTo(0.02, 12);
    expect(objectiveFromTargets(['squareness=0.9+-0.02'], material).terms[0].tolerance).toBe(0.02);
  });

  it('refuses a quantity that is given twice', () => {
    expect(() => objectiveFromTargets(['mr=0.7', 'mr=0.8'], material)).toThrow('mr is given twice');
  });
});

describe('constraints on structures', () => {
  it('are read with their units, and checked', () => {
    const spec = parse('name: o\nterms: { hc: 0.4 }\nstructure: { grains: [16, 64], maximumMisorientation: 30 deg }');
    expect(spec.structure?.grains).toEqual([16, 64]);
    expect(spec.structure?.maximumMisorientation).toBeCloseTo(Math.PI / 6, 12);
    expect(() => parse('name: o\nterms: { hc: 0.4 }\nstructure: { grain: [16, 64] }')).toThrow(/grains/);
    expect(() => parse('name: o\nterms: { hc: 0.4 }\nstructure: { grains: [64, 16] }')).toThrow(/in this order/);
  });
});
