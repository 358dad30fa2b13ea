// A legend in the corner where it hides nothing.
import { type Box, rectOf } from './axes.js';
import { element, group, type Point, plainText } from './svg.js';
import { fitText, textWidth } from './text-width.js';

export interface LegendRow {
  /** SVG drawn around 0, 0, at most 1.1 em to either side. */
  mark: string;
  text: string;
}

const between = [0.5, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875];
const [rowHeight, markWidth, inset, gap] = [1.45, 2.2, 0.8, 0.6];

/**
 * @param area where it may stand
 * @param obstacles points that it should not hide
 */
export function legend(rows: readonly LegendRow[], area: Box, obstacles: readonly Point[], em: number): string {
  if (rows.length === 0) return '';
  const room = 0.7 * (area.right - area.left) - (markWidth + gap) * em;
  const texts = rows.map(({ text }) => fitText(text, em, room));
  const width = (markWidth + gap) * em + Math.max(...texts.map((text) => textWidth(text, em)));
  const box = bestPlace(width, rows.length * rowHeight * em, area, obstacles, em);
  const lines = rows.map(({ mark }, i) => {
    const x = box.left + (markWidth / 2) * em;
    const y = box.top + (i + 0.5) * rowHeight * em;
    const place = { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` };
    return group([mark, plainText(texts[i], (markWidth / 2 + gap) * em, 0.35 * em)], place);
  });
  const ground = element('rect', { ...rectOf(box), fill: '#fff', 'fill-opacity': 0.85 });
  return group([ground, ...lines]);
}

/** The first of the corners, lower ones first, then of places between them, that hides the fewest points. */
function bestPlace(width: number, height: number, area: Box, obstacles: readonly Point[], em: number): Box {
  const [left, right] = [area.left + inset * em, area.right - inset * em - width];
  const [top, bottom] = [area.top + inset * em, area.bottom - inset * em - height];
  // Shares of the way from the left and from the top.
  const corners: Point[] = [
    [1, 1],
    [0, 1],
    [0, 0],
    [1, 0],
    ...between.flatMap((down) => [1, 0, ...between].map((across) => [across, 1 - down])),
    ...between.flatMap((across) => [1, 0].map((down) => [across, down])),
  ].map(([across, down]) => [left + across * (right - left), top + down * (bottom - top)]);
  const margin = 0.4 * em;
  const places = corners.map(([x, y]) => {
    const box: Box = { left: x, top: y, right: x + width, bottom: y + height };
    const isHidden = ([px, py]: Point) =>
      px > box.left - margin && px < box.right + margin && py > box.top - margin && py < box.bottom + margin;
    return { box, hidden: obstacles.filter(isHidden).length };
  });
  return places.reduce((best, place) => (place.hidden < best.hidden ? place : best)).box;
}

/** Points of a line no further apart than `distance`: obstacles that a legend cannot slip between. */
export function dense(points: readonly Point[], distance: number): Point[] {
  return points.flatMap((point, i) => {
    if (i === 0) return [point];
    const [x, y] = points[i - 1];
    const steps = Math.max(1, Math.ceil(Math.hypot(point[0] - x, point[1] - y) / distance));
    return Array.from({ length: steps }, (_, k): Point => {
      const share = (k + 1) / steps;
      return [x + share * (point[0] - x), y + share * (point[1] - y)];
    });
  });
}
