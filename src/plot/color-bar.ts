// The key of the colours of k_x, as a vertical bar.
import type { Box } from './axes.js';
import { axisWidth, rectOf } from './axes.js';
import { kxColor } from './colormap.js';
import { element, group, ink, label } from './svg.js';

/** Bar, numbers and symbol, in em. */
const [barWidth, numberGap] = [1, 0.5];

/** Room to the right of a picture for a gap, the bar and its numbers, in em. */
export const colorBarRoom = 3.9;

/** @param x left edge of the bar */
export function colorBar(x: number, top: number, height: number, em: number): string {
  const steps = 64;
  // Each step reaches a little under the next, so that no seam shows.
  const bars = Array.from({ length: steps }, (_, i) => {
    const fill = cssColor(1 - (2 * (i + 0.5)) / steps);
    const overlap = i < steps - 1 ? 0.3 : 0;
    return element('rect', {
      x,
      y: top + (i * height) / steps,
      width: barWidth * em,
      height: height / steps + overlap,
      fill,
    });
  });
  const box: Box = { left: x, right: x + barWidth * em, top, bottom: top + height };
  const right = box.right + numberGap * em;
  const numbers = ['1', '0', '−1'].map((text, i) => {
    const y = top + (i * height) / 2;
    const shift = [0.72, 0.36, 0][i] * em;
    const tick = element('line', {
      x1: box.right,
      x2: box.right + 0.25 * em,
      y1: y,
      y2: y,
      stroke: ink,
      'stroke-width': axisWidth * em,
    });
    return tick + label(text, right, y + shift);
  });
  const edge = element('rect', { ...rectOf(box), fill: 'none', stroke: ink, 'stroke-width': axisWidth * em });
  return group([...bars, edge, ...numbers, label('*k*_x', right, top + 0.25 * height + 0.3 * em)]);
}

/** CSS colour of an easy axis. */
export const cssColor = (kx: number): string => `rgb(${kxColor(kx).join(' ')})`;
