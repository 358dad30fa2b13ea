// Image statistics brought to mean 0 and deviation 1 over drawn structures: what readers give and ensembles take.
import { imageStatistics, statisticNames } from '../structure/image-statistics.js';
import { columnStatistics } from './rows.js';

/** Of each statistic. */
export interface Standard {
  readonly mean: number[];
  readonly deviation: number[];
}

const width = statisticNames.length;

/** @param images count x cells x cells @returns count x statistics */
export function statisticsOf(images: Float32Array, cells: number): Float32Array {
  const count = images.length / cells ** 2;
  const all = new Float32Array(count * width);
  for (let i = 0; i < count; i++)
    all.set(imageStatistics(images.subarray(i * cells ** 2, (i + 1) * cells ** 2), cells), i * width);
  return all;
}

export function fitStandard(statistics: Float32Array): Standard {
  const { mean, deviation } = columnStatistics(statistics, width);
  return { mean, deviation: deviation.map((one) => one || 1) };
}

/** (value - mean) / deviation, in a new array. */
export const standardize = (statistics: Float32Array, { mean, deviation }: Standard): Float32Array =>
  statistics.map((value, i) => (value - mean[i % width]) / deviation[i % width]);
