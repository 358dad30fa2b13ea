// Where a target lies among what labelled structures have reached: one point per structure, the target over them.
import { type QuantityName, quantities } from '../../quantities.js';
import type { ObjectiveTerm } from '../../search/objective-spec.js';
import { type Axis, type ChartSize, createChart, roundTicks } from './axes.js';

export interface ReachChart {
  /** Values of each structure, reduced units, energy product in J/m3. */
  values: Partial<Record<QuantityName, readonly number[]>>;
  terms: readonly ObjectiveTerm[];
}

/** The two quantities that are wanted first; remanence and coercivity where fewer are. */
export function reachAxes(terms: readonly ObjectiveTerm[]): [x: QuantityName, y: QuantityName] {
  const wanted = [...new Set(terms.map(({ quantity }) => quantity))];
  const [first, second] = [...wanted, ...(['mr', 'hc'] as const).filter((name) => !wanted.includes(name))];
  return first === 'hc' || quantities[first].unit === 'HA' ? [first, second] : [second, first];
}

/** Lines of text, `columns` wide. */
export function reachChart({ values, terms }: ReachChart, size: ChartSize): string[] {
  const [xName, yName] = reachAxes(terms);
  const term = (name: QuantityName) => terms.find(({ quantity, value }) => quantity === name && value !== null);
  const axis = (name: QuantityName, most: number): Axis => {
    const wanted = term(name)?.value ?? [];
    const all = [...(values[name] ?? []), ...[wanted].flat()];
    const [least, greatest] = all.length > 0 ? [Math.min(...all), Math.max(...all)] : [0, 1];
    const room = 0.05 * (greatest - least) || 0.1;
    const [from, to] = [Math.max(0, least - room), greatest + room];
    const ticks = roundTicks(from, to, most);
    const scale = name === 'energyProduct' ? 1e-3 : 1;
    const unit = { Ms: 'Ms', HA: 'HA', 'J/m3': 'kJ/m3', '1': '' }[quantities[name].unit];
    const label = unit === '' ? quantities[name].symbol : `${quantities[name].symbol}/${unit}`;
    return { from, to, label, ticks, shown: (value) => String(Number((value * scale).toFixed(2))) };
  };
  const chart = createChart(
    size,
    axis(xName, Math.max(2, Math.floor(size.columns / 14))),
    axis(yName, Math.max(1, Math.floor(size.rows / 3))),
  );
  const [xs, ys] = [values[xName] ?? [], values[yName] ?? []];
  xs.forEach((x, i) => {
    chart.canvas.point(...chart.at(x, ys[i]), 'cyan');
  });
  const [x, y] = [term(xName)?.value, term(yName)?.value];
  const cross = size.theme.unicode ? '✚' : '+';
  // One wanted value is a line across, two are a point.
  if (x !== null && x !== undefined && y !== null && y !== undefined)
    chart.canvas.mark(...chart.at(x, y), cross, 'magenta');
  else if (x !== null && x !== undefined)
    for (let share = 0; share <= 1; share += 1 / size.rows)
      chart.canvas.mark(chart.at(x, 0)[0], share, cross, 'magenta');
  else if (y !== null && y !== undefined)
    for (let share = 0; share <= 1; share += 2 / size.columns)
      chart.canvas.mark(share, chart.at(0, y)[1], cross, 'magenta');
  return chart.lines();
}
