// What labels say in the quantities of an objective: their curves are stored, so nothing is estimated from anchor points.
import type { Dataset } from '../dataset/load.js';
import type { Measured } from '../search/objective.js';
import { measure } from './measure.js';

/** Of each structure, in their order. */
export const measureLabels = ({ records, structures, physics }: Dataset): Required<Measured>[] =>
  records.map(({ curve, anchors }, i) => {
    const { appliedField, magnetization } = curve;
    const doubles = { appliedField: Float64Array.from(appliedField), magnetization: Float64Array.from(magnetization) };
    return measure({ curve: doubles, anchors, structure: structures[i] }, physics.material);
  });
