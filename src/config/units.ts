// Quantities with units, as users write them: "0.8 Ms", "2.4 T", "1.9 MA/m", "45 deg". A table of kinds; mathjs converts.
// Magnetization and field are reduced (in Ms, in HA) and therefore need the material. A field in T means mu0 H.
import { LoopsmithError } from '../errors.js';
import { lazyMath, type Unit } from '../mathjs.js';
import { anisotropyField, type Material, mu0, saturationMagnetization } from '../physics.js';

export type QuantityKind =
  | 'magnetization'
  | 'field'
  | 'ratio'
  | 'length'
  | 'angle'
  | 'stiffness'
  | 'energyDensity'
  | 'polarization';

interface Kind {
  /** With article, for messages. */
  readonly label: string;
  readonly examples: readonly string[];
  /** A bare number is allowed, and is in the reduced unit. */
  readonly bare: boolean;
  /** Accepted unit -> factor to the unit that parseQuantity returns. */
  readonly units: Readonly<Record<string, (material: Material) => number>>;
}

const one = () => 1;

const kinds: Readonly<Record<QuantityKind, Kind>> = {
  magnetization: {
    label: 'a magnetization',
    examples: ['0.8 Ms', '1.3 T', '1.0 MA/m'],
    bare: true,
    units: {
      Ms: one,
      'A/m': (material) => 1 / saturationMagnetization(material),
      T: (material) => 1 / material.mu0SaturationMagnetization,
    },
  },
  field: {
    label: 'a field',
    examples: ['0.35 HA', '2.4 T', '1.9 MA/m'],
    bare: true,
    units: {
      HA: one,
      'A/m': (material) => 1 / anisotropyField(material),
      T: (material) => 1 / (mu0 * anisotropyField(material)),
    },
  },
  ratio: { label: 'a ratio', examples: ['0.95'], bare: true, units: {} },
  length: { label: 'a length with its unit', examples: ['2 nm'], bare: false, units: { m: one } },
  angle: { label: 'an angle with its unit', examples: ['45 deg', '0.8 rad'], bare: false, units: { rad: one } },
  stiffness: {
    label: 'an exchange stiffness with its unit',
    examples: ['8e-12 J/m', '8 pJ/m'],
    bare: false,
    units: { 'J/m': one },
  },
  energyDensity: {
    label: 'an energy density with its unit',
    examples: ['4.2 MJ/m3', '400 kJ/m3', '50 MGOe'],
    bare: false,
    units: { 'J/m3': one },
  },
  polarization: { label: 'a polarization with its unit', examples: ['1.61 T'], bare: false, units: { T: one } },
};

// Ms and HA are dimensions of their own, because their
// size depends on the material ("Ms" would otherwise read as megasecond).
const math = lazyMath({}, (instance) => {
  instance.createUnit('Ms');
  instance.createUnit('HA');
  instance.createUnit('Oe', { definition: `${1000 / (4 * Math.PI)} A/m`, prefixes: 'short' });
  instance.createUnit('G', { definition: '1e-4 T', prefixes: 'short' });
  instance.createUnit('emu', '1e-3 A m^2');
  instance.createUnit('GOe', { definition: `${0.1 / (4 * Math.PI)} J/m3`, prefixes: 'short' });
  return instance;
});

/**
 * A quantity as a number: magnetization in Ms, field in HA, ratio as it is, all others in SI (m, rad, J/m, J/m3, T).
 * @param value text such as "2.4 T"; a bare number is in the reduced unit, and an error for kinds without one
 * @param material what Ms and HA are; needed for magnetization and field in other units
 * @throws LoopsmithError that says what was expected, with examples, and what came
 */
export function parseQuantity(value: string | number, kind: QuantityKind, material?: Material): number {
  const { bare, units } = kinds[kind];
  const number = typeof value === 'number' ? value : bareNumber(value);
  if (number !== undefined) {
    if (!Number.isFinite(number) || !(bare || number === 0)) throw unexpected(value, kind);
    return number;
  }
  const parsed = readUnit(String(value));
  const unit = parsed && Object.keys(units).find((name) => parsed.equalBase(math().unit(name)));
  if (!parsed || unit === undefined) throw unexpected(value, kind);
  const factor = units[unit];
  if (factor !== one && !material) throw new LoopsmithError(`${value} cannot be converted without a material`);
  const result = parsed.toNumber(unit) * (material ? factor(material) : 1);
  if (!Number.isFinite(result)) throw unexpected(value, kind);
  return result;
}

/** The unit as it is written, "T" of "2.4 T"; empty for a bare number. */
export const writtenUnit = (value: unknown): string =>
  /^\s*[-+]?[\d.]+(?:e[-+]?\d+)?\s*(.*?)\s*$/i.exec(String(value))?.[1] ?? '';

/** What parseQuantity expects, for messages: `a field such as "0.35 HA", "2.4 T" or "1.9 MA/m"`. */
export function describeKind(kind: QuantityKind): string {
  const examples = kinds[kind].examples.map((example) => `"${example}"`);
  const last = examples.pop();
  return `${kinds[kind].label} such as ${examples.length > 0 ? `${examples.join(', ')} or ` : ''}${last}`;
}

function unexpected(value: string | number, kind: QuantityKind): LoopsmithError {
  const hint = /^\s*[-+]?\d*,\d/.test(String(value)) ? ': write decimals with a point' : '';
  return new LoopsmithError(`expected ${describeKind(kind)}, got ${JSON.stringify(value)}${hint}`);
}

const bareNumber = (text: string): number | undefined =>
  /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : undefined;

/** A value with a unit, or undefined: mathjs also reads a unit without a value, which nobody means. */
function readUnit(text: string): Unit | undefined {
  const ascii = text.replace(/°/g, ' deg').replace(/[µμ]/g, 'u').replace(/³/g, '3').replace(/·/g, ' ').trim();
  if (!/^[-+]?[\d.]/.test(ascii)) return undefined;
  try {
    return math().unit(ascii);
  } catch {
    return undefined;
  }
}
