// A curve so small that many stand side by side: the solved line, solved anchor points as marks, predicted ones as crosses on dashes.
import type { DemagnetizationCurve } from '../curve/curve.js';
import type { AnchorPoints, QuantityName } from '../quantities.js';
import { anchorPath, anchorPoints, cross, ring, type Scales, targetMarks } from './anchor-marks.js';
import { type AxisOptions, axis, type Box, frame, linearScale } from './axes.js';
import { clipLine } from './clip.js';
import { mark, seriesStyle, strokeOf } from './series-style.js';
import { element, group, type Point, pathOf } from './svg.js';

export interface SmallCurve {
  predicted: AnchorPoints;
  /** Anchor points and curve of the solver, where it was asked. */
  solved?: AnchorPoints;
  curve?: DemagnetizationCurve;
  /** Wanted values, reduced. */
  target?: Partial<Record<QuantityName, number>>;
}

export interface SmallCurveOptions {
  em: number;
  /** Range of the applied field, in HA. */
  fields: readonly [number, number];
  /** Without the numbers and the title of the magnetization. @default false */
  bare?: boolean;
  /** About how many numbers of the field. @default 2 */
  count?: number;
  /** Predicted anchor points joined by dashes, for the eye. @default true */
  joined?: boolean;
}

export const levelAxis = {
  side: 'left',
  scale: linearScale([-0.1, 1.08], [1, 0]),
  title: '*M* / *M*_s',
  count: 2,
} as const satisfies Omit<AxisOptions, 'at'>;
export const fieldAxis = { side: 'bottom', title: '*H* / *H*_A', count: 2 } as const;

const style = seriesStyle(0);

export function smallCurve(
  { predicted, solved, curve, target }: SmallCurve,
  box: Box,
  { em, fields, bare = false, count = fieldAxis.count, joined = true }: SmallCurveOptions,
): string {
  const scales: Scales = {
    x: linearScale([...fields], [box.left, box.right]),
    y: linearScale(levelAxis.scale.domain, [box.bottom, box.top]),
  };
  const solvedPoints = curve
    ? Array.from(curve.appliedField, (h, i): Point => [scales.x(h), scales.y(curve.magnetization[i])])
    : [];
  const predictedPoints = anchorPath(predicted, scales);
  const lineOf = (points: readonly Point[], dashed: boolean) => {
    const stroke = { ...strokeOf(style, em), 'stroke-width': (dashed ? 0.08 : 0.13) * em };
    const d = clipLine(points, box).map(pathOf).join('');
    const dashes = `${(0.3 * em).toFixed(2)} ${(0.25 * em).toFixed(2)}`;
    return d === '' ? '' : element('path', dashed ? { d, ...stroke, 'stroke-dasharray': dashes } : { d, ...stroke });
  };
  return group([
    lineOf(solvedPoints, false),
    joined ? lineOf(predictedPoints, true) : '',
    frame(box, em),
    axis({ ...fieldAxis, count, scale: scales.x, at: box.bottom, em }),
    axis({ ...levelAxis, scale: scales.y, at: box.left, em, bare, title: bare ? undefined : levelAxis.title }),
    target ? targetMarks(target, scales, 0.8 * em) : '',
    ...anchorPoints(solved ?? {}, scales).map(({ point: [x, y] }) => mark(style, x, y, 0.8 * em)),
    ...anchorPoints(predicted, scales).map(({ point: [x, y] }) => cross(x, y, style.color, 0.8 * em)),
  ]);
}

/** Samples of the marks, for a legend: what is solved, what is predicted, what is wanted. */
export const curveKey = (em: number): { solved: string; predicted: string; target: string } => ({
  solved:
    element('line', { x1: -1.1 * em, x2: 1.1 * em, y1: 0, y2: 0, ...strokeOf(style, em) }) +
    mark(style, 0, 0, 0.8 * em),
  predicted: cross(0, 0, style.color, 0.8 * em),
  target: ring(0, 0, 0.8 * em),
});

/** From beyond the largest coercivity to `high`, the same for all curves. */
export function fieldRange(curves: readonly SmallCurve[], high: number): [number, number] {
  const fields = curves.flatMap(({ predicted, solved, target }) =>
    [predicted, solved, target].flatMap((points) =>
      (['hk90', 'hk80', 'hk70', 'hc'] as const).map((name) => points?.[name] ?? 0),
    ),
  );
  return [-Math.ceil((Math.max(0.1, ...fields) + 0.02) * 10 - 1e-9) / 10, high];
}
