// Demagnetization curves in characters: the solved line, the anchor points that the model predicts, the targets. H to the left is
// negative, as in every second quadrant.
import { anchorPosition } from '../../curve/anchors.js';
import { type AnchorPoints, anchorNames, type QuantityName } from '../../quantities.js';
import type { CurvePoint } from '../candidate-row.js';
import type { Hue } from '../paint.js';
import { type ChartSize, createChart, roundTicks } from './axes.js';

export interface CurveChart {
  /** Lines, H falling. */
  solved: readonly { points: readonly CurvePoint[]; hue: Hue }[];
  predicted: AnchorPoints | null;
  target: Partial<Record<QuantityName, number>>;
}

const pointsOf = (anchors: Partial<Record<QuantityName, number | null>>): CurvePoint[] =>
  anchorNames.flatMap((name) => anchorPosition(name, anchors) ?? []);

/** Lines of text, `columns` wide. */
export function curveChart({ solved, predicted, target }: CurveChart, size: ChartSize): string[] {
  const predictedPoints = predicted ? pointsOf(predicted) : [];
  // Knee fields have no height of their own: that of the predicted remanence where none is wanted.
  const targetPoints = pointsOf({ mr: predicted?.mr, ...target }).filter(
    ({ appliedField }) => target.mr !== undefined || appliedField !== 0,
  );
  const all = [...solved.flatMap(({ points }) => points), ...predictedPoints, ...targetPoints];
  const least = Math.min(-0.1, ...all.map(({ appliedField }) => appliedField));
  const from = Math.max(-1, 1.15 * least);
  const to = 0.25 * -from;
  // The last point of a solved curve lies far below: where it crosses zero is what matters.
  const bottom = -0.1;
  const chart = createChart(
    size,
    { from, to, label: 'H/HA', ticks: roundTicks(from, to, Math.max(2, Math.floor(size.columns / 14))) },
    { from: bottom, to: 1.02, label: 'M/Ms', ticks: roundTicks(bottom, 1, Math.max(1, Math.floor(size.rows / 3))) },
  );
  const { canvas, at } = chart;
  for (const { points, hue } of solved)
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1], points[i]];
      if (a.appliedField <= to * 1.2)
        canvas.line(at(a.appliedField, a.magnetization), at(b.appliedField, b.magnetization), hue);
    }
  const { unicode } = size.theme;
  // In the colour of text, which is readable on a dark ground and on a white one.
  for (const point of predictedPoints) canvas.mark(...at(point.appliedField, point.magnetization), unicode ? '○' : 'o');
  for (const point of targetPoints)
    canvas.mark(...at(point.appliedField, point.magnetization), unicode ? '✚' : '+', 'magenta');
  return chart.lines();
}
