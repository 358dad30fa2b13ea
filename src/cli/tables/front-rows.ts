// The table of a trade-off: candidates that no other beats in all wishes.
import type { DesignReport } from '../../design/report.js';
import { type QuantityName, quantities } from '../../quantities.js';
import { cell, unitOf } from '../../quantity-cells.js';
import { table } from '../output.js';

export function frontRows({ quantities: names, points }: NonNullable<DesignReport['front']>): string {
  if (points.length === 0) return 'no candidate meets targets and bounds, so there is no front';
  const head = ['candidate on the front', ...names.map(title)];
  return table(
    head,
    points.map(({ candidate, values }) => [
      String(candidate),
      ...names.map((name) => cell(name, values[name] ?? null)),
    ]),
  );
}

const title = (name: QuantityName): string => {
  const [{ symbol }, unit] = [quantities[name], unitOf(name).trim()];
  return unit === '' ? symbol : `${symbol} (${unit})`;
};
