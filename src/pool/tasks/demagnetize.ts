// The solver as a task; reports every field step.
import { demagnetize } from '../../solver/demagnetize.js';
import type { Physics } from '../../solver/physics.js';
import type { Structure } from '../../structure/structure.js';
import type { Task } from '../task.js';

type Options = NonNullable<Parameters<typeof demagnetize>[2]>;
type Step = Parameters<NonNullable<Options['onStep']>>[0];

export interface DemagnetizeInput {
  structure: Structure;
  physics: Physics;
  options?: Omit<Options, 'onStep'>;
}

export const run: Task<DemagnetizeInput, ReturnType<typeof demagnetize>, Step> = (
  { structure, physics, options },
  { onProgress },
) => demagnetize(structure, physics, { ...options, onStep: onProgress });
