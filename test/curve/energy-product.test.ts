import { describe, expect, it } from 'vitest';
import { parseCurve } from '../../src/curve/curve-csv.js';
import { energyProduct } from '../../src/curve/energy-product.js';
import { anisotropyField, mu0, saturationMagnetization } from '../../src/physics.js';
import { demagnetizingFactorOf } from '../../src/solver/demagnetizing-factor.js';
import { expectClose } from '../expect-close.js';
import { readReference } from '../structure/reference.js';

const material = { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 };
const hardest = 1.61 ** 2 / (4 * mu0);

const curve = (points: [number, number][]) => ({
  appliedField: Float64Array.from(points, ([h]) => h),
  magnetization: Float64Array.from(points, ([, m]) => m),
});

/** N along the axis of a square prism, height p times its edge. Aharoni, J. Appl. Phys. 83 (1998) 3432, with a = b = 1 and c = p. */
function alongPrism(p: number): number {
  const q = p * p;
  const r = Math.sqrt(2 + q);
  const s = Math.sqrt(1 + q);
  const logs =
    ((1 - q) / p) * Math.log((r - 1) / (r + 1)) +
    (1 / p) * Math.log((Math.SQRT2 + 1) / (Math.SQRT2 - 1)) +
    p * Math.log((s - 1) / (s + 1));
  const rest = ((2 - 2 * p * q) / 3 + ((2 - 2 * q) / 3) * r) / p + 2 * p * s - (2 * Math.SQRT2 + 2 * s ** 3) / (3 * p);
  return (logs + 2 * Math.atan(1 / (p * r)) + rest) / Math.PI;
}

describe('energyProduct', () => {
  const square = curve([
    [1, 1],
    [-0.5, 1],
    [-0.5001, -1],
    [-1, -1],
  ]);

  it('of a square loop is Js^2 / (4 mu0), whatever the demagnetizing factor', () => {
    for (const N of [0, 1 / 3, 0.5]) expectClose(energyProduct(square, material, N) ?? 0, hardest, { rtol: 1e-12 });
  });

  it('is that of a long square prism unless another factor is given', () => {
    const bent = curve([
      [1, 0.9],
      [0, 0.7],
      [-0.2, 0.5],
      [-0.3, -0.5],
    ]);
    expect(energyProduct(bent, material)).toBe(energyProduct(bent, material, 0.5));
    expect(energyProduct(bent, material)).not.toBe(energyProduct(bent, material, 0));
  });

  it('takes N from the shape of the sample: 1/2 of a long prism, 1/3 of a cube, between them as Aharoni says', () => {
    const factor = (aspect: number) => demagnetizingFactorOf({ size: 1e-7, thickness: aspect * 1e-7 });
    expect(factor(112.5)).toBe(0.5);
    for (const aspect of [1, 2, 5, 10, 40]) expectClose(factor(aspect), (1 - alongPrism(aspect)) / 2, { atol: 2e-3 });
    expectClose(alongPrism(1), 1 / 3, { rtol: 1e-12 });
  });

  it('agrees with a fine scan of -B H along the curve', () => {
    const reference = parseCurve(readReference('curves/s05_ng64_th90.resolved.steepest-descent.csv'), 's05');
    const { appliedField, magnetization } = reference;
    let scanned = 0;
    for (let i = 1; i < appliedField.length; i++) {
      for (let s = 0; s <= 1; s += 1e-3) {
        const M = saturationMagnetization(material) * ((1 - s) * magnetization[i - 1] + s * magnetization[i]);
        const H = anisotropyField(material) * ((1 - s) * appliedField[i - 1] + s * appliedField[i]) - M / 2;
        if (H <= 0 && H + M >= 0) scanned = Math.max(scanned, -mu0 * H * (H + M));
      }
    }
    expectClose(energyProduct(reference, material) ?? 0, scanned, { rtol: 1e-5 });
    expect(scanned).toBeGreaterThan(1e5);
    expect(scanned).toBeLessThan(hardest);
  });

  it('is zero where the curve never has B > 0 in a reverse internal field', () => {
    expect(
      energyProduct(
        curve([
          [1, 0.1],
          [0.01, -1],
          [-1, -1],
        ]),
        material,
      ),
    ).toBe(0);
  });

  it('is null where the curve begins or ends before it is reached', () => {
    const part = (from: number, to: number) =>
      curve([
        [from, 1],
        [to, 1],
      ]);
    for (const [from, to] of [
      [1, 0.5],
      [1, 0.26],
      [-0.2, -0.3],
    ])
      expect(energyProduct(part(from, to), material, 0)).toBeNull();
    const late = curve([
      [-0.1, 0.05],
      [-0.2, -1],
    ]);
    expect(energyProduct(late, material)).toBeNull();
    expectClose(energyProduct(part(1, -0.5), material) ?? 0, hardest, { rtol: 1e-12 });
  });

  it('is null at whatever field step the curve ends too early', () => {
    const fields = Array.from({ length: 140 }, (_, i) => 1 - i / 100);
    const falling = (h: number) => 0.9 * Math.tanh((h + 0.3) / 0.11);
    const whole = energyProduct(curve(fields.map((h) => [h, falling(h)])), material) ?? 0;
    const ends = fields.slice(40).map((_, i) => fields.slice(0, 41 + i));
    const cut = ends.map((part) => energyProduct(curve(part.map((h) => [h, falling(h)])), material));
    const reached = cut.findIndex((value) => value !== null);
    expect(reached).toBeGreaterThan(20);
    expect(cut.slice(reached)).toEqual(cut.slice(reached).map(() => whole));
  });
});
