// Into how many parts the solver takes a field step again where the magnetization falls: knee and coercive field of a sharp switch are
// known to half a part, and that must tell what is verified from what is not.
import { mostParts, type Preset } from '../config/preset.js';
import { quantities } from '../quantities.js';
import type { ObjectiveTerm } from '../search/objective-spec.js';

/** What the solver is asked for, of a preset. */
export function solverSteps({ verify, objective }: Pick<Preset, 'verify' | 'objective'>) {
  const { stopAt, fieldStep, refine } = verify;
  const resolutions = objective.terms.map(resolutionOf);
  const enough = Math.ceil(fieldStep / (2 * Math.min(...resolutions, Infinity)) - 1e-9);
  return { stopAt, fieldStep, refine: refine === 'auto' ? Math.max(1, Math.min(mostParts, enough)) : refine };
}

/** A coercive field, in HA, at which a squareness is told from 1: most of what is asked for is softer. */
const usualCoercivity = 0.4;

/** How well a field must be known for a term, in HA. */
function resolutionOf({ quantity, goal, value, tolerance }: ObjectiveTerm): number {
  if (quantities[quantity].unit === 'HA') return goal === 'target' ? tolerance : Infinity;
  if (quantity !== 'squareness' || value === null) return Infinity;
  // Hk90 and Hc may both be off by half a part, to opposite sides: together by half of what is left to 1, or of the tolerance.
  const least = goal === 'target' ? Math.min(tolerance, 1 - value) : 1 - value;
  return least > 0 ? (usualCoercivity * least) / 4 : Infinity;
}
