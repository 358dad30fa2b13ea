// One line of text, cut where the room ends, in the characters and colours that the terminal has.
import { Text } from 'ink';
import type { Theme } from './theme.js';

export interface LineProps {
  text: string;
  width: number;
  theme: Theme;
  color?: 'cyan' | 'green';
  bold?: boolean;
  dim?: boolean;
}

export function Line({ text, width, theme, color, bold, dim }: LineProps) {
  const colored = theme.colors !== 'none';
  return (
    <Text wrap="truncate" color={colored ? color : undefined} bold={bold} dimColor={colored && dim}>
      {cut(text, width, theme) || ' '}
    </Text>
  );
}

/** At most `width` characters; ASCII where the terminal has no Unicode. */
export function cut(text: string, width: number, { unicode }: Theme): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  const shown = unicode ? text : text.replaceAll('±', '+-').replace(/[^\x00-\x7f]/g, '?');
  const characters = [...shown];
  if (characters.length <= width) return shown;
  const mark = unicode ? '…' : '~';
  return `${characters.slice(0, Math.max(0, width - 1)).join('')}${mark}`;
}
