// Moves Voronoi seeds until their borders lie where a map of grains has them. The distance of a point x from the bisector of the seeds
// a and b, positive on a's side, is
//   r = (|x - b|^2 - |x - a|^2) / (2 |a - b|),   dr/da = (x - a) / |a - b|,   dr/db = -(x - b) / |a - b|   (|a - b| held).
// First on lines: x is midway between two neighbouring cells of different grains and r should be 0, in the mean of absolute values, so
// that a border which no seeds can follow does not spoil the others. Then on cells: x is a cell centre beside a border and should lie on
// its own side by a margin; what does already counts nothing. Levenberg-Marquardt, each step by conjugate gradients. Lengths in cells.
import type { GrainRaster, OwnedSeeds } from './grain-raster.js';
import { nearestSeeds } from './raster.js';

export interface FittedSeeds extends OwnedSeeds {
  /** Part of the cells whose nearest seed belongs to their grain. */
  readonly share: number;
}

type Stage = 'lines' | 'cells';

const steps: Readonly<Record<Stage, number>> = { lines: 30, cells: 40 };
/** On lines, a residual beyond this counts by its absolute value. */
const robustFrom = 0.7;
const margin = 0.1;
/** A step of a seed, as part of the way to the nearest seed across its borders: two that pass one another never find back. */
const longestStep = 0.3;
/** Seeds on the two sides of a border come no closer: where their bisector lies must not hang on the last digits. */
const closest = 0.25;
const innerSteps = 30;
/** Four steps in a row with a smaller relative gain end a stage. */
const smallestGain = 2e-3;
/** Of a seed without borders: it stays where it is. */
const smallestCurvature = 1e-3;
/** More pairs of cells than this are thinned out evenly: a real border has far fewer, noise has more. */
const mostPairs = 40000;

/** Seeds that reproduce the map better, never worse. A grain without seeds stays without, and its borders do not count. */
export function fitBorders(start: OwnedSeeds, raster: GrainRaster): FittedSeeds {
  const pairs = borderPairs(raster, new Set(start.owners));
  let best: FittedSeeds = { ...start, share: shareKept(start, raster) };
  for (const stage of ['lines', 'cells'] as const) best = descend(best, raster, pairs, stage);
  return best;
}

/** Part of the cells whose nearest seed belongs to their grain. */
export function shareKept({ seeds, owners }: OwnedSeeds, { ids, cells }: GrainRaster): number {
  const nearest = nearestSeeds(seeds, cells, 1);
  let kept = 0;
  for (let i = 0; i < ids.length; i++) if (owners[nearest[i]] === ids[i]) kept++;
  return kept / ids.length;
}

function descend(start: FittedSeeds, raster: GrainRaster, pairs: Int32Array, stage: Stage): FittedSeeds {
  const system = createSystem(start.owners, raster, pairs, stage);
  let best = start;
  let seeds = start.seeds;
  let damping = 0.03;
  let error = system.assemble(seeds);
  for (let n = 0, idle = 0; n < steps[stage] && idle < 4 && best.share < 1; n++) {
    const trial = system.moved(seeds, system.solve(damping));
    const next = system.assemble(trial);
    idle = next < (1 - smallestGain) * error ? 0 : idle + 1;
    if (next < error) {
      [seeds, error] = [trial, next];
      damping = Math.max(1e-4, damping / 3);
      const share = shareKept({ seeds, owners: start.owners }, raster);
      if (share > best.share) best = { seeds, owners: start.owners, share };
    } else {
      damping *= 4;
      system.assemble(seeds);
    }
  }
  return best;
}

/** Neighbouring cells in different grains that have seeds: p0, q0, p1, q1, ... */
function borderPairs({ ids, cells }: GrainRaster, seeded: ReadonlySet<number>): Int32Array {
  const all: number[] = [];
  const add = (p: number, q: number) => {
    if (ids[p] !== ids[q] && seeded.has(ids[p]) && seeded.has(ids[q])) all.push(p, q);
  };
  for (let i = 0; i < ids.length; i++) {
    if ((i + 1) % cells !== 0) add(i, i + 1);
    if (i + cells < ids.length) add(i, i + cells);
  }
  const stride = Math.ceil(all.length / 2 / mostPairs);
  return Int32Array.from(stride > 1 ? all.filter((_, k) => (k >> 1) % stride === 0) : all);
}

interface System {
  /** Residuals and their derivatives at these seeds; returns the error. */
  assemble(seeds: Float64Array): number;
  /** The damped step from the seeds that were assembled last. */
  solve(damping: number): Float64Array;
  moved(seeds: Float64Array, step: Float64Array): Float64Array;
}

