// Easy axes as they are solved, here and in the folders for other programs.
import type { Structure } from '../structure/structure.js';

/** In rad; more than the tolerance, so that its torque counts. It lowers the switching field of an aligned cell by 0.003 HA. */
const alignedAxis = 1e-4;

/**
 * The structure as it is solved: an easy axis closer to the field than 1e-4 rad, or to its normal, is turned to that angle. A perfectly
 * aligned state is a saddle and stays on it.
 */
export function offSaddles(structure: Structure): Structure {
  const quarter = Math.PI / 2;
  const easyAxisAngles = structure.easyAxisAngles.map((t) => {
    const quarters = Math.round(t / quarter);
    if (Math.abs(t - quarters * quarter) >= alignedAxis) return t;
    return quarters * quarter + (quarters % 2 === 0 ? alignedAxis : -alignedAxis);
  });
  return { ...structure, easyAxisAngles };
}
