// The solver as a task; reports every field step.
import { anchorPoints } from '../../curve/anchors.js';
import type { Physics } from '../../physics.js';
import { createObjective } from '../../search/objective.js';
import type { ObjectiveSpec } from '../../search/objective-spec.js';
import { demagnetize } from '../../solver/demagnetize.js';
import type { Structure } from '../../structure/structure.js';
import type { Task } from '../task.js';

type Options = NonNullable<Parameters<typeof demagnetize>[2]>;
type Step = Parameters<NonNullable<Options['onStep']>>[0];

/** What a curve has to beat, by isBetter of polish-lane.ts. */
export interface Rival {
  objective: ObjectiveSpec;
  loss: number;
  /** The loss without any tolerance. */
  distance: number;
}

export interface DemagnetizeInput {
  structure: Structure;
  physics: Physics;
  options?: Omit<Options, 'onStep' | 'stopWhen'>;
  /** The sweep ends as soon as what is known of the curve cannot be better any more. @default it goes on */
  rival?: Rival;
}

export const run: Task<DemagnetizeInput, ReturnType<typeof demagnetize>, Step> = (
  { structure, physics, options, rival },
  { onProgress },
) => demagnetize(structure, physics, { ...options, onStep: onProgress, stopWhen: rival && isBeatenBy(rival, physics) });

function isBeatenBy({ objective: spec, loss, distance }: Rival, { material }: Physics): Options['stopWhen'] {
  const objective = createObjective(spec, material);
  return (curve) => {
    const known = anchorPoints(curve);
    const least = objective.leastLoss(known);
    return least > loss || (least === loss && objective.leastLoss(known, 0) > distance);
  };
}
