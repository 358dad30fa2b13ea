// The fields of a sweep: from a field down to another in equal steps, the last of which is shorter where they do not divide the way.

export interface FieldRange {
  /** In HA, as all fields. */
  startField: number;
  endField: number;
  fieldStep: number;
}

/** Field steps from a field down to another. */
export const countSteps = ({ startField, endField, fieldStep }: FieldRange): number =>
  Math.ceil((startField - endField) / fieldStep - 1e-9);

/** The field after so many steps, or parts of steps. */
export function fieldAt(range: FieldRange, step: number): number {
  const { startField, endField, fieldStep } = range;
  const whole = countSteps(range) - 1;
  if (step <= whole) return tidyField(startField - step * fieldStep);
  const beforeLast = startField - whole * fieldStep;
  return tidyField(beforeLast + (endField - beforeLast) * (step - whole));
}

/** The step whose field is nearest to a field; null where that lies more than half a field step beyond the range. */
export function nearestStep(range: FieldRange, field: number): number | null {
  const { startField, endField, fieldStep } = range;
  if (field > startField + fieldStep / 2 || field < endField - fieldStep / 2) return null;
  const last = countSteps(range);
  const step = Math.max(0, Math.min(last, Math.round((startField - field) / fieldStep)));
  // Around the shorter last step its neighbour may be nearer.
  const distance = (at: number) => Math.abs(fieldAt(range, at) - field);
  return step < last && distance(step + 1) < distance(step) ? step + 1 : step;
}

/** Without what sums of steps are off by. */
export const tidyField = (field: number): number => Math.round(field * 1e12) / 1e12;
