// Which field steps the magnetization is taken at where other fields were asked for: the nearest ones.
import type { AnchorPoints } from '../quantities.js';
import { type FieldList, fieldOf } from './flags/field-list.js';

/** Difference in HA that is rounding. */
const same = 1e-6;

/**
 * @param taken applied fields of the states, in HA
 * @returns one line, null where each field is a field step of its own
 */
export function takenFields(list: FieldList, anchors: AnchorPoints, taken: readonly number[]): string | null {
  const asked = [
    ...list.fields.map((field) => ({ field, label: shown(field) })),
    ...list.anchors.flatMap((name) => {
      const field = fieldOf(name, anchors);
      return field === null ? [] : { field, label: `${name} (${shown(field)})` };
    }),
  ];
  const nearest = (field: number) =>
    taken.reduce((best, step) => (Math.abs(step - field) < Math.abs(best - field) ? step : best), taken[0]);
  const clauses = taken.flatMap((step) => {
    const here = asked.filter(({ field }) => nearest(field) === step);
    const isMoved = here.some(({ field }) => Math.abs(field - step) > same);
    return isMoved || here.length > 1 ? `${here.map(({ label }) => label).join(' and ')} at ${shown(step)}` : [];
  });
  return clauses.length > 0 ? `the magnetization is that of the nearest field step: ${clauses.join('; ')}` : null;
}

const shown = (field: number): string => `${Number(field.toPrecision(4))} HA`;
