// Maximum energy product (BH)max = max of -B H_i in the second quadrant, with the internal field H_i = H - N M and
// B = mu0 (H_i + M).   [J/m3]
import { anisotropyField, type Material, mu0, saturationMagnetization } from '../physics.js';
import type { DemagnetizationCurve } from './curve.js';

/** N across an infinitely long square prism, on average: by symmetry N_x = N_y, and N_x + N_y = 1. */
export const squarePrismDemagnetizingFactor = 0.5;

/**
 * (BH)max of a curve that was solved in the applied field, in J/m3; null where the curve begins or ends before it is reached, 0 where
 * a curve passes by the second quadrant of B(H_i).
 * Between field steps H and M are linear, so -B H_i is a parabola, whose top may lie between two steps.
 * @param demagnetizingFactor N along the applied field: it takes the shape of the solved sample out @default 1/2, a long square prism
 */
export function energyProduct(
  { appliedField, magnetization }: DemagnetizationCurve,
  material: Material,
  demagnetizingFactor: number = squarePrismDemagnetizingFactor,
): number | null {
  const HA = anisotropyField(material);
  const Ms = saturationMagnetization(material);
  const internalField = (i: number) => appliedField[i] * HA - demagnetizingFactor * magnetization[i] * Ms;
  const last = appliedField.length - 1;
  let best = 0;
  for (let i = 1; i <= last; i++) {
    const top = topOfSegment(internalField(i - 1), internalField(i), magnetization[i - 1] * Ms, magnetization[i] * Ms);
    best = Math.max(best, top);
  }
  const atEnd = (i: number) => product(internalField(i), internalField(i) + magnetization[i] * Ms);
  const isCut = best > 0 ? best === Math.max(atEnd(0), atEnd(last)) : internalField(last) > 0 || internalField(0) < 0;
  return isCut ? null : best;
}

/** Largest -mu0 H (H + M) over s in [0, 1] with H = h0 + s (h1 - h0) and M = m0 + s (m1 - m0), where H <= 0 and H + M >= 0. */
function topOfSegment(h0: number, h1: number, m0: number, m1: number): number {
  const dh = h1 - h0;
  const b0 = h0 + m0;
  const b1 = h1 + m1;
  const db = b1 - b0;
  const stationary = -(h0 * db + b0 * dh) / (2 * dh * db);
  const inside = stationary > 0 && stationary < 1 ? product(h0 + stationary * dh, b0 + stationary * db) : 0;
  return Math.max(product(h0, b0), product(h1, b1), inside);
}

/** -B H in J/m3, from H and B / mu0; 0 outside the second quadrant. */
const product = (h: number, b: number): number => (h <= 0 && b >= 0 ? -mu0 * h * b : 0);
