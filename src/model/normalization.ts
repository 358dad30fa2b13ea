// Targets of the regressor: anchor points brought to mean 0 and deviation 1 over the training set.
import { anchorNames } from '../quantities.js';

/** Six numbers each, in the order of `anchorNames`, in Ms and HA. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

const n = anchorNames.length;

/** Mean and deviation of each anchor point over the rows that reach it (finite values). */
export function fitNormalization(anchors: Float32Array): Normalization {
  const columns = anchorNames.map((_, k) => anchors.filter((value, i) => i % n === k && Number.isFinite(value)));
  const mean = columns.map((column) => average(column));
  const deviation = columns.map((column, k) => Math.sqrt(average(column.map((value) => (value - mean[k]) ** 2))));
  // A target that does not vary has nothing to learn and must not be divided by zero.
  return { mean, deviation: deviation.map((value) => (value > 1e-9 ? value : 1)) };
}

const average = (values: Float32Array): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Anchors as the regressor sees them; what is not finite stays so. */
export const normalize = (anchors: Float32Array, { mean, deviation }: Normalization): Float32Array =>
  anchors.map((value, i) => (value - mean[i % n]) / deviation[i % n]);

/** The inverse, in Ms and HA. */
export const denormalize = (values: Float32Array, { mean, deviation }: Normalization): Float32Array =>
  values.map((value, i) => value * deviation[i % n] + mean[i % n]);
