import { describe, expect, it } from 'vitest';
import { fieldOf, parseFieldList } from '../../../src/cli/flags/field-list.js';
import { expectClose } from '../../expect-close.js';

const material = { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 };
const parse = (text: string) => parseFieldList(text, material, '--fields');

describe('parseFieldList', () => {
  it('takes fields in HA, T and A/m, and anchor points by name', () => {
    const { fields, anchors } = parse(' 0, -0.2 HA,-1.5 T , Hc, mr,');
    expectClose([...fields], [0, -0.2, -1.5 / 6.5563672770592], { atol: 1e-9 });
    expect(anchors).toEqual(['hc', 'mr']);
  });

  const wrong: [string, RegExp][] = [
    ['', /--fields: expected a field such as .* or an anchor point \(m1, mr, hk90, hk80, hk70, hc\), got nothing/],
    ['hk9', /got "hk9"; did you mean "hk90"/],
    ['-2', /expected a field from -1 to 1 HA, got -2 = -2 HA/],
    ['9 T', /expected a field from -1 to 1 HA, got 9 T = 1\.373 HA/],
    ['0.2 kg', /--fields: expected a field such as "0\.35 HA".*got "0\.2 kg"/],
  ];
  for (const [text, message] of wrong)
    it(`refuses "${text}"`, () => {
      expect(() => parse(text)).toThrow(message);
    });
});

describe('fieldOf', () => {
  const anchors = { m1: 0.99, mr: 0.9, hk90: 0.3, hk80: 0.31, hk70: null, hc: 0 };
  it('is the applied field of an anchor point', () => {
    expect(['m1', 'mr', 'hk90'].map((name) => fieldOf(name as 'm1', anchors))).toEqual([1, 0, -0.3]);
    expect(fieldOf('hk70', anchors)).toBeNull();
    expect(Object.is(fieldOf('hc', anchors), 0)).toBe(true);
  });
});
