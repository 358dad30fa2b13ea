// A frame with ticks and labels, and the scales that go with it.
import { type Attributes, element, label } from './svg.js';

export interface Scale {
  /** From a value to pixels. */
  (value: number): number;
  readonly domain: readonly [number, number];
}

export function linearScale([d0, d1]: [number, number], [r0, r1]: [number, number]): Scale {
  return Object.assign((value: number) => r0 + ((value - d0) / (d1 - d0)) * (r1 - r0), { domain: [d0, d1] as const });
}

/** Round values (1, 2 or 5 times a power of ten apart), about `count` of them, inside [low, high]. */
export function ticks([low, high]: readonly [number, number], count: number): number[] {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const distance = (factor: number) => Math.abs(Math.log((factor * power) / raw));
  const step = power * [1, 2, 5, 10].reduce((a, b) => (distance(b) < distance(a) ? b : a));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

export interface AxisOptions {
  side: 'top' | 'bottom' | 'left' | 'right';
  scale: Scale;
  /** Pixel position of the axis line across its direction. */
  at: number;
  title: string;
  /** @default 6 */
  count?: number;
}

const tickLength = 5;
/** From the axis to its title, in pixels. */
const titleDistance = { top: 28, bottom: 36, left: 42, right: 42 };

/** Ticks point inwards, as in print; a minus is a real minus. */
export function axis({ side, scale, at, title, count = 6 }: AxisOptions): string {
  const values = ticks(scale.domain, count);
  const vertical = side === 'left' || side === 'right';
  const inwards = side === 'bottom' || side === 'right' ? -tickLength : tickLength;
  const parts = values.map((value) => {
    const p = scale(value);
    const line = vertical ? { x1: at, y1: p, x2: at + inwards, y2: p } : { x1: p, y1: at, x2: p, y2: at + inwards };
    return element('line', { ...line, stroke: '#222' }) + tickLabel(side, p, at, decimal(value));
  });
  const middle = (scale(scale.domain[0]) + scale(scale.domain[1])) / 2;
  const out = titleDistance[side] * (side === 'top' || side === 'left' ? -1 : 1);
  const centred = { 'text-anchor': 'middle', 'font-size': 13 };
  const name = vertical
    ? label(title, 0, 0, { ...centred, transform: `translate(${at + out} ${middle.toFixed(2)}) rotate(-90)` })
    : label(title, middle, at + out, centred);
  return element('g', {}, parts.join('') + name);
}

function tickLabel(side: AxisOptions['side'], p: number, at: number, text: string): string {
  const places: Record<AxisOptions['side'], [number, number, Attributes]> = {
    bottom: [p, at + 16, { 'text-anchor': 'middle' }],
    top: [p, at - 7, { 'text-anchor': 'middle' }],
    left: [at - 7, p + 4, { 'text-anchor': 'end' }],
    right: [at + 7, p + 4, { 'text-anchor': 'start' }],
  };
  const [x, y, attributes] = places[side];
  return label(text, x, y, attributes);
}

const decimal = (value: number): string => String(value).replace('-', '\u2212');
