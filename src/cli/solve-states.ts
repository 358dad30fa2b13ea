// The solver with the magnetization kept at some fields. Anchor points have their fields only when the curve is solved: then a second
// sweep follows.
import type { AnchorPoints } from '../quantities.js';
import type { Demagnetized, FieldStep, SavedState } from '../solver/demagnetize.js';
import type { Physics } from '../solver/physics.js';
import type { Structure } from '../structure/structure.js';
import { type FieldList, fieldOf } from './field-list.js';
import { say } from './output.js';
import { solveInPool } from './solve.js';

export interface SolveStatesOptions {
  structure: Structure;
  physics: Physics;
  list: FieldList;
  /** In HA. @default 0.01 */
  fieldStep?: number;
  /** Known already: then no curve is solved, only the states. */
  anchors?: AnchorPoints;
  /** End of the curve. @default 'full' */
  stopAt?: 'coercivity' | 'full';
  /** Field steps done, and to do in this sweep at most. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
  /** Says nothing of cells that are too coarse. @default false */
  quiet?: boolean;
}

export interface SolvedStates {
  /** null where the anchors were given. */
  solved: Demagnetized | null;
  states: SavedState[];
}

/** Warns of fields that the curve does not reach. */
export async function solveStates(options: SolveStatesOptions): Promise<SolvedStates> {
  const { structure, physics, list, fieldStep = 0.01, stopAt = 'full', signal, quiet } = options;
  if (options.anchors) return { solved: null, states: await statesAt(allFields(list, options.anchors), options) };
  const known = list.fields;
  const onStep = counter(options, Math.round(2 / fieldStep));
  const sweep = { stopAt, fieldStep, saveStatesAt: known };
  const solved = await solveInPool(structure, physics, { options: sweep, onStep, signal, quiet });
  for (const warning of solved.warnings) say(`warning: ${warning}`);
  const reached = solved.curve.appliedField[solved.curve.appliedField.length - 1];
  const late = known.filter((field) => Math.round((1 - field) / fieldStep) > Math.round((1 - reached) / fieldStep));
  const later = [...late, ...allFields({ fields: [], anchors: list.anchors }, solved.anchors)];
  const more = await statesAt(later, { ...options, quiet: true });
  return { solved, states: unique([...solved.states, ...more]) };
}

function allFields({ fields, anchors: names }: FieldList, anchors: AnchorPoints): number[] {
  const found = names.flatMap((name) => {
    const field = fieldOf(name, anchors);
    if (field === null) say(`warning: the curve does not reach ${name}: no magnetization there`);
    return field === null ? [] : [field];
  });
  return [...fields, ...found];
}

/** A sweep that ends at the last field asked for. */
async function statesAt(fields: number[], options: SolveStatesOptions): Promise<SavedState[]> {
  if (fields.length === 0) return [];
  const { structure, physics, fieldStep = 0.01, signal, quiet } = options;
  const steps = Math.max(2, ...fields.map((field) => Math.round((1 - field) / fieldStep)));
  const endField = 1 - steps * fieldStep;
  const sweep = { stopAt: 'full' as const, fieldStep, endField, saveStatesAt: fields };
  const onStep = counter(options, steps);
  const { states } = await solveInPool(structure, physics, { options: sweep, onStep, signal, quiet });
  return unique(states);
}

function counter({ onProgress, fieldStep = 0.01 }: SolveStatesOptions, total: number) {
  return ({ appliedField }: FieldStep) => onProgress?.(Math.round((1 - appliedField) / fieldStep), total);
}

/** In the order of the sweep, one per field. */
const unique = (states: SavedState[]): SavedState[] =>
  [...new Map(states.map((state) => [state.appliedField, state])).values()].sort(
    (a, b) => b.appliedField - a.appliedField,
  );
