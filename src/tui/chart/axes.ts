// A chart's frame of axes: round numbers at the ends and in between, and the surface inside.
import type { Theme } from '../theme.js';
import { type Canvas, createCanvas } from './canvas.js';

export interface Axis {
  from: number;
  to: number;
  /** Written at the end of the axis. */
  label: string;
  /** Numbers to write. */
  ticks: readonly number[];
  /** How a number is written. @default two decimals at most */
  shown?: (value: number) => string;
}

/** Values at even round steps inside a range, at most `most`. */
export function roundTicks(from: number, to: number, most: number): number[] {
  const span = to - from;
  if (!(span > 0) || most < 1) return [];
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step || 0);
}

const short = (value: number): string => String(Number(value.toFixed(2)));

export interface Chart {
  canvas: Canvas;
  /** Shares of the surface for values of the axes. */
  at(x: number, y: number): [number, number];
  /** All lines, `columns` wide, the axes included. */
  lines(): string[];
}

export interface ChartSize {
  columns: number;
  rows: number;
  theme: Theme;
}

/** A chart with its axes at the left and at the bottom; two rows of it are taken by the horizontal axis. */
export function createChart({ columns, rows, theme }: ChartSize, x: Axis, y: Axis): Chart {
  const [showX, showY] = [x.shown ?? short, y.shown ?? short];
  const margin = Math.max(y.label.length, ...y.ticks.map((tick) => showY(tick).length)) + 1;
  const [width, height] = [Math.max(4, columns - margin - 1), Math.max(2, rows - 2)];
  const canvas = createCanvas(width, height, theme);
  const at = (vx: number, vy: number): [number, number] => [
    (vx - x.from) / (x.to - x.from),
    (vy - y.from) / (y.to - y.from),
  ];
  const lines = () => {
    const frame = createCanvas(columns, rows, theme);
    for (let row = 0; row < height; row++) frame.write(margin, row, theme.unicode ? '│' : '|', 'dim');
    for (let column = margin; column < columns; column++) frame.write(column, height, theme.unicode ? '─' : '-', 'dim');
    frame.write(margin, height, theme.unicode ? '└' : '+', 'dim');
    for (const tick of y.ticks) {
      const text = showY(tick);
      const row = Math.round((1 - at(x.from, tick)[1]) * (height - 1));
      if (row >= (y.label === '' ? 0 : 1)) frame.write(margin - text.length, row, text, 'dim');
    }
    frame.write(Math.max(0, margin - y.label.length), 0, y.label);
    writeTicks(frame, x, showX, (tick) => margin + 1 + Math.round(at(tick, y.from)[0] * (width - 1)), height + 1);
    const inside = canvas.lines();
    // Right of its left axis the frame is blank there.
    return frame.lines().map((line, row) => (row < height ? line.trimEnd() + inside[row] : line));
  };
  return { canvas, at, lines };
}

/** Numbers below the axis, the label at its right end; what would run into another is left out. */
function writeTicks(
  frame: Canvas,
  x: Axis,
  shown: (value: number) => string,
  columnOf: (v: number) => number,
  row: number,
) {
  const end = frame.columns - x.label.length;
  frame.write(end, row, x.label);
  let free = 0;
  for (const tick of x.ticks) {
    const text = shown(tick);
    const column = Math.max(0, columnOf(tick) - Math.floor(text.length / 2));
    if (column < free || column + text.length >= end) continue;
    frame.write(column, row, text, 'dim');
    free = column + text.length + 1;
  }
}
