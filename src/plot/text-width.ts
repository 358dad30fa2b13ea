// Widths of text before anything draws it, so that a figure can leave room: advance widths of Helvetica (and Arial and Liberation
// Sans) in thousandths of the font size.
import { parseNotation } from './notation.js';

/** From the space (32) to the tilde (126). */
const widths =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'
    .split(' ')
    .map(Number);

/** For all other letters: rather too wide than too narrow. */
const otherWidth = 600;

/** Width in units of `em`; exact for ASCII. */
export function textWidth(text: string, em: number): number {
  let sum = 0;
  for (const character of text) sum += widths[(character.codePointAt(0) ?? 0) - 32] ?? otherWidth;
  return (sum * em) / 1000;
}

/** Width of text in the notation of notation.ts. */
export const labelWidth = (text: string, em: number): number =>
  parseNotation(text).reduce((sum, piece) => sum + textWidth(piece.text, piece.shift ? 0.75 * em : em), 0);

/** A list in the notation of notation.ts as lines of at most `width`, broken after commas; an entry is never broken. */
export function breakList(text: string, em: number, width: number): string[] {
  const lines: string[] = [];
  for (const entry of text.split(/(?<=,) /)) {
    const longer = [...lines.slice(-1), entry].join(' ');
    if (lines.length > 0 && labelWidth(longer, em) <= width) lines[lines.length - 1] = longer;
    else lines.push(entry);
  }
  return lines;
}

/** The text, or as much of its beginning and end as fits, with an ellipsis between. */
export function fitText(text: string, em: number, width: number): string {
  if (textWidth(text, em) <= width) return text;
  const characters = [...text];
  for (let kept = characters.length - 1; kept > 1; kept--) {
    const short = `${characters.slice(0, Math.ceil(kept / 2)).join('')}…${characters.slice(-Math.floor(kept / 2)).join('')}`;
    if (textWidth(short, em) <= width) return short;
  }
  return '…';
}
