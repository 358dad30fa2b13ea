// How several series stay apart: by colour (Okabe and Ito, for all eyes), and without it by dashes and by the shape of their marks.
import { type Attributes, element } from './svg.js';

export interface SeriesStyle {
  readonly color: string;
  /** Lengths of dashes and gaps in em; empty for a solid line. */
  readonly dashes: readonly number[];
  readonly shape: Shape;
}

type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'inverted' | 'pentagon';

const colors = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];
const dashes = [[], [0.5, 0.22], [0.14, 0.2], [0.8, 0.2, 0.14, 0.2], [0.9, 0.3], [0.5, 0.2, 0.14, 0.2, 0.14, 0.2]];
const shapes: readonly Shape[] = ['circle', 'square', 'triangle', 'diamond', 'inverted', 'pentagon'];

/** Style of series `index`; six colours times six dashes before two are the same. */
export const seriesStyle = (index: number): SeriesStyle => ({
  color: colors[index % colors.length],
  dashes: dashes[(index + Math.floor(index / colors.length)) % dashes.length],
  shape: shapes[index % shapes.length],
});

/** Stroke of a series' line. */
export function strokeOf({ color, dashes }: SeriesStyle, em: number): Attributes {
  const stroke = { stroke: color, 'stroke-width': 0.15 * em, 'stroke-linejoin': 'round', fill: 'none' };
  return dashes.length === 0 ? stroke : { ...stroke, 'stroke-dasharray': dashes.map((d) => rounded(d * em)).join(' ') };
}

/** A filled mark of 0.3 em, with a white rim that lifts it off its line. */
export function mark({ color, shape }: SeriesStyle, cx: number, cy: number, em: number): string {
  const paint = { fill: color, stroke: '#fff', 'stroke-width': 0.07 * em };
  if (shape === 'circle') return element('circle', { cx, cy, r: 0.3 * em, ...paint });
  const radius = { square: 0.38, triangle: 0.42, diamond: 0.4, inverted: 0.42, pentagon: 0.36 }[shape] * em;
  const corners = { square: 4, triangle: 3, diamond: 4, inverted: 3, pentagon: 5 }[shape];
  const turn = { square: Math.PI / 4, triangle: 0, diamond: 0, inverted: Math.PI, pentagon: 0 }[shape];
  const points = Array.from({ length: corners }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / corners;
    return `${rounded(cx + radius * Math.sin(angle))},${rounded(cy - radius * Math.cos(angle))}`;
  });
  return element('polygon', { points: points.join(' '), ...paint });
}

const rounded = (value: number): number => Number(value.toFixed(2));
