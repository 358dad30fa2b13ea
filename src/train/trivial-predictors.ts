// What any model must beat: predictions that learn nothing.
import { anchorPoints } from '../curve/anchors.js';
import { stonerWohlfarthEnsemble } from '../curve/stoner-wohlfarth.js';
import { anchorNames } from '../quantities.js';
import { axisRemanence } from '../structure/easy-axis-image.js';
import { rasterize } from '../structure/raster.js';
import { grainCount, type Structure } from '../structure/structure.js';

/** Share of the cells of each grain. */
function areaShares(structure: Structure): Float64Array {
  const ids = rasterize(structure);
  const shares = new Float64Array(grainCount(structure));
  for (const id of ids) shares[id] += 1 / ids.length;
  return shares;
}

/** The curves of grains that do not know of each other. @returns count x 6, not finite where not reached */
export function grainsAlone(structures: readonly Structure[]): Float32Array {
  return Float32Array.from(
    structures.flatMap((structure) => {
      const anchors = anchorPoints(stonerWohlfarthEnsemble(structure.easyAxisAngles, areaShares(structure)));
      return anchorNames.map((name) => anchors[name] ?? Number.NaN);
    }),
  );
}

/** Area mean of |cos t| for the remanence: every grain falls back to its axis. The others are not finite. @returns count x 6 */
export function axesAtRemanence(structures: readonly Structure[]): Float32Array {
  return Float32Array.from(
    structures.flatMap((structure) =>
      anchorNames.map((name) => (name === 'mr' ? axisRemanence(structure) : Number.NaN)),
    ),
  );
}

/** The mean of the training set for every structure. @returns count x 6 */
export function meanOfTraining(training: Float32Array, count: number): Float32Array {
  const n = anchorNames.length;
  const mean = new Float64Array(n);
  for (let i = 0; i < training.length; i++) mean[i % n] += (training[i] * n) / training.length;
  return Float32Array.from({ length: count * n }, (_, i) => mean[i % n]);
}
