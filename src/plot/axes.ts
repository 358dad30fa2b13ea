// Axes with ticks and titles, and the scales that go with them.
import { type Attributes, element, group, ink, label } from './svg.js';
import { labelWidth } from './text-width.js';

export interface Scale {
  /** From a value to a position. */
  (value: number): number;
  readonly domain: readonly [number, number];
  /** 'log': the domain is positive, and positions go with the logarithm. */
  readonly kind: 'linear' | 'log';
}

type Pair = readonly [number, number];

export function linearScale([d0, d1]: Pair, [r0, r1]: Pair): Scale {
  const position = (value: number) => r0 + ((value - d0) / (d1 - d0)) * (r1 - r0);
  return Object.assign(position, { domain: [d0, d1] as const, kind: 'linear' as const });
}

/** @param domain both above 0 */
export function logScale([d0, d1]: Pair, range: Pair): Scale {
  const linear = linearScale([Math.log10(d0), Math.log10(d1)], range);
  return Object.assign((value: number) => linear(Math.log10(value)), {
    domain: [d0, d1] as const,
    kind: 'log' as const,
  });
}

/** Round values (1, 2 or 5 times a power of ten apart), about `count` of them, inside [low, high]. */
export function ticks([low, high]: Pair, count: number): number[] {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const distance = (factor: number) => Math.abs(Math.log((factor * power) / raw));
  const step = power * [1, 2, 5, 10].reduce((a, b) => (distance(b) < distance(a) ? b : a));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Powers of ten inside [low, high], every second or third where there are more than `count`. */
function decades([low, high]: Pair, count: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first + 1) / count));
  const powers = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return powers.filter((power) => (power - last) % step === 0).map((power) => 10 ** power);
}

export interface AxisOptions {
  side: 'top' | 'bottom' | 'left' | 'right';
  scale: Scale;
  /** Position of the axis line across its direction. */
  at: number;
  /** In the notation of notation.ts. @default none */
  title?: string;
  /** About how many ticks. @default 6 */
  count?: number;
  /** Ticks at whole numbers only. @default false */
  whole?: boolean;
  /** Font size. @default 12 */
  em?: number;
  /** Ticks and title without their numbers. @default false */
  bare?: boolean;
}

const tickLength = 0.4;
/** Between axis and tick label, and between tick label and title, in em. */
const [labelGap, titleGap] = [0.5, 0.55];

const isVertical = (side: AxisOptions['side']) => side === 'left' || side === 'right';

/** Values and texts of the ticks, with the same number of decimals all along the axis. */
function tickTexts({
  scale,
  count = 6,
  whole = false,
}: Pick<AxisOptions, 'scale' | 'count' | 'whole'>): [number, string][] {
  const sorted: Pair = scale.domain[0] <= scale.domain[1] ? scale.domain : [scale.domain[1], scale.domain[0]];
  const all = scale.kind === 'log' ? decades(sorted, count) : ticks(sorted, count);
  const values = whole ? all.filter(Number.isInteger) : all;
  if (scale.kind === 'log') return values.map((value) => [value, powerText(value)]);
  const decimals = Math.max(0, ...values.map((value) => (String(value).split('.')[1] ?? '').length));
  return values.map((value) => [value, decimal(value.toFixed(decimals))]);
}

/** Room that an axis takes outside its frame: numbers and title. */
export function axisDepth({ side, title, em = 12, bare = false, ...ticked }: Omit<AxisOptions, 'at'>): number {
  const wide = () => Math.max(0, ...tickTexts(ticked).map(([, text]) => labelWidth(text, em)));
  const numbers = bare ? 0 : labelGap * em + (isVertical(side) ? wide() : 0.75 * em);
  return numbers + (title ? titleGap * em + 1.1 * em : 0);
}

/** Ticks point inwards, as in print; a minus is a real minus. */
export function axis(options: AxisOptions): string {
  const { side, scale, at, title, em = 12, bare = false } = options;
  const inwards = (side === 'bottom' || side === 'right' ? -tickLength : tickLength) * em;
  const texts = tickTexts(options);
  const every = isVertical(side) ? 1 : numberEvery(texts, scale, em);
  const parts = texts.map(([value, text], i) => {
    const p = scale(value);
    const ends = isVertical(side)
      ? { x1: at, y1: p, x2: at + inwards, y2: p }
      : { x1: p, y1: at, x2: p, y2: at + inwards };
    const line = element('line', { ...ends, stroke: ink, 'stroke-width': axisWidth * em });
    const isNumbered = !bare && (texts.length - 1 - i) % every === 0;
    return line + (isNumbered ? tickLabel(side, p, at, text, em) : '');
  });
  return group([...parts, title ? axisTitle(options, title, em) : '']);
}

/** Of which ticks side by side the numbers have room, counted from the last: 1 is all, 2 every second. */
function numberEvery(texts: readonly [number, string][], scale: Scale, em: number): number {
  const [first, second] = texts;
  if (!second) return 1;
  const widest = Math.max(...texts.map(([, text]) => labelWidth(text, em)));
  return Math.ceil((widest + narrowest * em) / Math.abs(scale(second[0]) - scale(first[0])));
}

/** Between numbers side by side, in em. */
const narrowest = 0.4;

/** Stroke of axes and frames, in em. */
export const axisWidth = 0.07;

function axisTitle(options: AxisOptions, title: string, em: number): string {
  const { side, scale, at } = options;
  const middle = (scale(scale.domain[0]) + scale(scale.domain[1])) / 2;
  const depth = axisDepth(options);
  const place = { 'text-anchor': 'middle' };
  if (side === 'bottom') return label(title, middle, at + depth - 0.25 * em, place);
  if (side === 'top') return label(title, middle, at - depth + 0.85 * em, place);
  const x = side === 'left' ? at - depth + 0.85 * em : at + depth - 0.3 * em;
  return label(title, 0, 0, { ...place, transform: `translate(${x.toFixed(2)} ${middle.toFixed(2)}) rotate(-90)` });
}

function tickLabel(side: AxisOptions['side'], p: number, at: number, text: string, em: number): string {
  const gap = labelGap * em;
  const places: Record<AxisOptions['side'], [number, number, Attributes]> = {
    bottom: [p, at + gap + 0.72 * em, { 'text-anchor': 'middle' }],
    top: [p, at - gap, { 'text-anchor': 'middle' }],
    left: [at - gap, p + 0.36 * em, { 'text-anchor': 'end' }],
    right: [at + gap, p + 0.36 * em, { 'text-anchor': 'start' }],
  };
  const [x, y, attributes] = places[side];
  return label(text, x, y, attributes);
}

const decimal = (text: string): string => text.replace('-', '−');

/** A power of ten: as it is where that is short. */
const powerText = (value: number): string =>
  value >= 1e-3 && value <= 1e4
    ? String(Number(value.toPrecision(3)))
    : `10^{${decimal(String(Math.round(Math.log10(value))))}}`;

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Attributes of a rect. */
export const rectOf = ({ left, right, top, bottom }: Box): Attributes => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
});

/** The line around a plot. */
export const frame = (box: Box, em = 12): string =>
  element('rect', { ...rectOf(box), fill: 'none', stroke: ink, 'stroke-width': axisWidth * em });

/** Half the width of the last tick label: what a horizontal axis may stick out beyond its frame. */
export const overhang = (scale: Scale, count: number, em: number): number =>
  Math.max(0, ...tickTexts({ scale, count }).map(([, text]) => labelWidth(text, em) / 2));
