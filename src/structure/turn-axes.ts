// Easy axes turned by far less than any measurement knows: what a curve owes to luck.
import type { Random } from '../random.js';

/** 0.1 degrees, in rad. */
const turn = (0.1 * Math.PI) / 180;

/** Every axis turned by 0.1 degrees, to either side at random. */
export const turnAxes = (easyAxisAngles: Float64Array, random: Random): Float64Array =>
  easyAxisAngles.map((t) => t + (random.next() < 0.5 ? -turn : turn));
