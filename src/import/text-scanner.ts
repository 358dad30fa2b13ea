// Reads text files of many megabytes number by number, without making a string of each: a line of an EBSD map is ten numbers, and there
// are a million lines.
import { malformed, shown } from './malformed.js';

export interface TextScanner {
  /** File and line of what was read last, for messages: "map.ctf:12". */
  place(): string;
  /** Bytes from the start of the file to what is read next. */
  offset(): number;
  /** Line of what is read next, from 1. */
  line(): number;
  /** Next line without its end, null at the end of the file. @throws LoopsmithError where it is longer than any header's */
  nextLine(): string | null;
  /**
   * The numbers at the beginning of the next line that is not blank; what follows in that line is passed over.
   * @returns how many there are, at most as many as `values` holds; -1 at the end of the file
   */
  nextNumbers(values: Float64Array): number;
  /** Next word, wherever it stands; null at the end. */
  nextWord(): string | null;
  /** Next word that begins with this character; what stands before it is passed over. */
  nextMarked(mark: string): string | null;
  /** Next word as a finite number. @throws LoopsmithError that names `what` */
  nextNumber(what: string): number;
  /** Next word as a whole number in a range. @throws LoopsmithError that names `what` */
  nextWhole(what: string, least: number, most: number): number;
}

const [newline, hash, comma, point] = ['\n', '#', ',', '.'].map((c) => c.charCodeAt(0));
const longestLine = 65536;
const longestNumber = 64;
const powersOfTen = Float64Array.from({ length: 23 }, (_, k) => 10 ** k);

export interface ScannerOptions {
  /** First byte to read. @default 0 */
  start?: number;
  /** Line of that byte. @default 1 */
  line?: number;
  /** Words that begin with # run to the end of their line and are passed over. @default false */
  comments?: boolean;
  /** 0,5 is one half. @default false */
  decimalComma?: boolean;
}

export function createTextScanner(
  bytes: Uint8Array,
  where: string,
  { start = 0, line: firstLine = 1, comments = false, decimalComma = false }: ScannerOptions = {},
): TextScanner {
  let position = start === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : start;
  let line = firstLine;
  let lastLine = firstLine;
  let wordStart = 0;
  const place = () => `${where}:${lastLine}`;
  const decoder = new TextDecoder();
  const text = (from: number, to: number) => decoder.decode(bytes.subarray(from, to));

  /** Finds the next word, from wordStart to position. */
  const findWord = (): boolean => {
    while (position < bytes.length) {
      const c = bytes[position];
      if (comments && c === hash) {
        while (position < bytes.length && bytes[position] !== newline) position++;
      } else if (c > 32) {
        lastLine = line;
        wordStart = position;
        while (position < bytes.length && bytes[position] > 32) position++;
        return true;
      } else {
        if (c === newline) line++;
        position++;
      }
    }
    lastLine = line;
    return false;
  };
  const wordText = () => text(wordStart, Math.min(position, wordStart + longestLine));
  const word = () => shown(text(wordStart, Math.min(position, wordStart + 60)));
  const numberHere = () => parseNumber(bytes, wordStart, position, decimalComma);

  return {
    place,
    offset: () => position,
    line: () => line,
    nextLine() {
      if (position >= bytes.length) return null;
      const end = bytes.indexOf(newline, position);
      const stop = end < 0 ? bytes.length : end;
      lastLine = line++;
      if (stop - position > longestLine)
        throw malformed(place(), 'a line of text', `${stop - position} bytes without an end`);
      const result = text(position, stop);
      position = stop + 1;
      return result.endsWith('\r') ? result.slice(0, -1) : result;
    },
    nextNumbers(values) {
      if (!findWord()) return -1;
      let count = 0;
      do {
        const value = numberHere();
        if (Number.isNaN(value)) break;
        values[count++] = value;
        while (position < bytes.length && bytes[position] <= 32 && bytes[position] !== newline) position++;
        wordStart = position;
        while (position < bytes.length && bytes[position] > 32) position++;
      } while (count < values.length && position > wordStart);
      while (position < bytes.length && bytes[position] !== newline) position++;
      return count;
    },
    nextWord: () => (findWord() ? wordText() : null),
    nextMarked(mark) {
      while (findWord()) if (bytes[wordStart] === mark.charCodeAt(0)) return wordText();
      return null;
    },
    nextNumber(what) {
      if (!findWord()) throw malformed(place(), what, 'the end of the file');
      const value = numberHere();
      if (Number.isNaN(value)) throw malformed(place(), `${what}, a finite number`, word());
      return value;
    },
    nextWhole(what, least, most) {
      if (!findWord()) throw malformed(place(), what, 'the end of the file');
      const value = numberHere();
      if (!Number.isInteger(value) || value < least || value > most)
        throw malformed(place(), `${what}, a whole number from ${least} to ${most}`, word());
      return value;
    },
  };
}

/** The number that these bytes say, to the last bit; NaN where they say none, or none that is finite. */
function parseNumber(bytes: Uint8Array, start: number, end: number, decimalComma: boolean): number {
  const sign = bytes[start];
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (let i = sign === 43 || sign === 45 ? start + 1 : start; i < end; i++) {
    const c = bytes[i];
    if (c >= 48 && c <= 57) {
      mantissa = 10 * mantissa + (c - 48);
      digits++;
      if (decimals >= 0) decimals++;
    } else if (decimals < 0 && (c === point || (decimalComma && c === comma))) decimals = 0;
    else return parseRareNumber(bytes, start, end, decimalComma);
  }
  // Up to 15 digits and 10^22 are exact, and a quotient of exact numbers is rounded right.
  if (digits === 0 || digits > 15) return parseRareNumber(bytes, start, end, decimalComma);
  const size = decimals > 0 ? mantissa / powersOfTen[decimals] : mantissa;
  return sign === 45 ? -size : size;
}

function parseRareNumber(bytes: Uint8Array, start: number, end: number, decimalComma: boolean): number {
  if (end - start > longestNumber) return Number.NaN;
  const text = new TextDecoder('latin1').decode(bytes.subarray(start, end));
  const plain = decimalComma ? text.replace(',', '.') : text;
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
