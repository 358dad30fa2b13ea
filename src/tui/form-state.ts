// The form of an objective as a pure function of the keys: one row per quantity, and which cell is being written.
import { usualPhysics } from '../config/usual.js';
import type { ObjectiveDraft } from '../design/objective-draft.js';
import { type QuantityName, quantities } from '../quantities.js';
import type { Goal } from '../search/objective-spec.js';

export const formQuantities = Object.keys(quantities) as QuantityName[];
export const columns = ['goal', 'value', 'tolerance', 'weight'] as const;
export type Column = (typeof columns)[number];
export const goals = ['off', 'target', 'atLeast', 'atMost', 'maximize', 'minimize'] as const satisfies (Goal | 'off')[];
export const buttons = ['start', 'save preset', 'save objective'] as const;

export interface Row {
  goal: (typeof goals)[number];
  value: string;
  tolerance: string;
  weight: string;
}

export interface FormState {
  name: string;
  physics: string;
  rows: Readonly<Record<QuantityName, Row>>;
  /** Line of the focus: 0 name and physics, then the quantities, then the buttons. */
  line: number;
  /** Place in its line. */
  place: number;
}

export type FormAction =
  /** Into the cell in which it was typed: the focus may be elsewhere by now. */
  | { type: 'type'; text: string; cell: Focus }
  | { type: 'move'; by: 'line' | 'place'; step: 1 | -1 }
  | { type: 'cycle'; step: 1 | -1; physics: readonly string[] };

const empty: Row = { goal: 'off', value: '', tolerance: '', weight: '' };

export const initialForm: FormState = {
  name: 'my-magnet',
  physics: usualPhysics,
  rows: Object.fromEntries(formQuantities.map((name) => [name, empty])) as Record<QuantityName, Row>,
  line: formQuantities.indexOf('mr') + 1,
  place: 1,
};

const lastLine = formQuantities.length + 1;
const places = (line: number): number => (line === 0 ? 2 : line === lastLine ? buttons.length : columns.length);

export type Focus =
  | { kind: 'name' | 'physics' }
  | { kind: 'cell'; quantity: QuantityName; column: Column }
  | { kind: 'button'; button: (typeof buttons)[number] };

export function focusOf({ line, place }: FormState): Focus {
  if (line === 0) return { kind: place === 0 ? 'name' : 'physics' };
  if (line === lastLine) return { kind: 'button', button: buttons[place] };
  return { kind: 'cell', quantity: formQuantities[line - 1], column: columns[place] };
}

/** Whether the focus takes letters. */
export function isTyping(state: FormState): boolean {
  const focus = focusOf(state);
  return focus.kind === 'name' || (focus.kind === 'cell' && focus.column !== 'goal');
}

export function reduceForm(state: FormState, action: FormAction): FormState {
  if (action.type === 'move') return moveFocus(state, action.by, action.step);
  if (action.type === 'type') return typed(state, action.text, action.cell);
  const focus = focusOf(state);
  if (focus.kind === 'physics') return { ...state, physics: next(action.physics, state.physics, action.step) };
  if (focus.kind !== 'cell' || focus.column !== 'goal') return state;
  const row = state.rows[focus.quantity];
  return withRow(state, focus.quantity, { ...row, goal: next(goals, row.goal, action.step) });
}

function typed(state: FormState, text: string, cell: Focus): FormState {
  if (cell.kind === 'name') return { ...state, name: text };
  if (cell.kind !== 'cell' || cell.column === 'goal') return state;
  const row = { ...state.rows[cell.quantity], [cell.column]: text };
  // A value is meant to be met; one that is taken away is no longer wanted.
  if (cell.column === 'value' && row.goal === 'off' && text !== '') row.goal = 'target';
  if (cell.column === 'value' && row.goal === 'target' && text === '') row.goal = 'off';
  return withRow(state, cell.quantity, row);
}

const withRow = (state: FormState, quantity: QuantityName, row: Row): FormState => ({
  ...state,
  rows: { ...state.rows, [quantity]: row },
});

function moveFocus(state: FormState, by: 'line' | 'place', step: 1 | -1): FormState {
  if (by === 'line') {
    const line = (state.line + step + lastLine + 1) % (lastLine + 1);
    return { ...state, line, place: Math.min(state.place, places(line) - 1) };
  }
  const place = state.place + step;
  if (place >= 0 && place < places(state.line)) return { ...state, place };
  const line = (state.line + step + lastLine + 1) % (lastLine + 1);
  return { ...state, line, place: step === 1 ? 0 : places(line) - 1 };
}

function next<Value>(all: readonly Value[], value: Value, step: 1 | -1): Value {
  return all[(all.indexOf(value) + step + all.length) % all.length] ?? value;
}

/** The objective that the form holds. */
export function draftOf({ name, physics, rows }: FormState): ObjectiveDraft {
  const terms: ObjectiveDraft['terms'] = {};
  for (const quantity of formQuantities) {
    const { goal, ...texts } = rows[quantity];
    if (goal !== 'off') terms[quantity] = { goal, ...texts };
  }
  return { name, physics, terms };
}
