// What the solver says of a candidate, in the quantities of the objective.
import type { DemagnetizationCurve } from '../curve/curve.js';
import { energyProduct } from '../curve/energy-product.js';
import { squareness } from '../curve/squareness.js';
import type { AnchorPoints, DerivedName } from '../quantities.js';
import type { Measured } from '../search/objective.js';
import type { Material } from '../solver/physics.js';

/** Anchor points with what is derived from the curve; (BH)max in J/m3. */
export function measure(curve: DemagnetizationCurve, anchors: AnchorPoints, material: Material): Measured {
  return { ...anchors, ...derived(curve, anchors, material) };
}

/** (BH)max with the demagnetizing factor of the sample, and squareness. */
export const derived = (
  curve: DemagnetizationCurve,
  anchors: AnchorPoints,
  material: Material,
): Record<DerivedName, number | null> => ({
  energyProduct: energyProduct(curve, material),
  squareness: squareness(anchors),
});
