// What the labelled data know about an objective: the structures whose solved curves come nearest to it, and how far all curves reach.
import { ascending } from '../../ascending.js';
import type { StructureLimits } from '../../config/preset.js';
import type { Physics } from '../../physics.js';
import type { Task } from '../../pool/task.js';
import { crowdingDistances, dominates } from '../../search/front.js';
import { createObjective, type Measured, type Objective } from '../../search/objective.js';
import type { ObjectiveSpec } from '../../search/objective-spec.js';
import type { Structure } from '../../structure/structure.js';
import { isWithin } from '../is-within.js';
import { measureLabels, rangesOf } from '../measure-labels.js';
import { loadLabelled } from '../seed-structures.js';

export interface LabelledInput {
  /** Data folder. */
  data: string;
  physics: Physics;
  limits: StructureLimits;
  objective: ObjectiveSpec;
  /** How many of the nearest. */
  count: number;
}

export interface Labelled {
  /** Structures within the limits. */
  count: number;
  /** Nearest first; of a trade-off its front. */
  nearest: { structure: Structure; measured: Required<Measured>; distance: number }[];
  /** Smallest and largest value of each quantity; absent where there is none. */
  ranges: ReturnType<typeof rangesOf>;
}

export const run: Task<LabelledInput, Labelled> = async ({ data, physics, limits, objective: spec, count }) => {
  const objective = createObjective(spec, physics.material);
  const dataset = await loadLabelled(data, physics);
  const all = measureLabels(dataset)
    .map((measured, i) => ({
      structure: dataset.structures[i],
      measured,
      distance: objective.loss(measured, 0),
    }))
    .filter(({ structure }) => isWithin(structure, limits))
    .sort((a, b) => ascending(a.distance, b.distance));
  const nearest = [...new Set([...frontAmong(all, objective), ...all])].slice(0, count);
  return { count: all.length, nearest, ranges: rangesOf(all.map(({ measured }) => measured)) };
};

/** Of a trade-off, those that no other beats in all wishes, the roomiest first: they are nearer than the best compromise. */
function frontAmong(all: Labelled['nearest'], objective: Objective): Labelled['nearest'] {
  const costs = all.flatMap(({ measured }) => {
    const some = objective.costs(measured);
    return some === null ? [] : [some];
  });
  const front = [...costs.keys()].filter((i) => !costs.some((other) => dominates(other, costs[i])));
  const room = crowdingDistances(front, costs);
  return front
    .map((i, place) => ({ label: all[i], room: room[place] }))
    .sort((a, b) => ascending(b.room, a.room))
    .map(({ label }) => label);
}
