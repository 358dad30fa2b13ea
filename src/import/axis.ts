// Easy axes in space: lines, so that v and -v are one.
import { foldAngle } from '../structure/easy-axis-image.js';

/** In rad. */
export const degree = Math.PI / 180;

/** Sums of lines per group: mean axes. Each is first turned to the side of what its group has so far, beginning with its first. */
export interface AxisMeans {
  add(group: number, x: number, y: number, z: number): void;
  /** Angle in the plane, from +y towards +x, folded, and angle to the plane, both in rad. */
  of(group: number): { angle: number; tilt: number };
}

export function createAxisMeans(groups: number): AxisMeans {
  const sums = new Float64Array(3 * groups);
  return {
    add(group, x, y, z) {
      const k = 3 * group;
      const side = sums[k] * x + sums[k + 1] * y + sums[k + 2] * z < 0 ? -1 : 1;
      sums[k] += side * x;
      sums[k + 1] += side * y;
      sums[k + 2] += side * z;
    },
    of(group) {
      const [x, y, z] = sums.subarray(3 * group, 3 * group + 3);
      return { angle: planeAngle(x, y), tilt: Math.atan2(Math.abs(z), Math.hypot(x, y)) };
    },
  };
}

/** Angle of the line along (x, y), from +y towards +x, in (-pi/2, pi/2]; 0 for no direction at all. */
export const planeAngle = (x: number, y: number): number => foldAngle(Math.atan2(x, y));
