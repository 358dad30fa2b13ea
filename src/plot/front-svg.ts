// A trade-off: two quantities of all candidates against each other, those on the front joined by a line.
import type { QuantityName } from '../quantities.js';
import { axis, axisDepth, frame, linearScale } from './axes.js';
import { shownUnit, symbolOf } from './notation.js';
import { element, figure, group, label } from './svg.js';

export interface FrontPoint {
  /** Values in the order of the quantities, reduced (energy product in J/m3). */
  values: readonly [number, number];
  /** On the front. */
  isBest: boolean;
  /** Written beside a point of the front. */
  name: string;
}

export interface FrontSvgOptions {
  quantities: readonly [QuantityName, QuantityName];
  /** Edge of the figure in user units. @default 420 */
  size?: number;
  /** Font size in user units. @default 12 */
  em?: number;
  /** Width on paper, in m. @default none: user units are pixels */
  printWidth?: number;
}

/** SVG text: the first quantity to the right, the second upwards. */
export function frontSvg(
  points: readonly FrontPoint[],
  { quantities, size = 420, em = 12, printWidth }: FrontSvgOptions,
) {
  const [horizontal, vertical] = quantities.map((quantity, k) => {
    const { unit, factor } = shownUnit(quantity);
    const values = points.map((point) => point.values[k] * factor);
    return { values, title: `${symbolOf(quantity)}${unit ? ` (${unit})` : ''}`, domain: padded(values) };
  });
  const axisOf = (side: 'left' | 'bottom', { domain, title }: typeof vertical) => ({
    side,
    scale: linearScale(domain, [0, 1]),
    count: 5,
    em,
    title,
  });
  const side = axisOf('left', vertical);
  const base = axisOf('bottom', horizontal);
  const box = {
    left: axisDepth(side) + 0.5 * em,
    right: size - em,
    top: em,
    bottom: size - axisDepth(base) - 0.5 * em,
  };
  const x = linearScale(horizontal.domain, [box.left, box.right]);
  const y = linearScale(vertical.domain, [box.bottom, box.top]);
  const at = (i: number) => [x(horizontal.values[i]), y(vertical.values[i])];
  const best = [...points.keys()]
    .filter((i) => points[i].isBest)
    .sort((a, b) => horizontal.values[a] - horizontal.values[b]);
  const line = best
    .map((i) =>
      at(i)
        .map((value) => value.toFixed(2))
        .join(','),
    )
    .join(' ');
  const dots = points.map(({ isBest }, i) => {
    const [cx, cy] = at(i);
    return element('circle', { cx, cy, r: (isBest ? 0.32 : 0.22) * em, fill: isBest ? '#0072b2' : '#999' });
  });
  const names = best.map((i) => label(points[i].name, at(i)[0] + 0.5 * em, at(i)[1] - 0.4 * em));
  const title = `${quantities.join(' against ')}: candidates, those on the front joined`;
  return figure({ width: size, height: size, title, em, printWidth }, [
    group([
      element('polyline', { points: line, fill: 'none', stroke: '#0072b2', 'stroke-width': 0.1 * em }),
      ...dots,
      ...names,
      frame(box, em),
      axis({ ...base, scale: x, at: box.bottom }),
      axis({ ...side, scale: y, at: box.left }),
    ]),
  ]);
}

function padded(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.08 * (high - low) || 0.05 * Math.abs(high) || 1;
  return values.length > 0 ? [low - room, high + room] : [0, 1];
}
