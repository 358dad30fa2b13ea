// A curve measured in a closed circuit is one over the internal field; the solver's are over the field applied to a free sample.
import { type Material, reducedSaturation } from '../physics.js';
import { squarePrismDemagnetizingFactor } from './energy-product.js';

/** The applied field H = H_i + N M of a long square prism, reduced. */
export const appliedFieldOf = (internalField: number, magnetization: number, material: Material): number =>
  internalField + squarePrismDemagnetizingFactor * reducedSaturation(material) * magnetization;
