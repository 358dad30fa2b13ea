// Demagnetization curves as a figure: M against the applied field, reduced below and left, in tesla above and right, with the anchor
// points that were solved, those that were predicted, and those that are wanted.
import type { DemagnetizationCurve } from '../curve/curve.js';
import type { CurveMaterial } from '../physics.js';
import { type AnchorPoints, anchorNames, type QuantityName } from '../quantities.js';
import { anchorPath, anchorPoints, cross, ring, type Scales, targetMarks } from './anchor-marks.js';
import { axis, type Box, frame, linearScale, type Scale } from './axes.js';
import { clipLine } from './clip.js';
import { axesOf, fieldExtent, magnetizationExtent, placed, plotBox } from './curve-axes.js';
import { dense, type LegendRow, legend } from './legend.js';
import { mark, type SeriesStyle, seriesStyle, strokeOf } from './series-style.js';
import { element, figure, group, ink, type Point, pathOf, plainText } from './svg.js';

export interface CurveSeries {
  curve: DemagnetizationCurve;
  label: string;
  /** Solved anchor points, marked on the curve. */
  anchors?: AnchorPoints;
  /** Predicted anchor points, drawn as crosses on a thin dashed line. */
  predicted?: AnchorPoints;
}

export interface CurveSvgOptions {
  /** For the axes in tesla; null leaves them without numbers. */
  material: CurveMaterial | null;
  /** Wanted values, reduced; quantities that are no point of a curve are not drawn. */
  target?: Partial<Record<QuantityName, number>>;
  title?: string;
  /** Range of the applied field in HA. @default all of the curves */
  fieldRange?: [number, number];
  /** User units. @default 640 */
  width?: number;
  /** User units. @default 0.72 of the width */
  height?: number;
  /** Font size in user units; marks and lines go with it. @default 12 */
  em?: number;
  /** Width on paper, in m. @default none: user units are pixels */
  printWidth?: number;
}

/** SVG text of one figure with all curves. */
export function curveSvg(series: readonly CurveSeries[], options: CurveSvgOptions): string {
  const {
    target = {},
    title,
    fieldRange,
    width = 640,
    height = Math.round(0.72 * width),
    em = 12,
    printWidth,
  } = options;
  const field = fieldRange ?? fieldExtent(series, target);
  const domains = { field, magnetization: magnetizationExtent(series, field) };
  const axes = axesOf(domains, options.material, Math.min(8, Math.max(3, Math.round(width / (6 * em)))), em);
  const box = plotBox(axes, { width, height, top: title ? 1.9 * em : 0, em });
  const x = linearScale(domains.field, [box.left, box.right]);
  const y = linearScale(domains.magnetization, [box.bottom, box.top]);
  const styled = series.map((one, i) => ({ ...one, style: seriesStyle(i), points: linePoints(one.curve, { x, y }) }));
  const content = [
    zeroLines({ x, y }, em),
    ...styled.map((one) => line(one, box, em)),
    ...styled.map((one) => predictedLine(one, { x, y }, box, em)),
    frame(box, em),
    ...axes.map(({ side, domain, ...rest }) =>
      axis({ ...rest, side, scale: placed(side, domain, box), at: box[side] }),
    ),
    targetMarks(target, { x, y }, em),
    ...styled.map((one) => anchorMarks(one, { x, y }, em)),
    legend(legendRows(styled, target, em), aboveZero(box, y), obstacles(styled, target, { x, y }, em), em),
  ];
  if (title) {
    const centred = { 'text-anchor': 'middle', 'font-size': 1.2 * em };
    content.push(plainText(title, (box.left + box.right) / 2, 1.5 * em, centred));
  }
  const heading = title ?? series.map((one) => one.label).join(', ');
  return figure({ width, height, title: heading, em, printWidth }, content);
}

function zeroLines({ x, y }: Scales, em: number): string {
  const stroke = { stroke: '#bbb', 'stroke-width': 0.08 * em };
  const inside = ({ domain: [low, high] }: Scale) => low < 0 && high > 0;
  const vertical = { x1: x(0), x2: x(0), y1: y(y.domain[0]), y2: y(y.domain[1]) };
  const horizontal = { x1: x(x.domain[0]), x2: x(x.domain[1]), y1: y(0), y2: y(0) };
  return group([
    inside(x) ? element('line', { ...vertical, ...stroke }) : '',
    inside(y) ? element('line', { ...horizontal, ...stroke }) : '',
  ]);
}

interface Styled extends CurveSeries {
  style: SeriesStyle;
  /** Of the curve, in the figure. */
  points: Point[];
}

const linePoints = ({ appliedField, magnetization }: DemagnetizationCurve, { x, y }: Scales): Point[] =>
  Array.from(appliedField, (h, i) => [x(h), y(magnetization[i])] as const);

const line = ({ style, points }: Styled, box: Box, em: number): string =>
  element('path', { d: clipLine(points, box).map(pathOf).join(''), ...strokeOf(style, em) });

/** Through the predicted points in the order of the curve, for the eye: the model says nothing between them. */
function predictedLine({ predicted, style }: Styled, scales: Scales, box: Box, em: number): string {
  if (!predicted) return '';
  const points = anchorPath(predicted, scales);
  const dashes = `${(0.3 * em).toFixed(2)} ${(0.25 * em).toFixed(2)}`;
  const stroke = { stroke: style.color, 'stroke-width': 0.08 * em, 'stroke-dasharray': dashes, fill: 'none' };
  return element('path', { d: clipLine(points, box).map(pathOf).join(''), ...stroke });
}

function anchorMarks({ anchors, predicted, style }: Styled, scales: Scales, em: number): string {
  const solved = anchorPoints(anchors ?? {}, scales).map(({ point: [x, y] }) => mark(style, x, y, em));
  const crosses = anchorPoints(predicted ?? {}, scales).map(({ point: [x, y] }) => cross(x, y, style.color, em));
  return group([group(solved, { class: 'solved' }), group(crosses, { class: 'predicted' })]);
}

function legendRows(series: readonly Styled[], target: CurveSvgOptions['target'], em: number): LegendRow[] {
  const rows = series.map(({ style, label, anchors }): LegendRow => {
    const sample = element('line', { x1: -1.1 * em, x2: 1.1 * em, y1: 0, y2: 0, ...strokeOf(style, em) });
    return { mark: sample + (anchors ? mark(style, 0, 0, em) : ''), text: label };
  });
  const color = series.length === 1 ? series[0].style.color : ink;
  if (series.some(({ predicted }) => predicted)) rows.push({ mark: cross(0, 0, color, em), text: 'predicted' });
  if (anchorNames.some((name) => target?.[name] !== undefined)) rows.push({ mark: ring(0, 0, em), text: 'target' });
  return rows;
}

/** The part of the plot where the second quadrant lies, for the legend. */
const aboveZero = (box: Box, y: Scale): Box => ({
  ...box,
  bottom: y.domain[0] < 0 && y.domain[0] > -0.5 ? y(0) : box.bottom,
});

function obstacles(series: readonly Styled[], target: CurveSvgOptions['target'], scales: Scales, em: number): Point[] {
  const marks = series.flatMap(({ anchors, predicted }) => [anchors ?? {}, predicted ?? {}]);
  const marked = [...marks, target ?? {}].flatMap((points) => anchorPoints(points, scales).map(({ point }) => point));
  return [...marked, ...series.flatMap(({ points }) => dense(points, 0.5 * em))];
}
