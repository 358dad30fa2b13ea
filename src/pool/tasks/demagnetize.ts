// The solver as a task; reports every field step.
import { type Demagnetized, type DemagnetizeOptions, demagnetize, type FieldStep } from '../../solver/demagnetize.js';
import type { Physics } from '../../solver/physics.js';
import type { Structure } from '../../structure/structure.js';
import type { Task } from '../task.js';

export interface DemagnetizeInput {
  structure: Structure;
  physics: Physics;
  options?: Omit<DemagnetizeOptions, 'onStep'>;
}

export const run: Task<DemagnetizeInput, Demagnetized, FieldStep> = ({ structure, physics, options }, { onProgress }) =>
  demagnetize(structure, physics, { ...options, onStep: onProgress });
