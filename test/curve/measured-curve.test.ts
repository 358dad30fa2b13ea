import { describe, expect, test } from 'vitest';
import { loadPhysics } from '../../src/config/physics.js';
import { objectiveFromCurve } from '../../src/config/target-curve.js';
import { anchorPoints } from '../../src/curve/anchors.js';
import { formatCurve } from '../../src/curve/curve-csv.js';
import { parseMeasuredCurve } from '../../src/curve/measured-curve.js';
import { mu0, mu0AnisotropyField } from '../../src/physics.js';
import { describeObjective } from '../../src/search/objective.js';
import { expectClose } from '../expect-close.js';

const { material } = loadPhysics('resolved');
const mu0HA = mu0AnisotropyField(material);
const mu0Ms = material.mu0SaturationMagnetization;

/** M from 0.95 at +HA to 0.9 at 0, then straight to 0 at -0.4 HA. */
const fields = Array.from({ length: 61 }, (_, i) => (40 - i) / 40);
const magnetizationAt = (h: number) => (h >= 0 ? 0.9 + 0.05 * h : 0.9 * (1 + h / 0.4));
const csv = (title: string, fieldFactor: number, magnetizationFactor: number, all = fields) =>
  [title, ...all.map((h) => `${h * fieldFactor},${magnetizationAt(h) * magnetizationFactor}`)].join('\n');
const parse = (text: string) => parseMeasuredCurve(text, 'm.csv', material);

