// How a search went: best and mean loss over the generations, and below how far the codes are spread. Losses go over decades and end
// at 0, which no logarithm shows: 0, "met", has a line of its own under the axis.
import { axis, axisDepth, type Box, frame, linearScale, logScale, overhang, type Scale } from './axes.js';
import { dense, legend } from './legend.js';
import { type SeriesStyle, seriesStyle, strokeOf } from './series-style.js';
import { element, figure, group, ink, label, type Point, pathOf } from './svg.js';

export interface HistoryPoint {
  generation: number;
  /** null where a loss is not finite: a failed prediction. */
  bestLoss: number | null;
  meanLoss: number | null;
  spread: number | null;
}

export interface HistorySvgOptions {
  /** User units. @default 460 */
  width?: number;
  /** @default 11 */
  em?: number;
  printWidth?: number;
}

/** More points than this are thinned: a line cannot show them. */
const mostPoints = 400;
/** Height of the line for 0 below the smallest decade, in em. */
const zeroGap = 2;

const styles: Record<'best' | 'mean', SeriesStyle> = { best: seriesStyle(0), mean: seriesStyle(1) };

export function historySvg(history: readonly HistoryPoint[], options: HistorySvgOptions = {}): string {
  const { width = 460, em = 11, printWidth } = options;
  const points = thinned(history);
  const losses = points.flatMap(({ bestLoss, meanLoss }) => [bestLoss, meanLoss]).filter(isNumber);
  const spreads = points.map(({ spread }) => spread).filter(isNumber);
  const hasZero = losses.some((loss) => loss === 0);
  const lossAxis = { side: 'left', title: 'Loss', count: 5, em } as const;
  const spreadAxis = { side: 'left', title: 'Spread', count: 3, em } as const;
  const range = lossRange(losses);
  const highest = Math.max(1e-9, ...spreads) * 1.1;
  const depths = [
    axisDepth({ ...lossAxis, scale: logScale(range, [1, 0]) }),
    axisDepth({ ...spreadAxis, scale: linearScale([0, highest], [1, 0]) }),
  ];
  const left = 0.4 * em + Math.max(...depths);
  const generations = generationRange(points);
  const right = width - 0.5 * em - overhang(linearScale(generations, [0, 1]), 6, em);
  const upper: Box = { left, right, top: 0.9 * em, bottom: 0.9 * em + 0.34 * width };
  const lower: Box = { left, right, top: upper.bottom + 1.1 * em, bottom: upper.bottom + 1.1 * em + 0.17 * width };
  const x = linearScale(generations, [left, right]);
  const loss = logScale(range, [upper.bottom - (hasZero ? zeroGap * em : 0), upper.top]);
  const spread = linearScale([0, highest], [lower.bottom, lower.top]);
  const atZero = upper.bottom - 0.6 * em;
  const lossAt = (value: number) => (value > 0 ? loss(Math.max(value, range[0])) : atZero);
  const bottom = { side: 'bottom', scale: x, count: 6, whole: true, em } as const;
  const title = { ...bottom, title: 'Generation' };
  const content = [
    hasZero ? zeroLine(upper, atZero, em) : '',
    curve(points, 'meanLoss', x, lossAt, styles.mean, em),
    curve(points, 'bestLoss', x, lossAt, styles.best, em),
    curve(points, 'spread', x, spread, { ...styles.best, color: ink }, em),
    frame(upper, em),
    frame(lower, em),
    axis({ ...lossAxis, scale: loss, at: left }),
    axis({ ...spreadAxis, scale: spread, at: left }),
    axis({ ...bottom, at: upper.bottom, bare: true }),
    axis({ ...title, at: lower.bottom }),
    legend(
      [sample('mean of the generation', styles.mean, em), sample('best', styles.best, em)],
      upper,
      obstacles(points, x, lossAt, em),
      em,
    ),
  ];
  const height = lower.bottom + axisDepth(title) + 0.4 * em;
  return figure({ width, height, title: 'search history', em, printWidth }, content);
}

const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** Around the losses above 0, with at least one power of ten inside. */
function lossRange(losses: readonly number[]): [number, number] {
  const positive = losses.filter((loss) => loss > 1e-12);
  if (positive.length === 0) return [0.1, 1];
  const low = positive.reduce((a, b) => Math.min(a, b)) / 1.5;
  const high = positive.reduce((a, b) => Math.max(a, b)) * 1.5;
  if (Math.floor(Math.log10(high)) >= Math.ceil(Math.log10(low))) return [low, high];
  return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))];
}

function generationRange(points: readonly HistoryPoint[]): [number, number] {
  const first = points[0]?.generation ?? 1;
  return [first, Math.max(first + 1, points.at(-1)?.generation ?? 1)];
}

/** Every so many generations, with the first and the last. */
function thinned(history: readonly HistoryPoint[]): HistoryPoint[] {
  const every = Math.ceil(history.length / mostPoints);
  return history.filter((_, i) => i % every === 0 || i === history.length - 1);
}

type Kind = 'bestLoss' | 'meanLoss' | 'spread';

/** A line with gaps where a value is missing. */
function curve(
  points: readonly HistoryPoint[],
  kind: Kind,
  x: Scale,
  y: (value: number) => number,
  style: SeriesStyle,
  em: number,
) {
  const parts: Point[][] = [[]];
  for (const point of points) {
    const value = point[kind];
    if (isNumber(value)) parts[parts.length - 1].push([x(point.generation), y(value)]);
    else parts.push([]);
  }
  const d = parts
    .filter((part) => part.length > 1)
    .map(pathOf)
    .join('');
  return d === '' ? '' : element('path', { d, ...strokeOf(style, em) });
}

function zeroLine({ left, right }: Box, y: number, em: number): string {
  const line = element('line', { x1: left, x2: right, y1: y, y2: y, stroke: '#bbb', 'stroke-width': 0.08 * em });
  return group([line, label('0', left - 0.5 * em, y + 0.36 * em, { 'text-anchor': 'end' })]);
}

const sample = (text: string, style: SeriesStyle, em: number) => ({
  mark: element('line', { x1: -1.1 * em, x2: 1.1 * em, y1: 0, y2: 0, ...strokeOf(style, em) }),
  text,
});

/** Few generations lie far apart: what the lines between them pass is not to be hidden either. */
const obstacles = (points: readonly HistoryPoint[], x: Scale, y: (value: number) => number, em: number): Point[] =>
  (['bestLoss', 'meanLoss'] as const).flatMap((kind) => {
    const line = points.flatMap(({ generation, [kind]: value }): Point[] =>
      isNumber(value) ? [[x(generation), y(value)]] : [],
    );
    return dense(line, em);
  });
