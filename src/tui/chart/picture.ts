// An easy-axis image in characters: half blocks in red, white and blue where the terminal has colours (two pixels a cell), else one
// stroke a cell that lies along the easy axis.
import { kxColor } from '../../plot/colormap.js';
import type { Theme } from '../theme.js';

export interface PictureOptions {
  columns: number;
  rows: number;
  theme: Theme;
}

/** Lines of text, top line first; the image's row iy = 0 is at the bottom. Square in a font twice as high as wide. */
export function pictureLines(
  image: ArrayLike<number>,
  cells: number,
  { columns, rows, theme }: PictureOptions,
): string[] {
  const halfBlocks = theme.colors !== 'none' && theme.unicode;
  const width = Math.max(1, Math.min(columns, 2 * rows, halfBlocks ? cells : 2 * cells));
  const height = Math.max(1, Math.floor(width / 2));
  const at = (x: number, y: number, of: number) =>
    mean(image, cells, [x / width, (x + 1) / width], [1 - (y + 1) / of, 1 - y / of]);
  return Array.from({ length: height }, (_, line) => {
    let text = '';
    for (let x = 0; x < width; x++) {
      if (theme.colors === 'none') text += stroke(at(x, line, height));
      else if (!halfBlocks) text += `${paint(at(x, line, height), theme, 'back')} `;
      else {
        const [upper, lower] = [at(x, 2 * line, 2 * height), at(x, 2 * line + 1, 2 * height)];
        text += `${paint(upper, theme, 'front')}${paint(lower, theme, 'back')}▀`;
      }
    }
    return theme.colors === 'none' ? text : `${text}\u001b[39m\u001b[49m`;
  });
}

/** Mean over a box given in fractions of the image. */
function mean(image: ArrayLike<number>, cells: number, [x0, x1]: number[], [y0, y1]: number[]): number {
  const range = (low: number, high: number): [number, number] => {
    const first = Math.min(cells - 1, Math.floor(low * cells + 1e-9));
    return [first, Math.max(first + 1, Math.min(cells, Math.floor(high * cells + 1e-9)))];
  };
  const [left, right] = range(x0, x1);
  const [bottom, top] = range(y0, y1);
  let sum = 0;
  for (let y = bottom; y < top; y++) for (let x = left; x < right; x++) sum += image[y * cells + x];
  return sum / ((right - left) * (top - bottom));
}

/** A stroke along k = (sin t, cos t). */
function stroke(kx: number): string {
  const degrees = (Math.asin(Math.max(-1, Math.min(1, kx))) * 180) / Math.PI;
  if (Math.abs(degrees) < 22.5) return '|';
  if (Math.abs(degrees) > 67.5) return '-';
  return degrees > 0 ? '/' : '\\';
}

// SGR codes of the eight bases: red, bright red, white, bright blue, blue stand for the scale in 16 colours.
const sixteen = [31, 91, 97, 94, 34];

function paint(kx: number, { colors }: Theme, side: 'front' | 'back'): string {
  const shift = side === 'front' ? 0 : 10;
  if (colors === '16') return `\u001b[${sixteen[Math.max(0, Math.min(4, Math.round(2 * kx + 2)))] + shift}m`;
  const [r, g, b] = kxColor(kx).map(Math.round);
  if (colors === 'truecolor') return `\u001b[${38 + shift};2;${r};${g};${b}m`;
  const level = (value: number) => Math.round((value / 255) * 5);
  return `\u001b[${38 + shift};5;${16 + 36 * level(r) + 6 * level(g) + level(b)}m`;
}
