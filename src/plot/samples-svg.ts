// Structures as a model sees them, a row for each: the easy-axis image, what the autoencoder keeps of it, and its solved curve with
// solved and predicted anchor points (Figure 6 of the paper).
import { axisDepth, type Box, frame, linearScale } from './axes.js';
import { colorBar, colorBarRoom } from './color-bar.js';
import { imageElement } from './image-element.js';
import { columnWidth } from './paper.js';
import { curveKey, fieldAxis, fieldRange, levelAxis, type SmallCurve, smallCurve } from './small-curve.js';
import { figure, group, label } from './svg.js';
import { labelWidth } from './text-width.js';

export interface Sample extends SmallCurve {
  /** In the notation of notation.ts. */
  caption: string;
  /** cells x cells, k_x. */
  image: ArrayLike<number>;
  reconstruction: ArrayLike<number>;
}

export interface SamplesSvgOptions {
  /** Edge of the images. */
  cells: number;
  /** What the figure shows, as its text alternative. */
  title: string;
  /** Samples side by side. @default 2 where there is room for it on paper */
  columns?: number;
  /** User units. @default 900 */
  width?: number;
  /** @default 12 */
  em?: number;
  printWidth?: number;
}

/** Width of a curve over the edge of an image: it holds all six anchor points, up to +HA. */
const curveWidth = 1.35;
const [gap, columnGap, margin, captionHeight, headHeight, rowGap] = [0.7, 1.8, 0.4, 1.5, 1.6, 1];
const fieldCount = 3;

interface Layout {
  em: number;
  cells: number;
  /** Edge of an image. */
  edge: number;
  /** Room of the curve's numbers and title on its left. */
  levels: number;
  fields: [number, number];
}

export function samplesSvg(samples: readonly Sample[], options: SamplesSvgOptions): string {
  const { cells, title, width = 900, em = 12, printWidth } = options;
  const wide = printWidth === undefined || printWidth > 1.5 * columnWidth;
  const columns = Math.min(options.columns ?? (wide ? 2 : 1), Math.max(1, samples.length));
  const fields = fieldRange(samples, 1);
  const levels = axisDepth({ ...levelAxis, em }) + gap * em;
  const bar = (colorBarRoom + gap) * em;
  const column = (width - bar - margin * em + columnGap * em) / columns;
  const edge = (column - (gap + columnGap) * em - levels) / (2 + curveWidth);
  const layout: Layout = { em, cells, edge, levels, fields };
  const row =
    captionHeight * em + edge + axisDepth({ ...fieldAxis, count: fieldCount, scale: linearScale(fields, [0, 1]), em });
  const top = headHeight * em;
  const rows = Math.ceil(samples.length / columns);
  const drawn = samples.map((sample, i) => {
    const left = margin * em + (i % columns) * column;
    return drawSample(sample, left, top + Math.floor(i / columns) * (row + rowGap * em), layout);
  });
  const heads = Array.from({ length: columns }, (_, i) => drawHead(margin * em + i * column, layout));
  const keys = colorBar(width - colorBarRoom * em, top + captionHeight * em, edge, em);
  const height = top + rows * row + (rows - 1) * rowGap * em + margin * em;
  return figure({ width, height, title, em, printWidth }, [...heads, ...drawn, keys]);
}

/** Left edges of the three pictures of a sample. */
const places = (left: number, { edge, em, levels }: Layout): [number, number, number] => [
  left,
  left + edge + gap * em,
  left + 2 * edge + gap * em + levels,
];

function drawSample(sample: Sample, left: number, top: number, layout: Layout): string {
  const { em, cells, edge, fields } = layout;
  const [first, second, third] = places(left, layout);
  const y = top + captionHeight * em;
  const square = (x: number): Box => ({ left: x, right: x + edge, top: y, bottom: y + edge });
  const curve = { ...square(third), right: third + curveWidth * edge };
  return group([
    label(sample.caption, first, y - 0.5 * em),
    imageElement(sample.image, cells, square(first)),
    frame(square(first), em),
    imageElement(sample.reconstruction, cells, square(second)),
    frame(square(second), em),
    smallCurve(sample, curve, { em, fields, count: fieldCount, joined: false }),
  ]);
}

/** What each picture is, over a column. */
function drawHead(left: number, layout: Layout): string {
  const { em, edge } = layout;
  const [first, second, third] = places(left, layout);
  const y = headHeight * em - 0.3 * em;
  const centred = { 'text-anchor': 'middle' };
  return group([
    label('original', first + edge / 2, y, centred),
    label('reconstruction', second + edge / 2, y, centred),
    keyOf(third, y, layout),
  ]);
}

/** Marks and what they stand for, over a curve. */
function keyOf(x: number, y: number, { em }: Layout): string {
  const key = curveKey(em);
  const entry = (mark: string, text: string, left: number, half: number) => {
    const place = { transform: `translate(${(left + half * em).toFixed(2)} ${(y - 0.35 * em).toFixed(2)})` };
    return group([mark], place) + label(text, left + (2 * half + 0.3) * em, y);
  };
  const second = x + 3.3 * em + labelWidth('solved', em);
  return entry(key.solved, 'solved', x, 1.1) + entry(key.predicted, 'predicted', second, 0.4);
}
