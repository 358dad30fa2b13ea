// Into how many parts the solver takes a field step again where the magnetization falls: knee and coercive field of a sharp switch are
// known to half a part, and that must tell what is verified from what is not, and what is better from what is worse.
import { mostParts, type Preset } from '../config/preset.js';
import { quantities } from '../quantities.js';
import type { ObjectiveSpec, ObjectiveTerm } from '../search/objective-spec.js';

/** What the solver is asked for, of a preset. */
export function solverSteps({ verify, objective }: Pick<Preset, 'verify' | 'objective'>) {
  const { stopAt, fieldStep, refine } = verify;
  const resolution = Math.min(...objective.terms.map(resolutionOf), resolutionOfExpression(objective));
  return { stopAt, fieldStep, refine: refine === 'auto' ? partsFor(fieldStep, resolution) : refine };
}

/** Parts of a field step of which half a one is a field known to `resolution`, both in HA. */
export const partsFor = (fieldStep: number, resolution: number): number =>
  Math.max(1, Math.min(mostParts, Math.ceil(fieldStep / (2 * resolution) - 1e-9)));

/** How well a field is known that has no tolerance around it: one that is to be beyond a bound, or as large as can be. In HA. */
const fineResolution = 0.001;
/** A coercive field, in HA, at which a squareness is told from 1: most of what is asked for is softer. */
const usualCoercivity = 0.4;

/** How well a field must be known for a term, in HA. */
function resolutionOf({ quantity, goal, value, tolerance }: ObjectiveTerm): number {
  if (quantities[quantity].unit === 'HA') return goal === 'target' ? tolerance : Math.min(fineResolution, tolerance);
  if (quantity !== 'squareness') return Infinity;
  // Hk90 and Hc may both be off by half a part, to opposite sides: together by half of what is left to 1, or of the tolerance.
  const toOne = value !== null && value < 1 ? 1 - value : tolerance;
  return (usualCoercivity * Math.min(tolerance, toOne)) / 4;
}

/** An expression has no tolerances either. */
function resolutionOfExpression({ expression = '' }: ObjectiveSpec): number {
  const names = Object.values(quantities).filter(({ name, unit }) => unit === 'HA' || name === 'squareness');
  return names.some(({ name }) => expression.includes(name)) ? fineResolution : Infinity;
}
