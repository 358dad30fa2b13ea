// Whether a structure is one of those that limits allow.
import type { StructureLimits } from '../config/preset.js';
import { largestMisorientation } from '../structure/easy-axis-image.js';
import { grainCount, type Structure } from '../structure/structure.js';

export function isWithin(
  structure: Structure,
  { grains: [least, most], maximumMisorientation }: StructureLimits,
): boolean {
  const grains = grainCount(structure);
  return grains >= least && grains <= most && largestMisorientation(structure) <= maximumMisorientation + 1e-9;
}
