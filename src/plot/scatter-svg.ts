// Predicted against computed values of one quantity; the diagonal is a perfect prediction.
import { type QuantityName, quantities } from '../quantities.js';
import { axis, linearScale } from './axes.js';
import { element, figure, label } from './svg.js';

export interface ScatterPair {
  predicted: number;
  computed: number;
}

export interface ScatterOptions {
  quantity: QuantityName;
  /** Edge of the figure in pixels. @default 380 */
  size?: number;
}

const symbols: Partial<Record<QuantityName, string>> = {
  m1: 'M_1',
  mr: 'M_r',
  hk90: 'H_k90',
  hk80: 'H_k80',
  hk70: 'H_k70',
  hc: 'H_c',
};
const units = { Ms: ' (M_s)', HA: ' (H_A)', 'J/m3': ' (J/m\u00b3)', '1': '' };

/** SVG text; both axes have the same range, and the mean absolute error stands in the corner. */
export function scatterSvg(pairs: readonly ScatterPair[], { quantity, size = 380 }: ScatterOptions): string {
  const { label: name, symbol, unit } = quantities[quantity];
  const values = pairs.flatMap(({ predicted, computed }) => [predicted, computed]);
  const domain = paddedExtent(values);
  const [left, right, top, bottom] = [60, size - 16, 16, size - 50];
  const x = linearScale(domain, [left, right]);
  const y = linearScale(domain, [bottom, top]);
  const shown = (symbols[quantity] ?? symbol) + units[unit];
  const mae = pairs.reduce((sum, p) => sum + Math.abs(p.predicted - p.computed), 0) / pairs.length;
  const dots = pairs.map((p) =>
    element('circle', { cx: x(p.computed), cy: y(p.predicted), r: 2.6, fill: '#0072b2', 'fill-opacity': 0.55 }),
  );
  const summary = pairs.length > 0 ? `${pairs.length} structures, mean error ${mae.toPrecision(2)}` : 'no structures';
  return figure(size, size, `${name}: predicted against computed`, [
    element('line', { x1: x(domain[0]), y1: y(domain[0]), x2: x(domain[1]), y2: y(domain[1]), stroke: '#999' }),
    ...dots,
    element('rect', { x: left, y: top, width: right - left, height: bottom - top, fill: 'none', stroke: '#222' }),
    axis({ side: 'bottom', scale: x, at: bottom, title: `computed ${shown}` }),
    axis({ side: 'left', scale: y, at: left, title: `predicted ${shown}` }),
    label(summary, left + 12, top + 20),
  ]);
}

function paddedExtent(values: number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const padding = 0.05 * (high - low) || 0.05;
  return [low - padding, high + padding];
}
