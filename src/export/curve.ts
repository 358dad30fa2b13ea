// The demagnetization curve as CSV.
import { formatCurve } from '../curve/curve-csv.js';
import type { StructureFormat } from './format.js';
import { solvedCurve } from './solved-curve.js';

export const curveFormat: StructureFormat = {
  name: 'curve',
  summary: 'demagnetization curve (CSV; HA and T, Ms and T)',
  scope: 'structure',
  curve: 'needed',
  write: (subject) => [{ path: 'curve.csv', content: formatCurve(solvedCurve(subject), subject.physics) }],
};
