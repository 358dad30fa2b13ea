// The six errors of a model beside the paper's Table 3.
import type { AnchorErrors } from '../../model/evaluate.js';
import { quantities } from '../../quantities.js';
import { table } from '../output.js';

const number = (value: number | null): string => (value === null ? '-' : value.toFixed(4));

export function errorTable(errors: readonly AnchorErrors[]): string {
  const rows = errors.map(({ name, count, meanAbsoluteError, paperMeanAbsoluteError, percentile95, r2 }) => [
    quantities[name].symbol,
    number(meanAbsoluteError),
    number(paperMeanAbsoluteError),
    number(percentile95),
    number(r2),
    String(count),
    quantities[name].unit,
  ]);
  return table(['', 'mean absolute error', 'paper', '95 %', 'R2', 'records', 'unit'], rows);
}
