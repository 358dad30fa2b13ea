// Demagnetization curves as a figure: M against the applied field, reduced below and left, in tesla above and right, with the anchor
// points that were solved, those that were predicted, and those that are wanted.
import type { DemagnetizationCurve } from '../curve/curve.js';
import { type AnchorName, type AnchorPoints, anchorNames, type QuantityName } from '../quantities.js';
import { type Material, mu0AnisotropyField } from '../solver/physics.js';
import { axis, linearScale, type Scale } from './axes.js';
import { element, escapeXml, figure, label, pathOf } from './svg.js';

export interface CurveSeries {
  curve: DemagnetizationCurve;
  label: string;
  /** Solved anchor points, drawn as dots on the curve. */
  anchors?: AnchorPoints;
  /** Predicted anchor points, drawn as crosses. */
  predicted?: AnchorPoints;
}

export interface CurveSvgOptions {
  material: Material;
  /** Wanted values, reduced; quantities that are no point of a curve are not drawn. */
  target?: Partial<Record<QuantityName, number>>;
  title?: string;
  /** Range of the applied field in HA. @default all of the curves */
  fieldRange?: [number, number];
  /** Pixels. @default 640 */
  width?: number;
  /** Pixels. @default 460 */
  height?: number;
}

interface Scales {
  x: Scale;
  y: Scale;
}

/** Colours that stay apart for all eyes and in grey (Okabe and Ito). */
const colors = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];
const targetColor = '#222';
const margin = { left: 60, right: 62, bottom: 50, top: 50 };

/** SVG text of one figure with all curves. */
export function curveSvg(
  series: readonly CurveSeries[],
  { material, target = {}, title, fieldRange, width = 640, height = 460 }: CurveSvgOptions,
): string {
  const heading = title ?? series.map((s) => s.label).join(', ');
  const [left, right] = [margin.left, width - margin.right];
  const [top, bottom] = [margin.top + (title ? 22 : 0), height - margin.bottom];
  const x = linearScale(fieldRange ?? fieldExtent(series, target), [left, right]);
  const y = linearScale(magnetizationExtent(series, x.domain), [bottom, top]);
  const mu0HA = mu0AnisotropyField(material);
  const mu0Ms = material.mu0SaturationMagnetization;
  const inTesla = (scale: Scale, unit: number, range: [number, number]) =>
    linearScale([scale.domain[0] * unit, scale.domain[1] * unit], range);
  const content = [
    zeroLines({ x, y }),
    element('clipPath', { id: 'frame' }, element('rect', box(left, top, right, bottom))),
    element('g', { 'clip-path': 'url(#frame)', fill: 'none' }, series.map((s, i) => line(s, i, { x, y })).join('')),
    element('rect', { ...box(left, top, right, bottom), fill: 'none', stroke: '#222' }),
    axis({ side: 'bottom', scale: x, at: bottom, title: 'Applied field H (H_A)', count: 8 }),
    axis({ side: 'left', scale: y, at: left, title: 'Magnetization M (M_s)', count: 8 }),
    axis({ side: 'top', scale: inTesla(x, mu0HA, [left, right]), at: top, title: '\u03bc_{0}H (T)', count: 8 }),
    axis({ side: 'right', scale: inTesla(y, mu0Ms, [bottom, top]), at: right, title: '\u03bc_{0}M (T)', count: 8 }),
    targetMarks(target, { x, y }),
    ...series.map((s, i) => anchorMarks(s, i, { x, y })),
    legend(
      series,
      anchorNames.some((name) => target[name] !== undefined),
      right - 14,
      y(0) - 16,
    ),
  ];
  if (title) content.push(label(title, width / 2, 22, { 'text-anchor': 'middle', 'font-size': 15 }));
  return figure(width, height, heading, content);
}

const box = (left: number, top: number, right: number, bottom: number) => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
});

/** All of the curves and marks, to tenths, with room for the ring of a wanted coercivity. */
function fieldExtent(series: readonly CurveSeries[], target: CurveSvgOptions['target']): [number, number] {
  const ends = series.flatMap(({ curve: { appliedField } }) => [
    appliedField[0],
    appliedField[appliedField.length - 1],
  ]);
  const marked = [...series.flatMap(({ anchors, predicted }) => [anchors, predicted]), target].flatMap((points) =>
    (['hk90', 'hk80', 'hk70', 'hc'] as const).map((name) => -(points?.[name] ?? 0) - 0.03),
  );
  const low = Math.min(-0.1, ...ends, ...marked);
  return [Math.floor(low * 10 + 1e-9) / 10, Math.max(0.1, Math.ceil(Math.max(...ends) * 10 - 1e-9) / 10)];
}

/** Down to -0.2 at most: what comes after the coercivity is not the second quadrant, and a full loop shows itself by its depth. */
function magnetizationExtent(series: readonly CurveSeries[], [lowField]: readonly [number, number]): [number, number] {
  const least = Math.min(0, ...series.flatMap(({ curve }) => [...curve.magnetization]));
  return [lowField < -0.9 && least < -0.5 ? -1.05 : least < 0 ? -0.2 : 0, 1.05];
}

