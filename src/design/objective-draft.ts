// An objective while it is being written: texts as they are typed, one term per quantity.
import type { QuantityName } from '../quantities.js';
import type { Goal } from '../search/objective-spec.js';

export interface TermDraft {
  goal: Goal;
  /** With unit, as in an objective file; nothing for maximize and minimize. */
  value: string;
  /** Empty: the default. */
  tolerance: string;
  weight: string;
}

export interface ObjectiveDraft {
  /** Of the objective, and of its file. */
  name: string;
  /** Whose material Ms and HA are. */
  physics: string;
  terms: Partial<Record<QuantityName, TermDraft>>;
}

/** The objective as its file holds it. */
export function draftedObjective({ name, terms }: ObjectiveDraft) {
  const written = Object.entries(terms).map(([quantity, draft]) => [quantity, draftedTerm(draft)]);
  return { name, terms: Object.fromEntries(written) };
}

function draftedTerm({ goal, value, tolerance, weight }: TermDraft) {
  const wish = goal === 'maximize' || goal === 'minimize';
  const said = tolerance.trim() === '' || wish ? {} : { tolerance: tolerance.trim() };
  const weighed = weight.trim() === '' ? {} : { weight: asNumber(weight) };
  return { [goal]: wish ? true : value.trim(), ...said, ...weighed };
}

/** What is no number stays as it is typed, so that a check can say so. */
const asNumber = (text: string): number | string => {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
};
