// What is derived from a curve, for people.
import { kilojoules } from '../../format.js';
import type { DerivedName } from '../../quantities.js';
import { demagnetizingFactorOf } from '../../solver/demagnetizing-factor.js';
import type { Structure } from '../../structure/structure.js';

/** "(BH)max 362.9 kJ/m3 (demagnetizing factor 0.5 taken out), squareness Hk90/Hc 0.957" */
export function derivedLine(
  { energyProduct, squareness }: Partial<Record<DerivedName, number | null>>,
  sample: Pick<Structure, 'size' | 'thickness'>,
): string {
  const square = typeof squareness === 'number' ? `, squareness Hk90/Hc ${squareness.toFixed(3)}` : '';
  const product = typeof energyProduct === 'number' ? `${kilojoules(energyProduct)} kJ/m3` : 'not reached';
  const factor = Number(demagnetizingFactorOf(sample).toFixed(3));
  return `(BH)max ${product} (demagnetizing factor ${factor} taken out)${square}`;
}
