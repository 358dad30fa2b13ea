// What an easy-axis image says about its demagnetization curve without solving it: averages, quantiles and textures of the axes.
// Exact for a structure, the same in the four poses that leave the curve unchanged, and few enough to learn from with few labels.
// Switching fields are those of Stoner and Wohlfarth (1948) in HA, reverse field along y, axis at angle t from it:
//   h(t) = (|cos t|^(2/3) + |sin t|^(2/3))^(-3/2)
import { imageAngles } from './easy-axis-image.js';

/** Shares of the area at which quantiles are taken. */
const misorientationShares = [0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 1];
const switchingShares = [0, 0.02, 0.1, 0.25, 0.5, 0.75, 0.9];
/** Edges of the squares that are averaged to one axis, as shares of the image's edge: 16, 32, 64 and 160 nm of the paper's sample. */
const squareShares = [1 / 20, 1 / 10, 1 / 5, 1 / 2];

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** What each number is, in the order of `imageStatistics`. */
export const statisticNames: readonly string[] = [
  ...['|cos t|', 'cos^2 t', 'deviation of cos t', '|sin t|', 'cos 2t', 'mean of sin t', 'mean of sin 2t'],
  ...misorientationShares.map((share) => `|t| at ${percent(share)} of the area`),
  ...switchingShares.map((share) => `switching field at ${percent(share)} of the area`),
  ...['boundary length', 'misorientation at boundaries', 'its root mean square', 'boundary length times |sin|'],
  ...squareShares.flatMap((share) =>
    [
      'order',
      '|t|',
      'lowest switching field',
      'at 10 %',
      'at 50 %',
      '|cos t|',
      'lowest switching field times order',
    ].map((name) => `squares of ${percent(share)}: ${name}`),
  ),
];

/** h(t) */
export const stonerWohlfarthField = (t: number): number =>
  (Math.abs(Math.cos(t)) ** (2 / 3) + Math.abs(Math.sin(t)) ** (2 / 3)) ** -1.5;

/** @param image cells x cells of k_x @returns one number for each of `statisticNames` */
export function imageStatistics(image: Float32Array, cells: number): Float32Array {
  const axes = distinctAxes(image);
  const sums = directorSums(axes, cells);
  return Float32Array.from([
    ...averages(axes),
    ...quantiles(axes.t.map(Math.abs), axes.shares, misorientationShares),
    ...quantiles(axes.t.map(stonerWohlfarthField), axes.shares, switchingShares),
    ...boundaries(axes, cells),
    ...squareShares.flatMap((share) => squares(sums, cells, Math.round(cells * share))),
  ]);
}

/** The axes of an image, each once: it has as many as grains, and what costs time is computed once for each. */
interface Axes {
  /** Angles in rad. */
  readonly t: Float64Array;
  /** Of the area; they sum to 1. */
  readonly shares: Float64Array;
  /** Which axis each cell has. */
  readonly ids: Int32Array;
}

function distinctAxes(image: Float32Array): Axes {
  const known = new Map<number, number>();
  const ids = new Int32Array(image.length);
  let [last, id] = [Number.NaN, 0];
  for (let i = 0; i < image.length; i++) {
    if (image[i] !== last) {
      last = image[i];
      id = known.get(last) ?? known.size;
      known.set(last, id);
    }
    ids[i] = id;
  }
  const shares = new Float64Array(known.size);
  for (const axis of ids) shares[axis] += 1 / image.length;
  return { t: imageAngles(Float32Array.from(known.keys())), shares, ids };
}

