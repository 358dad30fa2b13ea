// Structures with their curves, many in a figure: to each a caption, pictures of the same size side by side, and the solved curve with
// solved, predicted and wanted anchor points.
import { axisDepth, type Box, frame, linearScale } from './axes.js';
import { colorBar, colorBarRoom } from './color-bar.js';
import { columnWidth } from './paper.js';
import { curveKey, fieldAxis, fieldRange, levelAxis, type SmallCurve, smallCurve } from './small-curve.js';
import { figure, group, label } from './svg.js';
import { breakList, labelWidth } from './text-width.js';

/** Draws itself into a square, frame aside. */
export type Picture = (square: Box) => string;

export interface Exhibit extends SmallCurve {
  /** In the notation of notation.ts; a long one goes on below after a comma. */
  caption: string;
  /** As many as there are heads. */
  pictures: readonly Picture[];
}

export interface GalleryLayout {
  /** What the figure shows, as its text alternative. */
  title: string;
  /** Exhibits side by side. @default 2 where there is room for it on paper */
  columns?: number;
  /** User units. @default 900 */
  width?: number;
  /** @default 12 */
  em?: number;
  printWidth?: number;
}

/** Width of a curve over the edge of a picture: it holds all six anchor points, up to +HA. */
const curveWidth = 1.35;
const [gap, columnGap, margin, captionLine, headHeight, rowGap] = [0.7, 1.8, 0.4, 1.5, 1.6, 1];
const fieldCount = 3;

interface Layout {
  em: number;
  /** Edge of a picture. */
  edge: number;
  /** Room of the curve's numbers and title on its left. */
  levels: number;
  fields: [number, number];
  /** Height of the captions. */
  above: number;
}

/** @param heads what each picture is, over every column */
export function gallerySvg(exhibits: readonly Exhibit[], heads: readonly string[], options: GalleryLayout): string {
  const { title, width = 900, em = 12, printWidth } = options;
  const wide = printWidth === undefined || printWidth > 1.5 * columnWidth;
  const columns = Math.min(options.columns ?? (wide ? 2 : 1), Math.max(1, exhibits.length));
  const fields = fieldRange(exhibits, 1);
  const levels = axisDepth({ ...levelAxis, em }) + gap * em;
  const bar = (colorBarRoom + gap) * em;
  const column = (width - bar - margin * em + columnGap * em) / columns;
  const edge = (column - ((heads.length - 1) * gap + columnGap) * em - levels) / (heads.length + curveWidth);
  const captions = exhibits.map(({ caption }) => breakList(caption, em, column - columnGap * em));
  const above = captionLine * em * Math.max(1, ...captions.map(({ length }) => length));
  const layout: Layout = { em, edge, levels, fields, above };
  const row = above + edge + axisDepth({ ...fieldAxis, count: fieldCount, scale: linearScale(fields, [0, 1]), em });
  const top = headHeight * em;
  const rows = Math.ceil(exhibits.length / columns);
  const hasTargets = exhibits.some(({ target }) => target !== undefined);
  const drawn = exhibits.map((exhibit, i) => {
    const left = margin * em + (i % columns) * column;
    const y = top + Math.floor(i / columns) * (row + rowGap * em);
    return drawExhibit({ ...exhibit, caption: captions[i] }, left, y, layout);
  });
  const titles = Array.from({ length: columns }, (_, i) =>
    drawHeads(heads, margin * em + i * column, layout, hasTargets),
  );
  const keys = colorBar(width - colorBarRoom * em, top + above, edge, em);
  const height = top + rows * row + (rows - 1) * rowGap * em + margin * em;
  return figure({ width, height, title, em, printWidth }, [...titles, ...drawn, keys]);
}

/** Left edge of a picture of an exhibit; of the curve for the number after the last. */
const placeOf = (picture: number, count: number, left: number, { edge, em, levels }: Layout): number =>
  left + picture * edge + Math.min(picture, count - 1) * gap * em + (picture === count ? levels : 0);

/** Its caption in lines. */
type BrokenExhibit = Omit<Exhibit, 'caption'> & { caption: readonly string[] };

function drawExhibit(exhibit: BrokenExhibit, left: number, top: number, layout: Layout): string {
  const { caption, pictures, ...curve } = exhibit;
  const { em, edge, fields, above } = layout;
  const y = top + above;
  const square = (picture: number): Box => {
    const x = placeOf(picture, pictures.length, left, layout);
    return { left: x, right: x + edge, top: y, bottom: y + edge };
  };
  const last = square(pictures.length);
  const box = { ...last, right: last.left + curveWidth * edge };
  return group([
    // Short ones stand right above their picture.
    ...caption.map((line, i) => label(line, left, y - (0.5 + captionLine * (caption.length - 1 - i)) * em)),
    ...pictures.flatMap((draw, i) => [draw(square(i)), frame(square(i), em)]),
    smallCurve(curve, box, { em, fields, count: fieldCount, joined: false }),
  ]);
}

/** What each picture is, and what the marks of a curve are, over a column. */
function drawHeads(heads: readonly string[], left: number, layout: Layout, hasTargets: boolean): string {
  const { em, edge } = layout;
  const y = headHeight * em - 0.3 * em;
  const placed = heads.map((head, i) => {
    return label(head, placeOf(i, heads.length, left, layout) + edge / 2, y, { 'text-anchor': 'middle' });
  });
  return group([...placed, drawKey(placeOf(heads.length, heads.length, left, layout), y, em, hasTargets)]);
}

/** Marks and what they stand for. */
function drawKey(left: number, y: number, em: number, hasTargets: boolean): string {
  const key = curveKey(em);
  /** Half the width of each mark, in em. */
  const entries = [
    { mark: key.solved, text: 'solved', half: 1.1 },
    { mark: key.predicted, text: 'predicted', half: 0.4 },
    ...(hasTargets ? [{ mark: key.target, text: 'target', half: 0.65 }] : []),
  ];
  let x = left;
  const drawn = entries.map(({ mark, text, half }) => {
    const place = { transform: `translate(${(x + half * em).toFixed(2)} ${(y - 0.35 * em).toFixed(2)})` };
    const textLeft = x + (2 * half + 0.3) * em;
    x = textLeft + labelWidth(text, em) + 0.8 * em;
    return group([mark], place) + label(text, textLeft, y);
  });
  return group(drawn);
}