function zeroLines({ x, y }: Scales): string {
  const stroke = { stroke: '#bbb', 'stroke-width': 1 };
  const vertical = { x1: x(0), x2: x(0), y1: y(y.domain[0]), y2: y(y.domain[1]) };
  const horizontal = { x1: x(x.domain[0]), x2: x(x.domain[1]), y1: y(0), y2: y(0) };
  return element('line', { ...vertical, ...stroke }) + element('line', { ...horizontal, ...stroke });
}

const colorOf = (index: number): string => colors[index % colors.length];

function line({ curve }: CurveSeries, index: number, { x, y }: Scales): string {
  const points = Array.from(curve.appliedField, (h, i): [number, number] => [x(h), y(curve.magnetization[i])]);
  const stroke = { stroke: colorOf(index), 'stroke-width': 1.8, 'stroke-linejoin': 'round' };
  return element('path', { d: pathOf(points), ...stroke });
}

/** Where an anchor point lies on the curve: field in HA, magnetization in Ms. */
function anchorPosition(name: AnchorName, value: number, mr: number | null): [number, number] | null {
  if (name === 'm1') return [1, value];
  if (name === 'mr') return [0, value];
  const fractions = { hk90: 0.9, hk80: 0.8, hk70: 0.7, hc: 0 };
  if (name === 'hc') return [-value, 0];
  return mr === null ? null : [-value, fractions[name] * mr];
}

function positions(anchors: Partial<AnchorPoints>, { x, y }: Scales): { name: AnchorName; px: number; py: number }[] {
  return anchorNames.flatMap((name) => {
    const value = anchors[name] ?? null;
    const point = value === null ? null : anchorPosition(name, value, anchors.mr ?? null);
    if (!point || point[0] < x.domain[0] || point[0] > x.domain[1]) return [];
    return [{ name, px: x(point[0]), py: y(point[1]) }];
  });
}

function anchorMarks({ anchors, predicted }: CurveSeries, index: number, scales: Scales): string {
  const dots = positions(anchors ?? {}, scales).map(({ px, py }) => dot(px, py, colorOf(index)));
  const crosses = positions(predicted ?? {}, scales).map(({ px, py }) => cross(px, py, colorOf(index)));
  return element('g', {}, [...dots, ...crosses].join('') || ' ');
}

/** Wanted points that have a place are rings; a wanted knee without a wanted remanence is a line at its field. */
function targetMarks(target: Partial<Record<QuantityName, number>>, scales: Scales): string {
  const points = positions(target, scales);
  const placed = new Set(points.map(({ name }) => name));
  const lines = (['hk90', 'hk80', 'hk70'] as const)
    .filter((name) => target[name] !== undefined && !placed.has(name))
    .map((name) => {
      const px = scales.x(-(target[name] ?? 0));
      const range = { y1: scales.y(scales.y.domain[0]), y2: scales.y(scales.y.domain[1]) };
      return element('line', { x1: px, x2: px, ...range, stroke: targetColor, 'stroke-dasharray': '4 4' });
    });
  return element('g', {}, [...points.map(({ px, py }) => ring(px, py)), ...lines].join('') || ' ');
}

const dot = (cx: number, cy: number, fill: string) => element('circle', { cx, cy, r: 3.6, fill, stroke: '#fff' });
const ring = (cx: number, cy: number) =>
  element('circle', { cx, cy, r: 7.5, fill: 'none', stroke: targetColor, 'stroke-width': 1.4 });

function cross(px: number, py: number, stroke: string): string {
  const d = `M${(px - 4.5).toFixed(2)},${(py - 4.5).toFixed(2)}l9,9m0,-9l-9,9`;
  return element('path', { d, stroke, 'stroke-width': 1.6, fill: 'none' });
}

/** Lower right, above the zero line: no curve comes there, for at H > 0 it is above its remanence. */
function legend(series: readonly CurveSeries[], target: boolean, right: number, bottom: number): string {
  const rows = series.map((s, i): [string, string] => [
    element('line', { x1: -9, x2: 9, y1: 0, y2: 0, stroke: colorOf(i), 'stroke-width': 1.8 }),
    s.label,
  ]);
  if (series.some((s) => s.anchors)) rows.push([dot(0, 0, '#666'), 'solved']);
  if (series.some((s) => s.predicted)) rows.push([cross(0, 0, '#666'), 'predicted']);
  if (target) rows.push([ring(0, 0), 'wanted']);
  const lines = rows.map(([mark, text], i) => {
    const place = { transform: `translate(${right - 9} ${(bottom - 18 * (rows.length - 1 - i)).toFixed(2)})` };
    return element('g', place, mark + element('text', { x: -18, y: 4, 'text-anchor': 'end' }, escapeXml(text)));
  });
  return element('g', {}, lines.join(''));
}
