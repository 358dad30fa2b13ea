// A drawing surface of characters: fine points (2 x 4 to a character, as braille) below, marks and words above. Without Unicode a
// point is one character.
import { type Hue, paint } from '../paint.js';
import type { Theme } from '../theme.js';

export interface Canvas {
  readonly columns: number;
  readonly rows: number;
  /** @param x, y shares of the width and the height, from 0 (left, bottom) to 1 */
  point(x: number, y: number, hue?: Hue): void;
  line(from: readonly [number, number], to: readonly [number, number], hue?: Hue): void;
  /** One character over the points. */
  mark(x: number, y: number, character: string, hue?: Hue): void;
  /** Words from a place on, in columns and rows from the top left; cut at the edge. */
  write(column: number, row: number, text: string, hue?: Hue): void;
  lines(): string[];
}

const brailleBits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

export function createCanvas(columns: number, rows: number, theme: Theme): Canvas {
  const [dotsX, dotsY] = theme.unicode ? [2, 4] : [1, 1];
  const [width, height] = [columns * dotsX, rows * dotsY];
  const dots = new Uint8Array(columns * rows);
  const hues: (Hue | undefined)[] = new Array(columns * rows);
  const words: (string | undefined)[] = new Array(columns * rows);
  const wordHues: (Hue | undefined)[] = new Array(columns * rows);
  const dot = (i: number, j: number, hue?: Hue) => {
    if (i < 0 || j < 0 || i >= width || j >= height) return;
    const cell = Math.floor(j / dotsY) * columns + Math.floor(i / dotsX);
    dots[cell] |= theme.unicode ? brailleBits[j % 4][i % 2] : 1;
    hues[cell] = hue;
  };
  const toDot = (x: number, y: number): [number, number] => [
    Math.round(x * (width - 1)),
    Math.round((1 - y) * (height - 1)),
  ];
  const put = (cell: number, character: string, hue?: Hue) => {
    words[cell] = character;
    wordHues[cell] = hue;
  };
  return {
    columns,
    rows,
    point: (x, y, hue) => dot(...toDot(x, y), hue),
    line(from, to, hue) {
      const [i0, j0] = toDot(...from);
      const [i1, j1] = toDot(...to);
      const steps = Math.max(Math.abs(i1 - i0), Math.abs(j1 - j0), 1);
      for (let s = 0; s <= steps; s++)
        dot(Math.round(i0 + ((i1 - i0) * s) / steps), Math.round(j0 + ((j1 - j0) * s) / steps), hue);
    },
    mark(x, y, character, hue) {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) return;
      const [i, j] = toDot(x, y);
      put(Math.floor(j / dotsY) * columns + Math.floor(i / dotsX), character, hue);
    },
    write(column, row, text, hue) {
      [...text].forEach((character, i) => {
        if (row >= 0 && row < rows && column + i >= 0 && column + i < columns)
          put(row * columns + column + i, character, hue);
      });
    },
    lines: () =>
      Array.from({ length: rows }, (_, row) => {
        let text = '';
        let run = '';
        let hue: Hue | undefined;
        for (let column = 0; column < columns; column++) {
          const cell = row * columns + column;
          const word = words[cell];
          const character = word ?? (dots[cell] === 0 ? ' ' : theme.unicode ? braille(dots[cell]) : '.');
          const wanted = word === undefined ? hues[cell] : wordHues[cell];
          if (wanted !== hue) {
            text += paint(run, hue, theme);
            run = '';
            hue = wanted;
          }
          run += character;
        }
        return text + paint(run, hue, theme);
      }),
  };
}

const braille = (bits: number): string => String.fromCharCode(0x2800 + bits);
