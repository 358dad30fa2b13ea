// What the solver says of a candidate, in the quantities of the objective.
import type { DemagnetizationCurve } from '../curve/curve.js';
import { energyProduct } from '../curve/energy-product.js';
import { squareness } from '../curve/squareness.js';
import type { Material } from '../physics.js';
import type { AnchorPoints, DerivedName } from '../quantities.js';
import type { Measured } from '../search/objective.js';
import { demagnetizingFactorOf } from '../solver/demagnetizing-factor.js';
import type { Structure } from '../structure/structure.js';

/** A solved sample: its curve, the anchor points of that, and the sample's edges. */
export interface SolvedSample {
  curve: DemagnetizationCurve;
  anchors: AnchorPoints;
  structure: Pick<Structure, 'size' | 'thickness'>;
}

/** Anchor points with what is derived from the curve; (BH)max in J/m3. */
export function measure(sample: SolvedSample, material: Material): Required<Measured> {
  return { ...sample.anchors, ...derived(sample, material) };
}

/** (BH)max with the demagnetizing factor of the sample, and squareness. */
export const derived = (
  { curve, anchors, structure }: SolvedSample,
  material: Material,
): Record<DerivedName, number | null> => ({
  energyProduct: energyProduct(curve, material, demagnetizingFactorOf(structure)),
  squareness: squareness(anchors),
});
