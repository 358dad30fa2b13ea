// One line of text, cut where the room ends, in the characters and colours that the terminal has.
import { Text } from 'ink';
import { createContext, useContext } from 'react';
import { createTheme, type Theme } from '../theme.js';
import { toAscii } from '../to-ascii.js';

export const ThemeContext = createContext<Theme>(createTheme({ env: {}, colorDepth: 1 }));
export const useTheme = (): Theme => useContext(ThemeContext);

export interface LineProps {
  text: string;
  width: number;
  color?: 'cyan' | 'green' | 'red' | 'magenta';
  bold?: boolean;
  dim?: boolean;
  /** Marked, for the chosen line of a list: in other colours, and without colours by being inverse. */
  chosen?: boolean;
}

export function Line({ text, width, color, bold, dim, chosen }: LineProps) {
  const theme = useTheme();
  const colored = theme.colors !== 'none';
  const shown = cut(text, width, theme) || ' ';
  return (
    <Text wrap="truncate" color={colored ? color : undefined} bold={bold} dimColor={colored && dim} inverse={chosen}>
      {chosen ? shown.padEnd(width) : shown}
    </Text>
  );
}

/** At most `width` characters; ASCII where the terminal has no Unicode. */
export function cut(text: string, width: number, theme: Theme): string {
  const shown = printable(text, theme);
  const characters = [...shown];
  if (characters.length <= width) return shown;
  return `${characters.slice(0, Math.max(0, width - 1)).join('')}${theme.marks.more}`;
}

/** In one line, with the characters that the terminal has. */
export function printable(text: string, { unicode }: Theme): string {
  const oneLine = text.replace(/\s*[\n\r]+\s*/g, ' ').replace(/\p{Cc}/gu, '');
  return unicode ? oneLine : toAscii(oneLine.replaceAll('±', '+-'));
}

/** Words broken into lines of at most `width` characters; a longer word is broken too. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${Math.max(1, width)}}`, 'gu')) ?? []);
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
