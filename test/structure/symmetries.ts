// The exact symmetries of the demagnetization curve: these three moves of a structure leave it unchanged.
import type { Structure } from '../../src/structure/structure.js';

const mirrored = (structure: Structure, axis: 0 | 1): Structure => ({
  ...structure,
  seeds: structure.seeds.map((s, i) => (i % 2 === axis ? structure.size - s : s)),
  easyAxisAngles: structure.easyAxisAngles.map((t) => -t),
});

/** Mirrored in x: k = (sin t, cos t) becomes (-sin t, cos t). */
export const mirrorStructureX = (structure: Structure): Structure => mirrored(structure, 0);

/** Mirrored in y: k becomes (sin t, -cos t), which is the axis (-sin t, cos t). */
export const mirrorStructureY = (structure: Structure): Structure => mirrored(structure, 1);

/** Turned by 180 degrees: k becomes -k, the same axis. */
export const turnStructure180 = (structure: Structure): Structure => ({
  ...structure,
  seeds: structure.seeds.map((s) => structure.size - s),
});
