// A model says of any structure what its curve is, and how sure it is: beyond what it was trained on, neither means much.
import type { StructureLimits } from '../config/preset.js';
import type { ModelCard } from '../model/model-card.js';
import { largestMisorientation } from '../structure/easy-axis-image.js';
import { grainCount, type Structure } from '../structure/structure.js';
import { isWithin } from './is-within.js';

type Learned = Pick<ModelCard, 'name' | 'drawn'>;

/** One line where a structure is unlike those that the model has learned, else null. */
export function unfamiliarStructure(model: Learned, structure: Structure): string | null {
  const { drawn } = model;
  if (!drawn || isWithin(structure, drawn)) return null;
  const own = `${grainCount(structure)} up to ${degrees(largestMisorientation(structure))}`;
  return unfamiliar(model.name, drawn, `${structure.name ?? 'this one'} has ${own}`);
}

/** One line where a search goes among structures unlike those that its model has learned, else null. */
export function unfamiliarLimits({ name, drawn }: Learned, limits: StructureLimits): string | null {
  const [least, most] = limits.grains;
  // An axis is a line: it is turned by 90 degrees at most.
  const widest = Math.min(limits.maximumMisorientation, Math.PI / 2);
  if (!drawn) return null;
  const isKnown = least >= drawn.grains[0] && most <= drawn.grains[1] && widest <= drawn.maximumMisorientation + 1e-9;
  if (isKnown) return null;
  const set = `--set structure.grains=[${drawn.grains}] keeps to what it knows`;
  return unfamiliar(name, drawn, `the search looks at ${span(limits.grains)} up to ${degrees(widest)} (${set})`);
}

const unfamiliar = (name: string, { grains, maximumMisorientation }: StructureLimits, said: string): string =>
  `model ${name} has learned structures of ${span(grains)} grains up to ${degrees(maximumMisorientation)}, ${said}: what it predicts there, and how sure it says it is, mean little`;

const span = ([least, most]: readonly number[]): string => (least === most ? String(least) : `${least} to ${most}`);
const degrees = (angle: number): string => `${Number(((angle * 180) / Math.PI).toFixed(1))} degrees`;
