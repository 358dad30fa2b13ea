// Lines cut at the edges of a plot. Done here and not by a clip path, because ids would meet where several figures share a page.
import type { Box } from './axes.js';
import type { Point } from './svg.js';

/** The parts of a line of points that lie inside a box, each a line of its own. */
export function clipLine(points: readonly Point[], box: Box): Point[][] {
  const parts: Point[][] = [];
  for (let i = 1; i < points.length; i++) {
    const piece = clipSegment(points[i - 1], points[i], box);
    if (!piece) continue;
    const [from, to] = piece;
    const last = parts.at(-1)?.at(-1);
    if (last && last[0] === from[0] && last[1] === from[1]) parts[parts.length - 1].push(to);
    else parts.push([from, to]);
  }
  return parts;
}

/** Liang and Barsky: the share of a segment between the four edges. */
function clipSegment(a: Point, b: Point, { left, right, top, bottom }: Box): [Point, Point] | null {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  let [start, end] = [0, 1];
  const edges: [slope: number, room: number][] = [
    [-dx, a[0] - left],
    [dx, right - a[0]],
    [-dy, a[1] - top],
    [dy, bottom - a[1]],
  ];
  for (const [slope, room] of edges) {
    if (slope === 0) {
      if (room < 0) return null;
      continue;
    }
    const share = room / slope;
    if (slope < 0) start = Math.max(start, share);
    else end = Math.min(end, share);
  }
  if (start > end) return null;
  const at = (share: number): Point => (share === 0 ? a : share === 1 ? b : [a[0] + share * dx, a[1] + share * dy]);
  return [at(start), at(end)];
}
