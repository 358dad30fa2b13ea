// Where the encoder puts real structures. A code far away from there decodes into something that is no structure, and the
// regressor has never seen it; a code too near the mean decodes into a blur.
//   r = sqrt(mean_d ((z_d - mean_d) / deviation_d)^2), about 1 for a real structure; penalty = weight (r outside [low, high]).

export interface CodeStatistics {
  /** Mean and deviation per latent dimension of encoded real structures. */
  readonly mean: ArrayLike<number>;
  readonly deviation: ArrayLike<number>;
}

export interface Plausibility {
  /** r of the code that starts at `offset`. */
  radius(codes: Float32Array, offset: number): number;
  /** 0 where real structures are, growing linearly outside. */
  penalty(codes: Float32Array, offset: number): number;
  /** d(penalty)/d(code), a new array. */
  slope(codes: Float32Array, offset: number): Float64Array;
}

/** Share of the real codes that may lie outside on either side. */
const tail = 0.02;
/** From this many real codes on, their radii say what is usual; before, the fixed range does. */
const enoughCodes = 50;
const usualRange = [0.5, 1.3] as const;
/** A dimension that the encoder hardly uses (share of the mean deviation) must not dominate r. */
const smallestDeviation = 0.05;

/** @param realCodes encoded real structures, one after the other */
export function createPlausibility(
  { mean, deviation }: CodeStatistics,
  realCodes: Float32Array,
  weight: number,
): Plausibility {
  const dim = mean.length;
  const floor = smallestDeviation * rootMeanSquare(deviation);
  const inverse = Float64Array.from({ length: dim }, (_, d) => 1 / Math.max(deviation[d], floor, 1e-12));
  const radius = (codes: Float32Array, offset: number): number => {
    let sum = 0;
    for (let d = 0; d < dim; d++) {
      const z = (codes[offset + d] - mean[d]) * inverse[d];
      sum += z * z;
    }
    return Math.sqrt(sum / dim);
  };
  const count = realCodes.length / dim;
  const radii = Float64Array.from({ length: count }, (_, i) => radius(realCodes, i * dim)).sort();
  const quantile = (share: number) => radii[Math.round(share * (count - 1))];
  const [low, high] = count >= enoughCodes ? [quantile(tail), quantile(1 - tail)] : usualRange;
  const penalty = (codes: Float32Array, offset: number): number => {
    const r = radius(codes, offset);
    return weight * Math.max(0, low - r, r - high);
  };
  // dr/dz_d = z_d / (deviation_d dim r), z_d in deviations
  const slope = (codes: Float32Array, offset: number): Float64Array => {
    const r = radius(codes, offset);
    const sign = r > high ? 1 : r < low ? -1 : 0;
    const scale = r > 0 ? (weight * sign) / (dim * r) : 0;
    return Float64Array.from({ length: dim }, (_, d) => scale * (codes[offset + d] - mean[d]) * inverse[d] ** 2);
  };
  return { radius, penalty, slope };
}

/** Root mean square of a vector. */
export function rootMeanSquare(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return Math.sqrt(sum / values.length);
}
