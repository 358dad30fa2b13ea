// A model says of any structure what its curve is, and how sure it is: beyond what it was trained on, neither means much.
import type { StructureLimits } from '../config/preset.js';
import type { ModelCard } from '../model/model-card.js';
import { largestMisorientation } from '../structure/easy-axis-image.js';
import { grainCount, type Structure } from '../structure/structure.js';

type Learned = Pick<ModelCard, 'name' | 'drawn'>;

/** One line where a structure is unlike those that the model has learned, else null. */
export function unfamiliarStructure(model: Learned, structure: Structure): string | null {
  const grains = grainCount(structure);
  const own = { grains: [grains, grains] as const, maximumMisorientation: largestMisorientation(structure) };
  return unfamiliar(
    model,
    own,
    `${structure.name ?? 'this one'} has ${grains} up to ${degrees(own.maximumMisorientation)}`,
  );
}

/** One line where a search goes among structures unlike those that its model has learned, else null. */
export function unfamiliarLimits(model: Learned, limits: StructureLimits): string | null {
  const { grains, maximumMisorientation } = limits;
  // An axis is a line: it is turned by 90 degrees at most.
  const own = { grains, maximumMisorientation: Math.min(maximumMisorientation, Math.PI / 2) };
  const set = model.drawn ? ` (--set structure.grains=[${model.drawn.grains}] keeps to what it knows)` : '';
  return unfamiliar(
    model,
    own,
    `the search looks at ${span(grains)} up to ${degrees(own.maximumMisorientation)}${set}`,
  );
}

function unfamiliar(
  { name, drawn }: Learned,
  own: { grains: readonly number[]; maximumMisorientation: number },
  said: string,
): string | null {
  if (!drawn) return null;
  const [least, most] = drawn.grains;
  const isKnown =
    own.grains[0] >= least && own.grains[1] <= most && own.maximumMisorientation <= drawn.maximumMisorientation + 1e-9;
  if (isKnown) return null;
  return `model ${name} has learned structures of ${span(drawn.grains)} grains up to ${degrees(drawn.maximumMisorientation)}, ${said}: what it predicts there, and how sure it says it is, mean little`;
}

const span = ([least, most]: readonly number[]): string => (least === most ? String(least) : `${least} to ${most}`);
const degrees = (angle: number): string => `${Number(((angle * 180) / Math.PI).toFixed(1))} degrees`;
