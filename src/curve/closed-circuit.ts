// A curve measured in a closed circuit is one over the internal field; the solver's are over the field applied to a free sample.
import { type Material, reducedSaturation } from '../physics.js';
import type { DemagnetizationCurve } from './curve.js';
import { squarePrismDemagnetizingFactor } from './energy-product.js';

/** The same magnetizations over the applied field H = H_i + N M of a long square prism, reduced. */
export function overAppliedField(closed: DemagnetizationCurve, material: Material): DemagnetizationCurve {
  const { appliedField: internalField, magnetization } = closed;
  const shear = squarePrismDemagnetizingFactor * reducedSaturation(material);
  return { appliedField: internalField.map((h, i) => h + shear * magnetization[i]), magnetization };
}