function averages({ t, shares }: Axes): number[] {
  const mean = (of: (angle: number) => number) => t.reduce((sum, angle, i) => sum + shares[i] * of(angle), 0);
  const cos = mean(Math.cos);
  const squared = mean((angle) => Math.cos(angle) ** 2);
  const deviation = Math.sqrt(Math.max(0, squared - cos * cos));
  const sine = mean((angle) => Math.abs(Math.sin(angle)));
  // Mirroring changes the sign of t, so of odd means only the size counts.
  const [odd, oddTwice] = [Math.abs(mean(Math.sin)), Math.abs(mean((angle) => Math.sin(2 * angle)))];
  return [cos, squared, deviation, sine, 2 * squared - 1, odd, oddTwice];
}

/** Values that these parts of the whole do not exceed; each value has a share of the whole. */
function quantiles(values: Float64Array, shares: Float64Array, parts: readonly number[]): number[] {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  return parts.map((part) => {
    let [sum, place] = [shares[order[0]], 0];
    // Sums of shares round; a hundredth of a cell does not matter.
    while (sum < part - 1e-7 && place + 1 < order.length) sum += shares[order[++place]];
    return values[order[place]];
  });
}

/** Between neighbouring cells with different axes: count per cell, mean and root mean square angle, sum of |sin angle| per cell. */
function boundaries({ t, ids }: Axes, cells: number): number[] {
  let [count, sum, squares, sines] = [0, 0, 0, 0];
  const add = (a: number, b: number) => {
    if (a === b) return;
    const apart = Math.abs(t[a] - t[b]);
    const angle = Math.min(apart, Math.PI - apart);
    count += 1;
    sum += angle;
    squares += angle * angle;
    sines += Math.sin(angle);
  };
  for (let y = 0; y < cells; y++)
    for (let x = 0; x < cells; x++) {
      const i = y * cells + x;
      if (x + 1 < cells) add(ids[i], ids[i + 1]);
      if (y + 1 < cells) add(ids[i], ids[i + cells]);
    }
  const n = Math.max(1, count);
  return [count / ids.length, sum / n, Math.sqrt(squares / n), sines / ids.length];
}

/** Sums of cos 2t and sin 2t over the cells below and left of a corner: those of any square are then four look-ups. */
function directorSums({ t, ids }: Axes, cells: number): { c: Float64Array; s: Float64Array } {
  const [cos, sin] = [t.map((angle) => Math.cos(2 * angle)), t.map((angle) => Math.sin(2 * angle))];
  const row = cells + 1;
  const [c, s] = [new Float64Array(row * row), new Float64Array(row * row)];
  for (let y = 0; y < cells; y++) {
    let [sumC, sumS] = [0, 0];
    for (let x = 0; x < cells; x++) {
      const axis = ids[y * cells + x];
      sumC += cos[axis];
      sumS += sin[axis];
      const at = (y + 1) * row + x + 1;
      c[at] = c[at - row] + sumC;
      s[at] = s[at - row] + sumS;
    }
  }
  return { c, s };
}

/** Of the axes averaged over squares of `edge` cells, as directors: (cos 2t, sin 2t) is averaged. */
function squares(sums: { c: Float64Array; s: Float64Array }, cells: number, edge: number): number[] {
  const n = Math.floor(cells / edge);
  const within = (table: Float64Array) =>
    Float64Array.from({ length: n * n }, (_, square) => {
      const low = Math.floor(square / n) * edge * (cells + 1) + (square % n) * edge;
      const high = low + edge * (cells + 1);
      return table[high + edge] - table[high] - table[low + edge] + table[low];
    });
  const [c, s] = [within(sums.c), within(sums.s)];
  const order = c.map((_, i) => Math.hypot(c[i], s[i]) / edge ** 2);
  const angle = c.map((_, i) => Math.abs(Math.atan2(s[i], c[i]) / 2));
  const field = angle.map(stonerWohlfarthField);
  const weak = field.map((h, i) => h * order[i]);
  const even = weak.map(() => 1 / weak.length);
  const [tenth, half] = quantiles(weak, even, [0.1, 0.5]);
  return [mean(order), mean(angle), Math.min(...field), tenth, half, mean(angle.map(Math.cos)), Math.min(...weak)];
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
