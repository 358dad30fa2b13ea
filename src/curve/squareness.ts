// How square the second quadrant is: the knee field over the coercivity.
import type { AnchorPoints } from '../quantities.js';

/** Hk90 / Hc, between 0 and 1; null where either is not reached or the coercivity is zero. */
export const squareness = ({ hk90, hc }: AnchorPoints): number | null =>
  hk90 === null || hc === null || hc === 0 ? null : hk90 / hc;
