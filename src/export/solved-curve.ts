// The curve of a subject for the formats that cannot do without one.
import type { DemagnetizationCurve } from '../curve/curve.js';
import { LoopsmithError } from '../errors.js';
import type { ExportSubject } from './format.js';

/** @throws LoopsmithError where the subject was not solved */
export function solvedCurve({ name, curve }: ExportSubject): DemagnetizationCurve {
  if (curve) return curve;
  throw new LoopsmithError(`${name}: its demagnetization curve was not solved, and this format writes it`);
}
