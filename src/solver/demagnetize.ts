// The public door of the solver: structure in, demagnetization curve out.
import type { Physics } from '../physics.js';
import type { Structure } from '../structure/structure.js';
import { type Demagnetized, type FieldStep, type SweepOptions, sweep } from './sweep.js';

export type { SavedState } from './sample.js';
export type { Demagnetized, FieldStep } from './sweep.js';

export interface DemagnetizeOptions extends SweepOptions {
  /** Called after every field. */
  onStep?: (point: FieldStep) => void;
  /** Asked after every field: aborted from `onStep`, say, it ends the sweep with its reason. */
  signal?: AbortSignal;
}

/**
 * The demagnetization curve of a structure.
 * @throws LoopsmithError for a physics or settings that make no sense, before anything is computed; the reason of an aborted signal
 */
export function demagnetize(structure: Structure, physics: Physics, options: DemagnetizeOptions = {}): Demagnetized {
  const { onStep, signal, ...settings } = options;
  const points = sweep(structure, physics, settings);
  for (;;) {
    signal?.throwIfAborted();
    const { done, value } = points.next();
    if (done) return value;
    onStep?.(value);
  }
}
