import { describe, expect, it } from 'vitest';
import { parseQuantity, type QuantityKind } from '../../src/config/units.js';
import { type Material, mu0 } from '../../src/physics.js';

const material: Material = { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 };
const Ms = 1.61 / mu0;
const HA = (2 * 4.2e6) / 1.61;

const cases: [string | number, QuantityKind, number][] = [
  ['0.8 Ms', 'magnetization', 0.8],
  ['0.8', 'magnetization', 0.8],
  [0.8, 'magnetization', 0.8],
  ['1.61 T', 'magnetization', 1],
  ['805 mT', 'magnetization', 0.5],
  ['16.1 kG', 'magnetization', 1],
  ['1 MA/m', 'magnetization', 1e6 / Ms],
  ['1000 emu/cm3', 'magnetization', 1e6 / Ms],
  ['0.35 HA', 'field', 0.35],
  ['2.4 T', 'field', 2.4 / mu0 / HA],
  ['1.9 MA/m', 'field', 1.9e6 / HA],
  ['1900 kA/m', 'field', 1.9e6 / HA],
  ['20 kOe', 'field', 2 / mu0 / HA],
  ['-0.1 HA', 'field', -0.1],
  [0.95, 'ratio', 0.95],
  ['2 nm', 'length', 2e-9],
  ['2nm', 'length', 2e-9],
  ['0.5 µm', 'length', 5e-7],
  ['45 deg', 'angle', Math.PI / 4],
  ['45°', 'angle', Math.PI / 4],
  ['8e-12 J/m', 'stiffness', 8e-12],
  ['8 pJ/m', 'stiffness', 8e-12],
  ['4.2 MJ/m3', 'energyDensity', 4.2e6],
  ['400 kJ/m^3', 'energyDensity', 4e5],
  ['400 kJ/m³', 'energyDensity', 4e5],
  ['50 MGOe', 'energyDensity', 397_887.36],
  ['1.61 T', 'polarization', 1.61],
  [0, 'length', 0],
];

describe('parseQuantity', () => {
  it.each(cases)('reads %j as %s', (text, kind, expected) => {
    const actual = parseQuantity(text, kind, material);
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-7 * Math.abs(expected));
  });

  it('names what it expected, with an example, when the dimension is wrong', () => {
    expect(() => parseQuantity('2 nm', 'field', material)).toThrow(
      'expected a field such as "0.35 HA", "2.4 T" or "1.9 MA/m", got "2 nm"',
    );
    expect(() => parseQuantity('0.3 HA', 'magnetization', material)).toThrow('expected a magnetization');
    expect(() => parseQuantity('0.3 T', 'ratio', material)).toThrow('expected a ratio');
  });

  it.each(['', 'much', 'T', 'Ms', '2 foo', '2 T T', '1e400 T', 'NaN T', '1 + 1 T', '5 %', '0x10'])(
    'refuses %j',
    (text) => {
      expect(() => parseQuantity(text, 'field', material)).toThrow('expected a field');
    },
  );

  it('refuses a bare number where only a unit says how large it is', () => {
    expect(() => parseQuantity(2, 'length')).toThrow('expected a length with its unit such as "2 nm", got 2');
    expect(() => parseQuantity('45', 'angle')).toThrow('"45 deg"');
  });

  it('needs a material to convert into reduced units, and none to keep them', () => {
    expect(parseQuantity('0.3 HA', 'field')).toBe(0.3);
    expect(() => parseQuantity('2 T', 'field')).toThrow('material');
  });
});
