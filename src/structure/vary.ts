// Structures near one another: the same grains, moved and turned a little, and their texture made sharper or wider.
import type { Random } from '../random.js';
import { foldAngle } from './easy-axis-image.js';
import { grainCount, type Structure } from './structure.js';

export interface VaryOptions {
  random: Random;
  /** 0 leaves the structure as it is; 1 moves seeds by half a grain, turns axes by 30 degrees and halves or doubles the texture. */
  strength: number;
  /** Largest misorientation, in rad. @default pi / 2, that is any */
  maximumMisorientation?: number;
}

const largestTurn = Math.PI / 6;

/** One structure more or less like the given one, with as many grains. */
export function varyStructure(
  structure: Structure,
  { random, strength, maximumMisorientation: most = Math.PI / 2 }: VaryOptions,
): Structure {
  const { size } = structure;
  const move = (strength * size) / Math.sqrt(grainCount(structure)) / 2;
  const widening = 2 ** (strength * random.uniform(-1, 1));
  const seeds = structure.seeds.map((s) => clamp(s + move * random.normal(), 0, size));
  const easyAxisAngles = structure.easyAxisAngles.map((t) =>
    clamp(widening * foldAngle(t) + strength * largestTurn * random.normal(), -most, most),
  );
  return { ...structure, seeds, easyAxisAngles };
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
