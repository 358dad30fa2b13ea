// Losses over generations or epochs in characters, on a logarithmic scale.
import type { Hue } from '../paint.js';
import { type ChartSize, createChart, roundTicks } from './axes.js';

export interface Series {
  values: readonly (number | null)[];
  /** @default that of text */
  hue?: Hue;
}

export interface SeriesChart {
  series: readonly Series[];
  /** Of the horizontal axis, where counting starts at 1. */
  label: string;
  /** Steps of the horizontal axis from one value to the next. @default 1 */
  every?: number;
  /** Last number of the horizontal axis. */
  until: number;
}

/** Lines of text, `columns` wide; a loss of 0 is drawn at the lower edge. */
export function seriesChart({ series, label, until, every = 1 }: SeriesChart, size: ChartSize): string[] {
  const positive = series.flatMap(({ values }) => values.filter(isPositive));
  const high = Math.log10(Math.max(...positive, 1e-6));
  const low = Math.max(high - 6, Math.log10(Math.min(...positive, 10 ** high)));
  const room = Math.max(0.1, 0.05 * (high - low));
  const [from, to] = [low - room, high + room];
  const whole = decades(from, to);
  const ticks = whole.length > 0 ? whole : [low, high];
  const last = Math.max(2, until);
  const chart = createChart(
    size,
    { from: 1, to: last, label, ticks: counts(last, size.columns) },
    { from, to, label: 'loss', ticks, shown: (value) => String(Number((10 ** value).toPrecision(1))) },
  );
  for (const { values, hue } of series) {
    let before: [number, number] | null = null;
    values.forEach((value, i) => {
      if (value === null || !Number.isFinite(value)) {
        before = null;
        return;
      }
      const here = chart.at(1 + i * every, Math.max(from, value > 0 ? Math.log10(value) : from));
      if (before) chart.canvas.line(before, here, hue);
      else chart.canvas.point(...here, hue);
      before = here;
    });
  }
  return chart.lines();
}

/** Whole numbers at round steps. */
const counts = (last: number, columns: number): number[] =>
  roundTicks(1, last, Math.max(2, Math.floor(columns / 14))).filter(Number.isInteger);

const isPositive = (value: number | null): value is number => value !== null && Number.isFinite(value) && value > 0;

const decades = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, Math.floor(to) - Math.ceil(from) + 1) }, (_, i) => Math.ceil(from) + i);
