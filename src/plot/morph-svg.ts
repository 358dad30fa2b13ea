// A morph as a strip: the images of codes between two structures, below each its curve through the anchor points, and their values.
import type { AnchorName, AnchorPoints } from '../quantities.js';
import { axisDepth, type Box, frame, linearScale } from './axes.js';
import { colorBar, colorBarRoom } from './color-bar.js';
import { imageElement } from './image-element.js';
import { shownUnit, symbolOf } from './notation.js';
import { fieldAxis, fieldRange, levelAxis, type SmallCurve, smallCurve } from './small-curve.js';
import { figure, group, label } from './svg.js';
import { labelWidth } from './text-width.js';

export interface MorphStep extends SmallCurve {
  /** Share of the second structure: 0 is the first, 1 the second. */
  share: number;
  /** cells x cells, k_x. */
  image: ArrayLike<number>;
}

export interface MorphSvgOptions {
  /** Edge of the images. */
  cells: number;
  /** What the strip shows, as its text alternative. */
  title: string;
  /** Rows of numbers. @default ['mr', 'hk90', 'hc'] */
  shown?: readonly AnchorName[];
  /** User units. @default 900 */
  width?: number;
  /** @default 12 */
  em?: number;
  printWidth?: number;
}

/** A picture narrower than this (in em) has no room for its numbers; the strip then goes on below. */
const narrowest = 6;
const [gap, captionHeight, rowHeight] = [0.7, 1.5, 1.35];

interface Layout {
  em: number;
  /** Left edge of the first picture. */
  left: number;
  /** Edge of a picture. */
  edge: number;
  cells: number;
  /** In HA. */
  fields: [number, number];
  rows: NumberRow[];
}

export function morphSvg(steps: readonly MorphStep[], options: MorphSvgOptions): string {
  const { cells, title, shown = ['mr', 'hk90', 'hc'], width = 900, em = 12, printWidth } = options;
  const rows = numberRows(steps, shown);
  const widest = Math.max(...rows.map(({ name }) => labelWidth(name, em)));
  const left = 0.4 * em + Math.max(axisDepth({ ...levelAxis, em }), widest + 0.7 * em);
  const room = width - left - (colorBarRoom + gap) * em;
  const most = Math.max(1, Math.floor((room + gap * em) / ((narrowest + gap) * em)));
  // Strips of about the same length: 5 pictures where 4 have room are 3 and 2.
  const columns = Math.ceil(steps.length / Math.ceil(steps.length / most));
  const edge = (room - (columns - 1) * gap * em) / columns;
  const layout: Layout = { em, left, edge, cells, fields: fieldRange(steps, 0.1), rows };
  const height = stripHeight(layout);
  const strips = Array.from({ length: Math.ceil(steps.length / columns) }, (_, strip) =>
    drawStrip(steps.slice(strip * columns, (strip + 1) * columns), strip * columns, strip * height, layout),
  );
  const key = colorBar(width - colorBarRoom * em, captionHeight * em, edge, em);
  return figure({ width, height: strips.length * height, title, em, printWidth }, [...strips, key]);
}

/** Height of the small curves over their width. */
const curveShare = 0.72;

const fieldDepth = ({ fields, em }: Layout) => axisDepth({ ...fieldAxis, scale: linearScale(fields, [0, 1]), em });

const stripHeight = (layout: Layout): number =>
  layout.edge * (1 + curveShare) +
  fieldDepth(layout) +
  (captionHeight + 0.9 + rowHeight * layout.rows.length + 0.8) * layout.em;

function drawStrip(steps: readonly MorphStep[], first: number, top: number, layout: Layout): string {
  const { em, left, edge, rows } = layout;
  const image = top + captionHeight * em;
  const curve = image + edge + 0.7 * em;
  const numbers = curve + curveShare * edge + fieldDepth(layout) + (0.2 + rowHeight) * em;
  const parts = steps.map((step, i) => {
    const x = left + i * (edge + gap * em);
    const centred = { 'text-anchor': 'middle' };
    const values = rows.map(({ values }, row) =>
      label(values[first + i], x + edge / 2, numbers + row * rowHeight * em, centred),
    );
    const box: Box = { left: x, right: x + edge, top: curve, bottom: curve + curveShare * edge };
    return group([
      label(`*a* = ${Number(step.share.toFixed(3))}`, x + edge / 2, image - 0.5 * em, centred),
      picture(step.image, { left: x, right: x + edge, top: image, bottom: image + edge }, layout),
      smallCurve(step, box, { em, fields: layout.fields, bare: i > 0 }),
      ...values,
    ]);
  });
  const names = rows.map(({ name }, row) =>
    label(name, left - 0.7 * em, numbers + row * rowHeight * em, { 'text-anchor': 'end' }),
  );
  return group([...parts, ...names]);
}

const picture = (image: ArrayLike<number>, box: Box, { cells, em }: Layout): string =>
  imageElement(image, cells, box) + frame(box, em);

interface NumberRow {
  name: string;
  /** One per step. */
  values: string[];
}

function numberRows(steps: readonly MorphStep[], shown: readonly AnchorName[]): NumberRow[] {
  const isSolved = steps.some(({ solved }) => solved);
  return shown.flatMap((name): NumberRow[] => {
    const text = (points: AnchorPoints | undefined) => points?.[name]?.toFixed(3) ?? (points ? 'none' : '–');
    const row = (kind: 'predicted' | 'solved', said = ` ${kind}`) => ({
      name: `${symbolOf(name)}${said} (${shownUnit(name).unit})`,
      values: steps.map((step) => text(step[kind])),
    });
    return isSolved ? [row('predicted'), row('solved')] : [row('predicted', '')];
  });
}
