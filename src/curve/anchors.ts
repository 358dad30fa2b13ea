// The six anchor points of a demagnetization curve, linear between field steps. Reduced units; fields of the second quadrant are
// reported as positive numbers. A level that the curve does not reach is null.
import type { AnchorName, AnchorPoints, QuantityName } from '../quantities.js';
import type { DemagnetizationCurve } from './curve.js';

/** Of M, in Mr. */
const levels = { hk90: 0.9, hk80: 0.8, hk70: 0.7 };

/**
 * M1 = M(+HA), Mr = M(0), Hk90, Hk80, Hk70 = reverse field where M first falls to 0.9, 0.8, 0.7 Mr, Hc = reverse field where M
 * first falls to 0. A curve without positive remanence has neither knee nor coercivity.
 */
export function anchorPoints(curve: DemagnetizationCurve): AnchorPoints {
  const mr = magnetizationAt(curve, 0);
  const reverseField = (fraction: number) => (mr === null || mr <= 0 ? null : reverseFieldAt(curve, fraction * mr, mr));
  return {
    m1: magnetizationAt(curve, 1),
    mr,
    hk90: reverseField(levels.hk90),
    hk80: reverseField(levels.hk80),
    hk70: reverseField(levels.hk70),
    hc: reverseField(0),
  };
}

/** Steps of 0.01 added up miss round numbers by rounding only; a field this near (in HA) counts as the field. */
const sameField = 1e-9;

/** Magnetization in Ms at an applied field in HA; null outside the range of the curve. */
export function magnetizationAt({ appliedField, magnetization }: DemagnetizationCurve, field: number): number | null {
  const next = appliedField.findIndex((h) => h <= field + sameField);
  if (next < 0) return null;
  if (Math.abs(appliedField[next] - field) <= sameField) return magnetization[next];
  if (next === 0) return null;
  const above = appliedField[next - 1];
  const fraction = (above - field) / (above - appliedField[next]);
  return magnetization[next - 1] + fraction * (magnetization[next] - magnetization[next - 1]);
}

/** Reverse field (positive, in HA) at which the curve, followed from remanence on, first falls to `level`. */
function reverseFieldAt(
  { appliedField, magnetization }: DemagnetizationCurve,
  level: number,
  remanence: number,
): number | null {
  let field = 0;
  let m = remanence;
  for (let i = 0; i < appliedField.length; i++) {
    if (appliedField[i] >= 0) continue;
    if (magnetization[i] <= level) {
      const fraction = (m - level) / (m - magnetization[i]);
      return -(field + fraction * (appliedField[i] - field));
    }
    field = appliedField[i];
    m = magnetization[i];
  }
  return null;
}

/** Where an anchor point lies on its curve: field in HA (0, not -0), magnetization in Ms; null where it is not reached or not known. */
export function anchorPosition(
  name: AnchorName,
  anchors: Partial<Record<QuantityName, number | null>>,
): { appliedField: number; magnetization: number } | null {
  const value = anchors[name] ?? null;
  const mr = anchors.mr ?? null;
  if (value === null) return null;
  if (name === 'm1') return { appliedField: 1, magnetization: value };
  if (name === 'mr') return { appliedField: 0, magnetization: value };
  if (name === 'hc') return { appliedField: 0 - value, magnetization: 0 };
  return mr === null ? null : { appliedField: 0 - value, magnetization: levels[name] * mr };
}
