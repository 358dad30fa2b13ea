// The solver with the magnetization kept at some fields. Anchor points have their fields only when the curve is solved: then a second
// sweep follows.
import { LoopsmithError } from '../errors.js';
import type { Physics } from '../physics.js';
import type { AnchorPoints } from '../quantities.js';
import type { Demagnetized, DemagnetizeOptions, FieldStep, SavedState } from '../solver/demagnetize.js';
import { countSteps, type FieldRange, nearestStep } from '../solver/field-steps.js';
import type { Structure } from '../structure/structure.js';
import { type FieldList, fieldOf } from './flags/field-list.js';
import { warn } from './output.js';
import { solveInPool } from './solve.js';

/** How the field goes and what follows it. */
export type SweepOptions = Pick<
  DemagnetizeOptions,
  'startField' | 'endField' | 'fieldStep' | 'refine' | 'minimizer' | 'kernel'
>;

export interface SolveStatesOptions {
  structure: Structure;
  physics: Physics;
  list: FieldList;
  sweep?: SweepOptions;
  /** Field steps done, and to do in this sweep at most. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
  /** Says nothing of cells that are too coarse. @default false */
  quiet?: boolean;
}

/** The curve, and the states of the list. Warns of anchor points that the curve does not reach, and of what the solver warns of. */
export async function solveCurve(
  options: SolveStatesOptions & { stopAt?: 'coercivity' | 'full' },
): Promise<{ solved: Demagnetized; states: SavedState[] }> {
  const { structure, physics, list, sweep, stopAt = 'full', signal, quiet } = options;
  const range = rangeOf(sweep);
  const { startField, fieldStep } = range;
  const missed = list.fields.find((field) => field > startField + fieldStep / 2);
  if (missed !== undefined)
    throw new LoopsmithError(`a magnetization is wanted at ${missed} HA, but the sweep begins at ${startField} HA`);
  const onStep = counter(options, countSteps(range));
  const settings = { ...sweep, stopAt, saveStatesAt: list.fields };
  const solved = await solveInPool(structure, physics, { options: settings, onStep, signal, quiet });
  const saved = new Set(solved.states.map(({ appliedField }) => nearestStep(range, appliedField)));
  const beyond = list.fields.filter((field) => !saved.has(nearestStep(range, field)));
  const later = { fields: beyond, anchors: list.anchors };
  const states = await solveStates(solved.anchors, { ...options, list: later, quiet: true });
  return { solved, states: unique([...solved.states, ...states]) };
}

/** The states of the list, with a sweep that ends at the last of them. */
export async function solveStates(anchors: AnchorPoints, options: SolveStatesOptions): Promise<SavedState[]> {
  const { structure, physics, list, signal, quiet } = options;
  const { startField, fieldStep } = rangeOf(options.sweep);
  const fields = [...list.fields, ...anchorFields(list, anchors)];
  if (fields.length === 0) return [];
  const steps = Math.max(2, ...fields.map((field) => Math.round((startField - field) / fieldStep)));
  const endField = startField - steps * fieldStep;
  const sweep = { ...options.sweep, stopAt: 'full' as const, endField, saveStatesAt: fields };
  const onStep = counter(options, steps);
  const { states } = await solveInPool(structure, physics, { options: sweep, onStep, signal, quiet });
  return unique(states);
}

const anchorFields = ({ anchors: names }: FieldList, anchors: AnchorPoints): number[] =>
  names.flatMap((name) => {
    const field = fieldOf(name, anchors);
    if (field === null) warn(`the curve does not reach ${name}: no magnetization there`);
    return field === null ? [] : [field];
  });

const rangeOf = ({ startField = 1, endField = -1, fieldStep = 0.01 }: SweepOptions = {}): FieldRange => ({
  startField,
  endField,
  fieldStep,
});

function counter({ onProgress, sweep }: SolveStatesOptions, total: number) {
  const range = rangeOf(sweep);
  return ({ appliedField }: FieldStep) => onProgress?.(countSteps({ ...range, endField: appliedField }), total);
}

/** In the order of the sweep, one per field. */
const unique = (states: SavedState[]): SavedState[] =>
  [...new Map(states.map((state) => [state.appliedField, state])).values()].sort(
    (a, b) => b.appliedField - a.appliedField,
  );
