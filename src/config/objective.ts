// Objectives as users write them: objectives/*.yaml, or --target on the command line.
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { type Material, mu0, mu0AnisotropyField } from '../physics.js';
import { anchorNames, derivedNames, type QuantityName, quantities } from '../quantities.js';
import { compileExpression } from '../search/expression.js';
import type { Goal, ObjectiveSpec, ObjectiveTerm } from '../search/objective-spec.js';
import { type DescribedFile, listDescribed } from './described-files.js';
import { didYouMean } from './nearest.js';
import { findFile, type Named } from './paths.js';
import { quantitySchema } from './quantity-schema.js';
import { grainsSchema, misorientationSchema } from './structure-schema.js';
import { type QuantityKind, writtenUnit } from './units.js';
import { loadYaml, parseYaml } from './yaml.js';

export const objectiveFiles: Named = { what: 'objective', folder: 'objectives' };
const quantityNames: readonly QuantityName[] = [...anchorNames, ...derivedNames];

const kindOf: Readonly<Record<(typeof quantities)[QuantityName]['unit'], QuantityKind>> = {
  Ms: 'magnetization',
  HA: 'field',
  'J/m3': 'energyDensity',
  '1': 'ratio',
};

interface Limit {
  readonly high: number;
  readonly written: string;
}

/** What no curve can exceed: Ms, the anisotropy field (where the sweep ends), and (BH)max = (mu0 Ms)^2 / (4 mu0). */
function limitOf(quantity: QuantityName, material: Material): Limit {
  const { unit } = quantities[quantity];
  const { mu0SaturationMagnetization: mu0Ms } = material;
  const tesla = (value: number) => `${Number(value.toPrecision(4))} T in this material`;
  if (unit === '1') return { high: 1, written: '1' };
  if (unit === 'Ms') return { high: 1, written: `1 Ms (${tesla(mu0Ms)})` };
  if (unit === 'HA') return { high: 1, written: `1 HA (${tesla(mu0AnisotropyField(material))})` };
  const high = mu0Ms ** 2 / (4 * mu0);
  return { high, written: `${(high / 1e3).toFixed(1)} kJ/m3, that is (mu0 Ms)^2 / (4 mu0)` };
}

/** Form of one term: "0.7 Ms" (a target), maximize, minimize, or a mapping. */
function termSchema(quantity: QuantityName, material: Material) {
  const kind = kindOf[quantities[quantity].unit];
  const { high, written } = limitOf(quantity, material);
  const value = quantitySchema(kind, { material, min: [0, '0'], max: [high, written] });
  const tolerance = quantitySchema(kind, { material, min: [0, '0'], max: [high, written] }).refine(
    (width) => width > 1e-9 * high,
    { message: 'expected more than 0, got 0' },
  );
  const term = (goal: Goal, wanted: number | null, width = 0.01 * high, weight = 1): ObjectiveTerm => ({
    quantity,
    goal,
    value: wanted,
    tolerance: width,
    weight,
    range: [0, high],
  });
  const mapping = z
    .strictObject({
      target: value.optional(),
      atLeast: value.optional(),
      atMost: value.optional(),
      maximize: z.literal(true).optional(),
      minimize: z.literal(true).optional(),
      tolerance: tolerance.optional(),
      weight: z.number().positive().max(1e6).optional(),
    })
    .transform(({ tolerance, weight, ...goals }, context): ObjectiveTerm[] => {
      const { atLeast, atMost } = goals;
      const given = Object.entries(goals).filter(([, wanted]) => wanted !== undefined);
      const isRange = given.length === 2 && atLeast !== undefined && atMost !== undefined;
      if (given.length !== 1 && !isRange) {
        context.addIssue({
          code: 'custom',
          message: `expected one of target, maximize, minimize, or atLeast and/or atMost, got ${given.map(([goal]) => goal).join(', ') || 'none'}`,
        });
      } else if (isRange && atLeast > atMost) {
        context.addIssue({ code: 'custom', message: `atLeast (${atLeast}) is above atMost (${atMost})` });
      }
      return given.map(([goal, wanted]) =>
        term(goal as Goal, wanted === true ? null : (wanted as number), tolerance, weight),
      );
    });
  const short = z.union([z.literal('maximize'), z.literal('minimize')]).transform((goal) => [term(goal, null)]);
  return z.union([short, value.transform((wanted) => [term('target', wanted)]), oneUnit(value).pipe(mapping)]);
}

/** A bare tolerance is in Ms or HA, which nobody means beside a value in T. @param value form of the values: wrong ones are told first */
const oneUnit = (value: z.ZodType) =>
  z.unknown().superRefine((written, context) => {
    const { tolerance, target, atLeast, atMost } = (written ?? {}) as Record<string, unknown>;
    const values = [target, atLeast, atMost].filter((one) => one !== undefined);
    const unit = values.map(writtenUnit).find((one) => !['', 'Ms', 'HA'].includes(one));
    // 0 and what is no number are wrong in any unit.
    if (unit === undefined || !Number(tolerance) || !values.every((one) => value.safeParse(one).success)) return;
    context.addIssue({
      code: 'custom',
      path: ['tolerance'],
      message: `expected a tolerance with its unit, for example ${tolerance} ${unit}, got ${tolerance}`,
    });
  });

