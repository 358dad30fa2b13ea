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
  if (!drawn) return null;
  const largest = largestMisorientation(structure);
  if (isWithin(structure, drawn) && largest >= nearly * axisAngle(drawn.minimumMisorientation ?? 0)) return null;
  const own = `${grainCount(structure)} up to ${degrees(largest)}`;
  return unfamiliar(model.name, drawn, `${structure.name ?? 'this one'} has ${own}`);
}

/** One line where a search goes among structures unlike those that its model has learned, else null. */
export function unfamiliarLimits({ name, drawn }: Learned, limits: StructureLimits): string | null {
  if (!drawn) return null;
  const { grains, minimumMisorientation = 0, maximumMisorientation } = drawn;
  const [least, most] = limits.grains;
  const widest = axisAngle(limits.maximumMisorientation);
  const isGrainsKnown = least >= grains[0] && most <= grains[1];
  const isWidthKnown = widest <= maximumMisorientation + 1e-9;
  // A search has no least misorientation: no limit keeps it from structures that are better aligned.
  if (isGrainsKnown && isWidthKnown && minimumMisorientation === 0) return null;
  const sets = [
    ...(isGrainsKnown ? [] : [`--set "structure.grains=[${grains.join(', ')}]"`]),
    ...(isWidthKnown ? [] : [`--set "structure.maximumMisorientation=${degreesDown(maximumMisorientation)} deg"`]),
  ];
  const keeps = sets.length > 0 && minimumMisorientation === 0 ? ` (${sets.join(' ')} keeps to what it knows)` : '';
  return unfamiliar(name, drawn, `the search looks at ${span(limits.grains)} up to ${degrees(widest)}${keeps}`);
}

/** The largest misorientation of a few grains lies below the one that they were drawn with: by less than this share, mostly. */
const nearly = 0.8;

/** An axis is a line: it is turned by 90 degrees at most. */
const axisAngle = (angle: number): number => Math.min(angle, Math.PI / 2);

function unfamiliar(name: string, drawn: NonNullable<Learned['drawn']>, said: string): string {
  const { grains, minimumMisorientation = 0, maximumMisorientation } = drawn;
  const from = minimumMisorientation > 0 ? `from ${degrees(minimumMisorientation)} ` : '';
  return `model ${name} has learned structures of ${span(grains)} grains ${from}up to ${degrees(maximumMisorientation)}, ${said}: what it predicts there, and how sure it says it is, mean little`;
}

const span = ([least, most]: readonly number[]): string => (least === most ? String(least) : `${least} to ${most}`);
const degrees = (angle: number): string => `${Number(((angle * 180) / Math.PI).toFixed(1))} degrees`;
/** Rounded to what is allowed. */
const degreesDown = (angle: number): number => Math.floor((angle * 1800) / Math.PI + 1e-6) / 10;
