// Small moves of real grain parameters, for a structure that nearly has the wanted curve. Each is smooth in one number, 0 leaves the
// structure as it is, and 1 is a small but visible change.
import { foldAngle } from './easy-axis-image.js';
import { neighbourLists } from './neighbours.js';
import { rasterize } from './raster.js';
import type { Structure } from './structure.js';

/**
 * What can be moved, each with the axis of the curve that it moves most:
 *   spread      all misorientations, t -> t exp(0.2 p): remanence
 *   tail        strongly turned grains more than others, t -> sign(t) r (|t|/r)^exp(0.3 p), r = root mean square t: knee against remanence
 *   surface     grains near the two charged surfaces more than those inside, where the demagnetizing field is weaker: nucleation
 *   alignment   axes towards (p > 0) or away from the mean of their neighbours' axes: how far an avalanche runs
 *   size        small grains more than large ones
 *   evenness    seeds towards the centres of their grains (Lloyd 1982), so that grains become alike
 */
export const moveNames = ['spread', 'tail', 'surface', 'alignment', 'size', 'evenness'] as const;

/** p of each move, in the order of moveNames. */
export type Moves = ArrayLike<number>;

const strength = { spread: 0.2, tail: 0.3, surface: 0.4, alignment: 0.25, size: 0.2, evenness: 0.4 } as const;

/** The structure after all moves at once; misorientations stay within `maximumMisorientation` (rad). */
export type Reshape = (moves: Moves) => Structure;

/** What a structure's moves need to know of it is worked out once. */
export function createReshape(structure: Structure, maximumMisorientation = Math.PI): Reshape {
  const { size, seeds } = structure;
  const angles = structure.easyAxisAngles.map(foldAngle);
  const { areas, centres } = measureGrains(structure);
  const meanArea = 1 / areas.length;
  const neighbourhood = neighbourTurns(structure, angles);
  const rms = Math.sqrt(angles.reduce((sum, t) => sum + t * t, 0) / angles.length);
  const largest = Math.min(maximumMisorientation, Math.PI / 2);
  return (moves) => {
    const [spread, tail, surface, alignment, bySize, evenness] = moveNames.map((name, i) => strength[name] * moves[i]);
    const power = Math.exp(tail);
    const easyAxisAngles = angles.map((angle, g) => {
      const aligned = angle + alignment * neighbourhood[g];
      const height = Math.abs((2 * seeds[2 * g + 1]) / size - 1);
      const smallness = Math.log(meanArea / Math.max(areas[g], 0.05 * meanArea));
      const factor = Math.exp(spread + surface * (height * height - 1 / 3) + bySize * smallness);
      const bent = rms > 0 ? rms * (Math.abs(aligned) / rms) ** power : 0;
      return Math.sign(aligned) * Math.min(largest, factor * bent);
    });
    const moved = seeds.map((s, i) => Math.min(size, Math.max(0, s + evenness * (centres[i] - s))));
    return { ...structure, seeds: moved, easyAxisAngles };
  };
}

/** Area of each grain as a share of the sample, and its centre (the seed where it has no cell). */
function measureGrains(structure: Structure): { areas: Float64Array; centres: Float64Array } {
  const { cells, cellSize, seeds } = structure;
  const ids = rasterize(structure, cells);
  const counts = new Float64Array(seeds.length / 2);
  const sums = new Float64Array(seeds.length);
  for (let i = 0; i < ids.length; i++) {
    counts[ids[i]]++;
    sums[2 * ids[i]] += ((i % cells) + 0.5) * cellSize;
    sums[2 * ids[i] + 1] += (Math.floor(i / cells) + 0.5) * cellSize;
  }
  const centres = seeds.map((s, i) => (counts[i >> 1] > 0 ? sums[i] / counts[i >> 1] : s));
  return { areas: counts.map((count) => count / ids.length), centres };
}

/** By how much each axis would have to turn to lie at the mean of its neighbours' axes; axes are lines, so differences are folded. */
function neighbourTurns({ seeds, size }: Structure, angles: Float64Array): Float64Array {
  if (angles.length < 3) return new Float64Array(angles.length);
  const lists = neighbourLists(seeds, size);
  return angles.map((angle, g) => {
    const neighbours = lists[g];
    const sum = neighbours.reduce((total, n) => total + foldAngle(angles[n] - angle), 0);
    return neighbours.length > 0 ? sum / neighbours.length : 0;
  });
}

/** One line: `spread +0.50, tail -0.20`; moves that are hardly any are left out. */
export function describeMoves(moves: Moves): string {
  const parts = moveNames.flatMap((name, i) =>
    Math.abs(moves[i]) < 0.005 ? [] : [`${name} ${moves[i] < 0 ? '-' : '+'}${Math.abs(moves[i]).toFixed(2)}`],
  );
  return parts.length > 0 ? parts.join(', ') : 'nothing';
}