/** Form of an objective file, relative to a material; the output is an ObjectiveSpec. */
export function objectiveSchema(material: Material) {
  const termsOf = (quantity: QuantityName) => termSchema(quantity, material).optional();
  const terms = z
    .strictObject({
      m1: termsOf('m1'),
      mr: termsOf('mr'),
      hk90: termsOf('hk90'),
      hk80: termsOf('hk80'),
      hk70: termsOf('hk70'),
      hc: termsOf('hc'),
      energyProduct: termsOf('energyProduct'),
      squareness: termsOf('squareness'),
    })
    .transform((byName, context): ObjectiveTerm[] => {
      const all = quantityNames.flatMap((name) => byName[name] ?? []);
      const contradiction = all.length === 0 ? 'expected at least one term, got none' : contradictionIn(all);
      if (contradiction) context.addIssue({ code: 'custom', message: contradiction });
      return all;
    });
  return z
    .strictObject({
      name: z.string().min(1),
      description: z.string().default(''),
      terms: terms.optional(),
      structure: z
        .strictObject({ grains: grainsSchema.optional(), maximumMisorientation: misorientationSchema.optional() })
        .optional(),
      expression: z
        .string()
        .transform((text, context) => {
          try {
            compileExpression(text);
          } catch (error) {
            if (!(error instanceof LoopsmithError)) throw error;
            context.addIssue({ code: 'custom', message: error.message });
          }
          return text;
        })
        .optional(),
    })
    .transform(({ name, description, terms, expression, structure }, context): ObjectiveSpec => {
      if ((terms === undefined) === (expression === undefined)) {
        context.addIssue({ code: 'custom', message: 'expected either terms or an expression' });
      }
      const head = { name, description, ...(structure && { structure }) };
      return expression === undefined ? { ...head, terms: terms ?? [] } : { ...head, terms: [], expression };
    });
}

/** On any curve M falls with the field, so M1 >= Mr and Hk90 <= Hk80 <= Hk70 <= Hc: what contradicts that, or undefined. */
function contradictionIn(terms: readonly ObjectiveTerm[]): string | undefined {
  const lowest = (name: QuantityName) => Math.max(...bounds(name, ['target', 'atLeast'], -1, 0));
  const highest = (name: QuantityName) => Math.min(...bounds(name, ['target', 'atMost'], 1, Infinity));
  const bounds = (name: QuantityName, goals: Goal[], sign: number, none: number): number[] => [
    none,
    ...terms
      .filter(({ quantity, goal }) => quantity === name && goals.includes(goal))
      .map(({ goal, value, tolerance }) => (value ?? none) + (goal === 'target' ? sign * tolerance : 0)),
  ];
  const rising = [['mr', 'm1'], ...pairs(['hk90', 'hk80', 'hk70', 'hc'])] as [QuantityName, QuantityName][];
  const wrong = rising.find(([small, large]) => lowest(small) > highest(large));
  if (!wrong) return undefined;
  const [small, large] = wrong.map((name) => quantities[name].symbol);
  return `${small} cannot be larger than ${large} on a demagnetization curve`;
}

const pairs = (names: readonly string[]): string[][] =>
  names.flatMap((small, i) => names.slice(i + 1).map((large) => [small, large]));

/**
 * An objective of ./objectives, of the shipped ones, or of a file.
 * @param material what Ms and HA are
 * @param files where names are looked for
 */
export function loadObjective(nameOrFile: string, material: Material, files: Named = objectiveFiles): ObjectiveSpec {
  return loadYaml(findFile(nameOrFile, files), objectiveSchema(material));
}

export const listObjectives = (): DescribedFile[] => listDescribed(objectiveFiles);

/**
 * The objective of --target flags: "mr=0.7", "hc=2.0 T", "hc>=0.3", "mr=0.7+-0.02", "energyProduct=maximize".
 * @throws LoopsmithError for unknown quantities, wrong units and targets outside physics
 */
export function objectiveFromTargets(targets: readonly string[], material: Material): ObjectiveSpec {
  const terms: Record<string, Record<string, unknown>> = {};
  const written: Record<string, string> = {};
  for (const target of targets) {
    const [, name, sign, value, tolerance] =
      /^\s*(\w+)\s*(=|>=|<=)\s*(.*?)\s*(?:(?:\+-|±)\s*(.+?))?\s*$/.exec(target) ?? [];
    if (!value) throw new LoopsmithError(`--target ${target}: expected name=value, for example mr=0.7 or "hc=2.0 T"`);
    const asked = name.toLowerCase().replace(/^bhmax$/, 'energyproduct');
    const quantity = quantityNames.find((known) => known.toLowerCase() === asked);
    if (!quantity) {
      throw new LoopsmithError(
        `--target ${target}: unknown quantity "${name}"${didYouMean(name, quantityNames)} (known: ${quantityNames.join(', ')})`,
      );
    }
    const wish = sign === '=' && /^(max|min)imi[sz]e$/.test(value);
    const goal = wish
      ? value.replace('ise', 'ize')
      : { '=': 'target', '>=': 'atLeast', '<=': 'atMost' }[sign as '=' | '>=' | '<='];
    const known = terms[quantity] ?? {};
    if (tolerance && known.tolerance !== undefined && known.tolerance !== tolerance)
      throw new LoopsmithError(
        `--target ${target}: both bounds of ${quantity} have one tolerance, so far ${known.tolerance}`,
      );
    if (goal in known) throw new LoopsmithError(`--target ${target}: ${quantity} is given twice`);
    written[`terms.${quantity}`] = `--target ${target}`;
    terms[quantity] = { ...known, [goal]: wish ? true : value, ...(tolerance && { tolerance }) };
  }
  const text = JSON.stringify({ name: 'targets', description: targets.join(', '), terms });
  return parseYaml(text, objectiveSchema(material), '--target', { lines: false, written });
}
