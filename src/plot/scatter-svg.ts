// Predicted against computed values of one quantity, or of several side by side; the diagonal is a perfect prediction.
import type { QuantityName } from '../quantities.js';
import { type AxisOptions, axis, axisDepth, type Box, frame, linearScale } from './axes.js';
import { shownUnit, symbolOf } from './notation.js';
import { element, figure, group, label } from './svg.js';

export interface ScatterPair {
  predicted: number;
  computed: number;
}

export interface ScatterOptions {
  quantity: QuantityName;
  /** Edge of the figure in user units. @default 380 */
  size?: number;
  /** Font size in user units. @default 12 */
  em?: number;
  /** Width on paper, in m. @default none: user units are pixels */
  printWidth?: number;
}

/** SVG text; both axes have the same range, and the errors stand in the corner. */
export function scatterSvg(pairs: readonly ScatterPair[], { quantity, size = 380, ...rest }: ScatterOptions): string {
  return scatterGridSvg([{ quantity, pairs }], { columns: 1, width: size, ...rest });
}

export interface ScatterPanel {
  quantity: QuantityName;
  pairs: readonly ScatterPair[];
}

export interface ScatterGridOptions {
  /** Panels side by side. @default 3 */
  columns?: number;
  /** User units. @default 760 */
  width?: number;
  /** @default 12 */
  em?: number;
  printWidth?: number;
}

/** One figure with a panel per quantity, all of the same size. */
export function scatterGridSvg(panels: readonly ScatterPanel[], options: ScatterGridOptions = {}): string {
  const { width = 760, em = 12, printWidth } = options;
  const columns = Math.min(options.columns ?? 3, Math.max(1, panels.length));
  const column = width / columns;
  const count = column > 24 * em ? 6 : 4;
  const prepared = panels.map((panel) => prepare(panel, count, em));
  const left = (0.4 + tightest) * em + Math.max(0, ...prepared.map(({ axes }) => axisDepth(axes[0])));
  const bottom = 0.4 * em + Math.max(0, ...prepared.map(({ axes }) => axisDepth(axes[1])));
  const edge = column - left - 0.9 * em;
  const row = 0.8 * em + edge + bottom;
  const drawn = prepared.map((panel, i) => {
    const x = (i % columns) * column + left;
    const y = Math.floor(i / columns) * row + 0.8 * em;
    return drawPanel(panel, { left: x, right: x + edge, top: y, bottom: y + edge }, em);
  });
  const height = Math.max(1, Math.ceil(panels.length / columns)) * row;
  const title = `${panels.map(({ quantity }) => quantity).join(', ')}: predicted against computed`;
  return figure({ width, height, title, em, printWidth }, drawn);
}

/** Between a panel and the title of the next, in em. */
const tightest = 0.1;

interface Prepared {
  pairs: ScatterPair[];
  domain: [number, number];
  axes: [left: Omit<AxisOptions, 'at'>, bottom: Omit<AxisOptions, 'at'>];
}

/** Values in the unit that is shown, their range and the axes, which the size of all panels depends on. */
function prepare({ quantity, pairs }: ScatterPanel, count: number, em: number): Prepared {
  const { unit, factor } = shownUnit(quantity);
  const shown = pairs.map(({ predicted, computed }) => ({
    predicted: predicted * factor,
    computed: computed * factor,
  }));
  const domain = paddedExtent(shown.flatMap(({ predicted, computed }) => [predicted, computed]));
  const scale = linearScale(domain, [0, 1]);
  const title = (kind: string) => `${symbolOf(quantity)} ${kind}${unit ? ` (${unit})` : ''}`;
  const axes: Prepared['axes'] = [
    { side: 'left', scale, count, em, title: title('predicted') },
    { side: 'bottom', scale, count, em, title: title('computed') },
  ];
  return { pairs: shown, domain, axes };
}

function drawPanel({ pairs, domain, axes: [vertical, horizontal] }: Prepared, box: Box, em: number): string {
  const x = linearScale(domain, [box.left, box.right]);
  const y = linearScale(domain, [box.bottom, box.top]);
  const dots = pairs.map((p) =>
    element('circle', { cx: x(p.computed), cy: y(p.predicted), r: 0.2 * em, fill: '#0072b2', 'fill-opacity': 0.5 }),
  );
  const diagonal = { x1: box.left, y1: box.bottom, x2: box.right, y2: box.top };
  return group([
    element('line', { ...diagonal, stroke: '#888', 'stroke-width': 0.08 * em }),
    ...dots,
    frame(box, em),
    axis({ ...horizontal, scale: x, at: box.bottom }),
    axis({ ...vertical, scale: y, at: box.left }),
    ...summary(pairs).map((text, i) => label(text, box.left + 0.8 * em, box.top + (1.5 + 1.3 * i) * em)),
  ]);
}

/** Count, mean absolute error (in the unit of the axes) and R2 of the pairs. */
function summary(pairs: readonly ScatterPair[]): string[] {
  if (pairs.length === 0) return ['no structures'];
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const error = mean(pairs.map(({ predicted, computed }) => Math.abs(predicted - computed)));
  const average = mean(pairs.map(({ computed }) => computed));
  const variance = mean(pairs.map(({ computed }) => (computed - average) ** 2));
  const r2 = 1 - mean(pairs.map(({ predicted, computed }) => (predicted - computed) ** 2)) / variance;
  const determination = variance > 0 ? [`*R*^{2} = ${r2.toFixed(3).replace('-', '−')}`] : [];
  // The diagonal comes nearer from line to line, so in a small panel they have to get shorter.
  return ['mean absolute', `error ${error.toPrecision(2)}`, ...determination, `*n* = ${pairs.length}`];
}

function paddedExtent(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const padding = 0.06 * (high - low) || 0.05;
  return [low - padding, high + padding];
}
