// One quantity of many candidates along the chain: what the model said at the code, what it says after realising, what the solver
// found, and what came of it. A line per candidate; the band is what counts as met.
import type { QuantityName } from '../quantities.js';
import { axis, axisDepth, axisWidth, type Box, frame, linearScale } from './axes.js';
import { clipLine } from './clip.js';
import { shownUnit, symbolOf } from './notation.js';
import { element, figure, group, label, type Point, pathOf } from './svg.js';

export interface ChainLine {
  /** One per stage; null where not reached or not known. */
  values: readonly (number | null)[];
  verified: boolean;
  /** Half width of what small changes do to the last value. */
  spread?: number;
}

export interface ChainSvgOptions {
  quantity: QuantityName;
  /** Names of the stages, at least one. */
  stages: readonly string[];
  /** What counts as met, reduced; open on a side where it is infinite. */
  wanted?: readonly [low: number, high: number];
  /** User units. @default 320 */
  width?: number;
  /** @default 11 */
  em?: number;
}

const [verifiedColor, otherColor] = ['#0072b2', '#8a8f96'];

export function chainSvg(lines: readonly ChainLine[], options: ChainSvgOptions): string {
  const { quantity, stages, wanted, width = 320, em = 11 } = options;
  const { unit, factor } = shownUnit(quantity);
  const scaled = lines.map((line) => ({
    ...line,
    values: line.values.map((value) => (value === null ? null : value * factor)),
    spread: line.spread === undefined ? undefined : line.spread * factor,
  }));
  const band = wanted && ([wanted[0] * factor, wanted[1] * factor] as const);
  const domain = valueRange(scaled, band);
  const left = { side: 'left', count: 5, em, title: `${symbolOf(quantity)}${unit ? ` (${unit})` : ''}` } as const;
  const depth = axisDepth({ ...left, scale: linearScale(domain, [1, 0]) });
  const box: Box = { left: 0.4 * em + depth, right: width - 0.5 * em, top: 0.9 * em, bottom: 0.62 * width };
  const y = linearScale(domain, [box.bottom, box.top]);
  const step = (box.right - box.left) / stages.length;
  const x = (stage: number) => box.left + (stage + 0.5) * step;
  // Verified ones last, so that they lie on top.
  const ordered = [...scaled].sort((a, b) => Number(a.verified) - Number(b.verified));
  const content = [
    band ? wantedBand(band, y, box) : '',
    ...stages.map((_, stage) =>
      element('line', { ...column(x(stage), box), stroke: '#ddd', 'stroke-width': axisWidth * em }),
    ),
    ...ordered.map((line) => chainLine(line, x, y, box, em)),
    frame(box, em),
    axis({ ...left, scale: y, at: box.left }),
    ...stages.map((name, stage) => stageName(name, x(stage), box.bottom + 1.25 * em)),
  ];
  const height = box.bottom + 1.9 * em;
  return figure({ width, height, title: `${quantity} along the chain`, em }, content);
}

const stageName = (name: string, x: number, y: number): string => label(name, x, y, { 'text-anchor': 'middle' });

const column = (x: number, { top, bottom }: Box) => ({ x1: x, x2: x, y1: top, y2: bottom });

/** All values and the band, with some air. */
function valueRange(lines: readonly ChainLine[], band: readonly [number, number] | undefined): [number, number] {
  const values = lines.flatMap(({ values, spread = 0 }) =>
    values.filter((value) => value !== null).flatMap((value) => [value - spread, value + spread]),
  );
  const all = [...values, ...(band ?? [])].filter(Number.isFinite);
  if (all.length === 0) return [0, 1];
  const low = all.reduce((a, b) => Math.min(a, b));
  const high = all.reduce((a, b) => Math.max(a, b));
  const air = 0.08 * (high - low) || 0.05 * Math.abs(high) || 0.05;
  return [low - air, high + air];
}

function wantedBand([low, high]: readonly [number, number], y: (value: number) => number, box: Box): string {
  const top = Math.max(box.top, Number.isFinite(high) ? y(high) : box.top);
  const bottom = Math.min(box.bottom, Number.isFinite(low) ? y(low) : box.bottom);
  return element('rect', {
    x: box.left,
    width: box.right - box.left,
    y: top,
    height: Math.max(0.5, bottom - top),
    fill: '#dcead9',
  });
}

function chainLine(
  line: ChainLine,
  x: (stage: number) => number,
  y: (value: number) => number,
  box: Box,
  em: number,
): string {
  const color = line.verified ? verifiedColor : otherColor;
  const points = line.values.flatMap((value, stage): Point[] => (value === null ? [] : [[x(stage), y(value)]]));
  if (points.length === 0) return '';
  const dots = points.map(([cx, cy]) =>
    element('circle', { cx, cy, r: (line.verified ? 0.25 : 0.19) * em, fill: color }),
  );
  const stroke = { stroke: color, 'stroke-width': (line.verified ? 0.13 : 0.08) * em, fill: 'none' };
  const d = clipLine(points, box).map(pathOf).join('');
  const path =
    d === '' ? '' : element('path', line.verified ? { d, ...stroke } : { d, ...stroke, 'stroke-opacity': 0.75 });
  return group([path, ...dots, line.spread === undefined ? '' : whisker(line, line.spread, points, y, em, color)]);
}

/** How far the last value may move. */
function whisker(
  line: ChainLine,
  spread: number,
  points: readonly Point[],
  y: (value: number) => number,
  em: number,
  stroke: string,
) {
  const last = [...line.values].reverse().find((value) => value !== null);
  const at = points.at(-1);
  if (last === undefined || last === null || !at) return '';
  const ends = { x1: at[0], x2: at[0], y1: y(last - spread), y2: y(last + spread) };
  return element('line', { ...ends, stroke, 'stroke-width': 0.1 * em });
}
