// Bunge's Euler angles of crystals with a given c axis, in rad.
import type { EulerAxes } from '../../../src/import/euler-axes.js';

/** Directions in the map (right, up) in the axes of the Euler angles. */
const fromMap: Record<EulerAxes, (right: number, up: number) => [x: number, y: number]> = {
  'right-up': (right, up) => [right, up],
  'right-down': (right, up) => [right, -up],
  'down-right': (right, up) => [-up, right],
  'up-right': (right, up) => [up, right],
};

export interface CAxis {
  /** In the map, from up towards right. */
  angle: number;
  /** Out of the plane. @default 0 */
  tilt?: number;
  /** Rotation about the c axis, phi2. @default 0 */
  spin?: number;
}

/** c = (sin phi1 sin Phi, -cos phi1 sin Phi, cos Phi). */
export function eulerOf({ angle, tilt = 0, spin = 0 }: CAxis, axes: EulerAxes): [number, number, number] {
  const [x, y] = fromMap[axes](Math.sin(angle), Math.cos(angle));
  return [Math.atan2(x, -y), Math.PI / 2 - tilt, spin];
}
