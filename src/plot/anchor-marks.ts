// Anchor points on a demagnetization curve: solved ones as marks of their series, predicted ones as crosses, wanted ones as rings.
import { anchorPosition } from '../curve/anchors.js';
import { type AnchorName, type AnchorPoints, anchorNames, type QuantityName } from '../quantities.js';
import type { Scale } from './axes.js';
import { element, group, ink, type Point } from './svg.js';

export interface Scales {
  /** Applied field in HA. */
  x: Scale;
  /** Magnetization in Ms. */
  y: Scale;
}

/** Positions in the figure of those anchor points that lie in its range, in the order of the curve. */
export function anchorPoints(anchors: Partial<AnchorPoints>, { x, y }: Scales): { name: AnchorName; point: Point }[] {
  return anchorNames.flatMap((name) => {
    const place = anchorPosition(name, anchors);
    if (!place || !within(place.appliedField, x) || !within(place.magnetization, y)) return [];
    return [{ name, point: [x(place.appliedField), y(place.magnetization)] as const }];
  });
}

/** All positions in the figure, in its range or not: the line through them is clipped. */
export const anchorPath = (anchors: Partial<AnchorPoints>, { x, y }: Scales): Point[] =>
  anchorNames.flatMap((name): Point[] => {
    const place = anchorPosition(name, anchors);
    return place ? [[x(place.appliedField), y(place.magnetization)]] : [];
  });

const within = (value: number, { domain: [low, high] }: Scale): boolean => value >= low - 1e-9 && value <= high + 1e-9;

/** Wanted points that have a place are rings; a wanted knee without a wanted remanence is a line at its field. */
export function targetMarks(target: Partial<Record<QuantityName, number>>, scales: Scales, em: number): string {
  const points = anchorPoints(target, scales);
  const placed = new Set(points.map(({ name }) => name));
  const { x, y } = scales;
  const lines = (['hk90', 'hk80', 'hk70'] as const).flatMap((name) => {
    const field = target[name];
    if (field === undefined || placed.has(name) || !within(-field, x)) return [];
    const ends = { x1: x(-field), x2: x(-field), y1: y(y.domain[0]), y2: y(y.domain[1]) };
    const dashes = `${(0.33 * em).toFixed(2)} ${(0.33 * em).toFixed(2)}`;
    return [element('line', { ...ends, stroke: ink, 'stroke-width': 0.1 * em, 'stroke-dasharray': dashes })];
  });
  return group([...points.map(({ point: [cx, cy] }) => ring(cx, cy, em)), ...lines], { class: 'target' });
}

/** Wide enough to show what lies in it. */
export const ring = (cx: number, cy: number, em: number): string =>
  element('circle', { cx, cy, r: 0.625 * em, fill: 'none', stroke: ink, 'stroke-width': 0.11 * em });

export function cross(x: number, y: number, stroke: string, em: number): string {
  const [arm, edge] = [0.35 * em, (0.7 * em).toFixed(2)];
  const d = `M${(x - arm).toFixed(2)},${(y - arm).toFixed(2)}l${edge},${edge}m0,-${edge}l-${edge},${edge}`;
  return element('path', { d, stroke, 'stroke-width': 0.13 * em, fill: 'none' });
}