describe('a measured curve', () => {
  const units: [string, number, number][] = [
    ['H (HA),M (Ms)', 1, 1],
    ['mu0H [T],J [T]', mu0HA, mu0Ms],
    ['H (kA/m),M (kA/m)', mu0HA / mu0 / 1e3, mu0Ms / mu0 / 1e3],
    ['field (kOe),magnetization (kG)', 10 * mu0HA, 10 * mu0Ms],
    ['appliedField_HA,magnetization_Ms', 1, 1],
    // Micro sign and Greek letter.
    ['\u00b50H (T),\u00b50M (T)', mu0HA, mu0Ms],
    ['\u03bc0H (T),\u03bc0M/T', mu0HA, mu0Ms],
    ['\u03bc\u2080H_T,J (T)', mu0HA, mu0Ms],
    ['mu0 H (T),J (T)', mu0HA, mu0Ms],
    ['H (kOe),4piM (kG)', 10 * mu0HA, 10 * mu0Ms],
    ['H (Oe),M (emu/cm3)', 1e4 * mu0HA, mu0Ms / mu0 / 1e3],
    ['H (kOe),4\u03c0M (kG)', 10 * mu0HA, 10 * mu0Ms],
  ];
  test.each(units)('has the same anchor points in any unit: %s', (title, fieldFactor, magnetizationFactor) => {
    const anchors = anchorPoints(parse(csv(title, fieldFactor, magnetizationFactor)));
    expectClose(anchors.mr ?? 0, 0.9, { atol: 1e-3 });
    expectClose(anchors.hc ?? 0, 0.4, { atol: 1e-6 });
    expectClose(anchors.hk80 ?? 0, 0.08, { atol: 2e-3 });
  });

  test('may go up or down in field, with semicolons and comments', () => {
    const up = csv('H (HA),M (Ms)', 1, 1, [...fields].reverse());
    expect(parse(`# sample 7\n${up.replaceAll(',', ';')}`)).toEqual(parse(csv('H (HA),M (Ms)', 1, 1)));
  });

  test('may have quoted cells between tabs, some of them empty', () => {
    const plain = csv('H (HA),M (Ms)', 1, 1);
    const tabs = plain.replaceAll(/[^,\n]+/g, '"$&"').replaceAll(',', '\t');
    expect(parse(tabs)).toEqual(parse(plain));
    expect(parse(tabs.replaceAll(/^/gm, '\t'))).toEqual(parse(plain));
  });

  test('may have its cells in quotes, then with decimal commas between commas too', () => {
    const plain = csv('H (HA),M (Ms)', 1, 1);
    const quoted = plain.replace(/[^,\n]+/g, '"$&"');
    expect(parse(quoted)).toEqual(parse(plain));
    expect(parse(quoted.replaceAll('.', ','))).toEqual(parse(plain));
  });

  test('of this program and another material is taken in tesla, not in its HA and Ms', () => {
    const other = { ...material, mu0SaturationMagnetization: 1, anisotropyConstant: 1e6 };
    const curve = parse(csv('H (HA),M (Ms)', 1, 1));
    const anchors = anchorPoints(parseMeasuredCurve(formatCurve(curve, { material: other }), 'm.csv', material));
    const mu0HAOther = mu0AnisotropyField(other);
    expectClose(anchors.mr ?? 0, 0.9 / mu0Ms, { atol: 1e-8 });
    expectClose(anchors.hc ?? 0, (0.4 * mu0HAOther) / mu0HA, { atol: 1e-6 });
    const same = parse(formatCurve(curve, { material }));
    expectClose(same.magnetization, curve.magnetization, { atol: 1e-8 });
    expect(anchorPoints(same).m1).toBeCloseTo(0.95, 8);
  });

  test('may say a quantity twice, if it says the same', () => {
    const rows = (factor: number) =>
      fields.map((h) => [h * mu0HA, magnetizationAt(h) * mu0Ms, h * mu0HA * factor].join(',')).join('\n');
    expect(parse(`H (T),M (T),H (kOe)\n${rows(10)}`)).toEqual(parse(`H (T),M (T),comment\n${rows(10)}`));
    expect(() => parse(`H (T),M (T),H (kOe)\n${rows(1)}`)).toThrow(
      'm.csv:2: H (T) and H (kOe) say different things: expected one of them',
    );
    expect(parse(`H (T),M (T),M (emu/g)\n${rows(1)}`)).toEqual(parse(`H (T),M (T),comment\n${rows(1)}`));
  });

  test('begins at +HA also where its digits end before', () => {
    const rounded = csv('H (kA/m),M (Ms)', 1, 1).split('\n');
    const lines = rounded.slice(1).map((line) => {
      const [h, m] = line.split(',').map(Number);
      return `${((h * mu0HA) / mu0 / 1e3).toPrecision(6)},${m}`;
    });
    expect(anchorPoints(parse([rounded[0], ...lines].join('\n'))).m1).toBeCloseTo(0.95, 8);
  });

  test('may repeat a field: readings there are averaged', () => {
    const plain = csv('H (HA),M (Ms)', 1, 1);
    expect(parse(`${plain}\n0.5,${magnetizationAt(0.5)}`)).toEqual(parse(plain));
    const { appliedField, magnetization } = parse(`${plain}\n0.5,${magnetizationAt(0.5) + 0.02}`);
    expectClose(magnetization[appliedField.indexOf(0.5)], magnetizationAt(0.5) + 0.01, { atol: 1e-12 });
  });

  test('may have decimal commas where semicolons or tabs part its columns', () => {
    const plain = csv('H (HA),M (Ms)', 1, 1);
    for (const separator of [';', '\t'])
      expect(parse(plain.replaceAll(',', separator).replaceAll('.', ','))).toEqual(parse(plain));
  });

  const broken: [what: string, text: string, message: RegExp][] = [
    ['without a unit', csv('H,M (T)', 1, 1), /column "H": expected its unit in brackets, such as "H \(kA\/m\)"/],
    ['of an unknown unit', csv('H (Gauss),M (T)', 1, 1), /known: HA, T, mT/],
    ['without magnetization', csv('H (T),temperature (K)', 1, 1), /expected a column of the magnetization/],
    ['of a wrong unit', csv('H (HA),M (Ms)', 1, mu0Ms), /largest magnetization is 1\.53 Ms: is its unit/],
    ['of few points', csv('H (HA),M (Ms)', 1, 1, [1, 0, -0.2, -0.4]), /expected at least 8 points, got 4/],
    [
      'with a gap',
      csv(
        'H (HA),M (Ms)',
        1,
        1,
        fields.filter((h) => h > -0.1 || h < -0.3),
      ),
      /no point between -0\.075 and -0\.325 HA: expected gaps of at most 0\.05 HA/,
    ],
    [
      'of positive fields only',
      csv(
        'H (HA),M (Ms)',
        1,
        1,
        fields.filter((h) => h > 0.01),
      ),
      /negative \(reverse\) fields/,
    ],
    [
      'with two branches over the same fields',
      [csv('H (HA),M (Ms)', 1, 1, fields), ...fields.map((h) => `${h},${magnetizationAt(h) - 0.2}`)].join('\n'),
      /expected one branch/,
    ],
    [
      'with decimal commas between commas',
      csv('H (HA),M (Ms)', 1, 1, fields).replaceAll('.', ','),
      /:2: expected 2 cells as in the header, got 3: where commas are decimal, part columns by semicolons/,
    ],
    [
      'with both branches, whose fields are not quite the same',
      [
        'H (HA),M (Ms)',
        ...fields.map((h) => `${h + 1e-4 * Math.sin(99 * h)},${magnetizationAt(h)}`),
        ...fields.map((h) => `${-h},${-magnetizationAt(h)}`),
      ].join('\n'),
      /two magnetizations near .* HA: expected one branch of the curve/,
    ],
    ['with words below comments', `# a\n\n# b\n${csv('H (HA),M (Ms)', 1, 1)}\nend,of file`, /m\.csv:66: /],
    ['with words', `${csv('H (HA),M (Ms)', 1, 1)}\nend,of file`, /m\.csv:63: H \(HA\): expected a number, got "end"/],
  ];
  test.each(broken)('%s is refused in one line', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  test('may be a long one', () => {
    const long = Array.from({ length: 200_001 }, (_, i) => 1 - i * 7.5e-6);
    expect(parse(csv('H (HA),M (Ms)', 1, 1, long)).appliedField).toHaveLength(200_001);
  });

  /** The same magnetizations over the internal field, in HA. */
  const internal = (title: string, all: readonly number[], magnetizationOf = magnetizationAt) =>
    [title, ...all.map((h) => [h - (0.5 * mu0Ms * magnetizationOf(h)) / mu0HA, magnetizationOf(h)].join(','))].join(
      '\n',
    );

  test('of a closed circuit is sheared to the applied field of a long prism', () => {
    const targets = (text: string, closed?: boolean) =>
      Object.fromEntries(
        objectiveFromCurve(text, 'm.csv', material, closed ? 'internal' : 'applied').terms.map((one) => [
          one.quantity,
          one,
        ]),
      );
    const open = targets(csv('H (HA),M (Ms)', 1, 1));
    const closed = targets(internal('H (HA),M (Ms)', fields), true);
    expect(Object.keys(closed)).toEqual(Object.keys(open));
    for (const [name, { value }] of Object.entries(closed))
      expectClose(value ?? 0, open[name].value ?? 0, { atol: 1e-9 });
  });

  test.each(['H', 'Hi', 'H_int', 'internalField', 'internal field', 'mu0Hi'])(
    'of a closed circuit may call its field %s',
    (name) => {
      const { appliedField } = parseMeasuredCurve(
        internal(`${name} (HA),M (Ms)`, fields),
        'm.csv',
        material,
        'internal',
      );
      expectClose(appliedField, fields, { atol: 1e-12 });
    },
  );

  test('over a field that its header calls otherwise than the user is refused by the name of the column', () => {
    for (const name of ['Hi (kA/m)', 'H_int (kA/m)', 'internalField (kA/m)', 'mu0Hi (T)'])
      expect(() => parse(csv(`${name},M (Ms)`, 1, 1))).toThrow(
        `m.csv:1: column "${name}" is the internal field: --closed-circuit shears it to the applied field`,
      );
    const own = formatCurve(parse(csv('H (HA),M (Ms)', 1, 1)), { material });
    for (const text of [own, csv('H_applied (HA),M (Ms)', 1, 1)])
      expect(() => parseMeasuredCurve(text, 'm.csv', material, 'internal')).toThrow(
        /^m\.csv:1: column "(appliedField_HA|H_applied \(HA\))" is the applied field, to which --closed-circuit shears: leave/,
      );
  });

  test('of an open sample whose internal field turns back where it switches is one branch once it is sheared', () => {
    const switching = (h: number) => (h > -0.4 ? 0.9 + 0.05 * h : h < -0.4 ? -0.9 : 0);
    const text = internal('Hi (HA),M (Ms)', fields, switching);
    const curve = parseMeasuredCurve(text, 'm.csv', material, 'internal');
    expectClose(curve.appliedField, fields, { atol: 1e-12 });
    expectClose(curve.magnetization, fields.map(switching), { atol: 1e-12 });
    expect(() => parse(text.replace('Hi', 'H'))).toThrow('expected one branch');
  });

  test('that ends above zero applied field once it is sheared says so', () => {
    const short = fields.filter((h) => h > 0.01);
    expect(() => parseMeasuredCurve(internal('Hi (HA),M (Ms)', short), 'm.csv', material, 'internal')).toThrow(
      'm.csv, after shearing: it ends at an applied field of 0.0250 HA: expected points at negative',
    );
  });

  test('of the induction is told what to make of it', () => {
    expect(() => parse(csv('H (kA/m),B (T)', 1, 1))).toThrow(
      'expected a column of the magnetization, such as "M (T)", got "H (kA/m), B (T)": of B make J = B - mu0 H',
    );
  });

  test('of a closed circuit says in the line of its targets that it was sheared', () => {
    const text = internal('H (HA),M (Ms)', fields);
    const sheared = objectiveFromCurve(text, 'm.csv', material, 'internal');
    expect(sheared.description).toMatch(/of m\.csv \(sheared from the internal field\)$/);
    expect(describeObjective(sheared)).toMatch(/HA \(sheared from the internal field\)$/);
    expect(describeObjective(objectiveFromCurve(csv('H (HA),M (Ms)', 1, 1), 'm.csv', material))).not.toContain(
      'sheared',
    );
  });

  test('becomes targets for the anchors that it reaches', () => {
    const wide = objectiveFromCurve(csv('H (HA),M (Ms)', 1, 1), 'm.csv', material);
    expect(wide.terms.map(({ quantity }) => quantity)).toEqual(['m1', 'mr', 'hk90', 'hk80', 'hk70', 'hc']);
    const half = csv(
      'H (HA),M (Ms)',
      1,
      1,
      fields.filter((h) => h < 0.5 && h > -0.3),
    );
    expect(objectiveFromCurve(half, 'm.csv', material).terms.map(({ quantity }) => quantity)).not.toContain('m1');
    expect(objectiveFromCurve(half, 'm.csv', material).terms.map(({ quantity }) => quantity)).not.toContain('hc');
  });
});
