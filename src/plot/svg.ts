// The few pieces of SVG that every figure is made of. Positions with two decimals, so that files are small and stable.
import { type Piece, parseNotation } from './notation.js';

export type Attributes = Record<string, string | number>;

/** What all figures are drawn in: dark grey reads better than black, and prints as black. */
export const ink = '#222';

/** Metrics of Helvetica, Arial and Liberation Sans are the same, so a figure is set alike wherever it is opened. */
const fonts = 'Helvetica, Arial, "Liberation Sans", "Loopsmith Sans", sans-serif';

/** One element; `content` is SVG text and is not escaped. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(show(value))}"`);
  return content === '' ? `<${name}${pairs.join('')}/>` : `<${name}${pairs.join('')}>${content}</${name}>`;
}

/** Elements in a group; an empty group where there are none. */
export const group = (parts: readonly string[], attributes: Attributes = {}): string =>
  element('g', attributes, parts.join(''));

/** Text in the notation of notation.ts, for example "*M*_s". */
export function label(text: string, x: number, y: number, attributes: Attributes = {}): string {
  let level = 0;
  const spans = parseNotation(text).map((piece) => {
    const from = level;
    level = levels[piece.shift ?? 'line'];
    return span(piece, level - from);
  });
  return element('text', { x, y, ...attributes }, spans.join(''));
}

/** Baselines below that of the line, in em of the line; what is shifted is set smaller. */
const levels = { line: 0, sub: 0.22, sup: -0.36 };
const shiftedSize = 0.75;

function span({ text, italic, shift }: Piece, down: number): string {
  const attributes: Attributes = italic ? { 'font-style': 'italic' } : {};
  // dy counts in em of the span itself.
  if (down !== 0) attributes.dy = `${Number((shift ? down / shiftedSize : down).toFixed(3))}em`;
  if (shift) attributes['font-size'] = `${100 * shiftedSize}%`;
  return element('tspan', attributes, escapeXml(text));
}

/** Text as it is, for names that come from files. */
export const plainText = (text: string, x: number, y: number, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escapeXml(text));

export interface FigureOptions {
  /** In user units: pixels, or points where `printWidth` is given. */
  width: number;
  height: number;
  /** Text alternative; not drawn. */
  title: string;
  /** Font size in user units; everything in a figure is sized by it. @default 12 */
  em?: number;
  /** Width on paper, in m: the file says it in millimetres. @default none, user units are pixels */
  printWidth?: number;
}

/** A whole SVG file on a white ground. */
export function figure(options: FigureOptions, content: readonly string[]): string {
  const { width, height, title, em = 12, printWidth } = options;
  const shown = (units: number) => (printWidth ? `${show((units * printWidth * 1e3) / width)}mm` : show(units));
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: shown(width),
    height: shown(height),
    viewBox: `0 0 ${show(width)} ${show(height)}`,
    role: 'img',
    'font-family': fonts,
    'font-size': em,
    fill: ink,
  };
  const ground = element('rect', { width, height, fill: '#fff' });
  return `${element('svg', attributes, `\n${[`<title>${escapeXml(title)}</title>`, ground, ...content].join('\n')}\n`)}\n`;
}

export type Point = readonly [x: number, y: number];

/** Points joined by lines. */
export const pathOf = (points: readonly Point[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${show(x)},${show(y)}`).join('');

const show = (value: string | number): string => (typeof value === 'string' ? value : String(Number(value.toFixed(2))));

/** Escapes for text and attributes, and leaves out what XML does not allow at all: control characters, lone surrogates. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"]/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[c]};`);