function createSystem(
  owners: Int32Array,
  { ids, cells, grains }: GrainRaster,
  pairs: Int32Array,
  stage: Stage,
): System {
  const own = groupByOwner(owners, grains);
  const most = stage === 'lines' ? pairs.length / 2 : pairs.length;
  const [first, second] = [new Int32Array(most), new Int32Array(most)];
  const [residual, weight] = [new Float64Array(most), new Float64Array(most)];
  const slopes = new Float64Array(4 * most);
  const size = 2 * owners.length;
  const reach = new Float64Array(owners.length);
  let count = 0;

  const nearestOf = (seeds: Float64Array, grain: number, x: number, y: number): number => {
    const list = own[grain];
    let best = list[0];
    if (list.length === 1) return best;
    let least = Infinity;
    for (let k = 0; k < list.length; k++) {
      const dx = x - seeds[2 * list[k]];
      const dy = y - seeds[2 * list[k] + 1];
      const distance = dx * dx + dy * dy;
      if (distance >= least) continue;
      least = distance;
      best = list[k];
    }
    return best;
  };
  /** The point x, y, which belongs to grain a and lies at its border to grain b. */
  const add = (seeds: Float64Array, x: number, y: number, a: number, b: number): number => {
    const s = nearestOf(seeds, a, x, y);
    const t = nearestOf(seeds, b, x, y);
    const ax = x - seeds[2 * s];
    const ay = y - seeds[2 * s + 1];
    const bx = x - seeds[2 * t];
    const by = y - seeds[2 * t + 1];
    const apart = Math.sqrt((ax - bx) ** 2 + (ay - by) ** 2) || smallestCurvature;
    const room = Math.max(0, Math.min(longestStep * apart, (apart - closest) / 2));
    reach[s] = Math.min(reach[s], room);
    reach[t] = Math.min(reach[t], room);
    const r = (bx * bx + by * by - ax * ax - ay * ay) / (2 * apart) - (stage === 'cells' ? margin : 0);
    if (stage === 'cells' && r >= 0) return 0;
    const size = Math.abs(r);
    const outlier = stage === 'lines' && size > robustFrom;
    first[count] = 2 * s;
    second[count] = 2 * t;
    residual[count] = r;
    weight[count] = outlier ? robustFrom / size : 1;
    slopes[4 * count] = ax / apart;
    slopes[4 * count + 1] = ay / apart;
    slopes[4 * count + 2] = -bx / apart;
    slopes[4 * count + 3] = -by / apart;
    count++;
    return outlier ? robustFrom * (size - robustFrom / 2) : (r * r) / 2;
  };

  return {
    assemble(seeds) {
      count = 0;
      reach.fill(cells);
      let error = 0;
      for (let k = 0; k < pairs.length; k += 2) {
        const p = pairs[k];
        const q = pairs[k + 1];
        const px = (p % cells) + 0.5;
        const py = Math.floor(p / cells) + 0.5;
        const qx = (q % cells) + 0.5;
        const qy = Math.floor(q / cells) + 0.5;
        if (stage === 'lines') error += add(seeds, (px + qx) / 2, (py + qy) / 2, ids[p], ids[q]);
        else error += add(seeds, px, py, ids[p], ids[q]) + add(seeds, qx, qy, ids[q], ids[p]);
      }
      return error;
    },
    solve: (damping) => conjugateGradients({ first, second, residual, weight, slopes, count, size }, damping),
    moved: (seeds, step) =>
      seeds.map((s, k) => {
        const seed = k >> 1;
        const scale = Math.min(1, reach[seed] / (Math.hypot(step[2 * seed], step[2 * seed + 1]) || 1));
        return Math.max(0, Math.min(cells, s + scale * step[k]));
      }),
  };
}

function groupByOwner(owners: Int32Array, grains: number): number[][] {
  const groups: number[][] = Array.from({ length: grains }, () => []);
  for (const [s, grain] of owners.entries()) groups[grain].push(s);
  return groups;
}

/** Rows of a sparse matrix D with four entries each, in the columns first, first + 1, second, second + 1. */
interface Rows {
  first: Int32Array;
  second: Int32Array;
  residual: Float64Array;
  weight: Float64Array;
  slopes: Float64Array;
  count: number;
  /** Columns. */
  size: number;
}

/** Solves (D^T W D + damping diag) step = -D^T W r, approximately. */
function conjugateGradients(
  { first, second, residual, weight, slopes, count, size }: Rows,
  damping: number,
): Float64Array {
  const diagonal = new Float64Array(size).fill(smallestCurvature);
  const rest = new Float64Array(size);
  const addRow = (k: number, factor: number, result: Float64Array) => {
    result[first[k]] += factor * slopes[4 * k];
    result[first[k] + 1] += factor * slopes[4 * k + 1];
    result[second[k]] += factor * slopes[4 * k + 2];
    result[second[k] + 1] += factor * slopes[4 * k + 3];
  };
  for (let k = 0; k < count; k++) {
    addRow(k, -weight[k] * residual[k], rest);
    for (let c = 0; c < 4; c++) {
      diagonal[(c < 2 ? first[k] : second[k]) + (c % 2)] += weight[k] * slopes[4 * k + c] ** 2;
    }
  }
  const scale = diagonal.map((d) => 1 / (d * (1 + damping)));
  const step = new Float64Array(size);
  const direction = rest.map((r, c) => scale[c] * r);
  const product = new Float64Array(size);
  let rho = weighted(rest, scale);
  for (let n = 0; n < innerSteps && rho > 1e-12; n++) {
    for (let c = 0; c < size; c++) product[c] = damping * diagonal[c] * direction[c];
    for (let k = 0; k < count; k++) {
      const a = first[k];
      const b = second[k];
      const along =
        slopes[4 * k] * direction[a] +
        slopes[4 * k + 1] * direction[a + 1] +
        slopes[4 * k + 2] * direction[b] +
        slopes[4 * k + 3] * direction[b + 1];
      addRow(k, weight[k] * along, product);
    }
    let curvature = 0;
    for (let c = 0; c < size; c++) curvature += direction[c] * product[c];
    const alpha = rho / curvature;
    for (let c = 0; c < size; c++) {
      step[c] += alpha * direction[c];
      rest[c] -= alpha * product[c];
    }
    const next = weighted(rest, scale);
    for (let c = 0; c < size; c++) direction[c] = scale[c] * rest[c] + (next / rho) * direction[c];
    rho = next;
  }
  return step;
}

/** v^T diag(weights) v */
function weighted(v: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < v.length; c++) sum += weights[c] * v[c] * v[c];
  return sum;
}
