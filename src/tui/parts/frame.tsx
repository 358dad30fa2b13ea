// What every screen has: a title, the room between, a line that says what is going on, and the keys.
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../hooks.js';
import { cut, Line, useTheme } from './line.js';

/** A key and what it does. */
export type KeyHint = readonly [key: string, does: string];

/** What the line above the keys says. */
export interface Message {
  text: string;
  kind: 'info' | 'problem' | 'good';
}

export interface FrameProps {
  size: Size;
  title: string;
  /** Right of the title, or below where there is no room. */
  subtitle?: string;
  keys: readonly KeyHint[];
  message?: Message;
  children: ReactNode;
}

export const smallest: Size = { columns: 60, rows: 18 };

/** Lines between title and keys. A frame is one line lower than the terminal: at its full height Ink would clear the scrollback. */
export const bodyRows = ({ rows }: Size): number => rows - 1 - 4;

export function Frame({ size, title, subtitle = '', keys, message, children }: FrameProps) {
  const { columns, rows } = size;
  const theme = useTheme();
  if (columns < smallest.columns || rows < smallest.rows)
    return (
      <Line width={columns} text={`${columns}x${rows} is too small: ${smallest.columns}x${smallest.rows} needed`} />
    );
  const room = columns - title.length - 2;
  return (
    <Box flexDirection="column" width={columns} height={rows - 1}>
      <Box height={1} flexShrink={0}>
        <Line text={title} width={title.length} bold />
        <Text>{'  '}</Text>
        <Line text={subtitle} width={room} color="cyan" />
      </Box>
      <Line text={theme.marks.rule.repeat(columns)} width={columns} dim />
      <Box flexDirection="column" height={bodyRows(size)} flexShrink={0} overflow="hidden">
        {children}
      </Box>
      <Line
        text={message?.text ?? ''}
        width={columns}
        dim={message?.kind === 'info'}
        color={message?.kind === 'problem' ? 'red' : message?.kind === 'good' ? 'green' : undefined}
      />
      <Keys keys={keys} width={columns} />
    </Box>
  );
}

/** As many keys as fit whole; the last one (help) always. */
function Keys({ keys, width }: { keys: readonly KeyHint[]; width: number }) {
  const theme = useTheme();
  const last = keys.at(-1);
  const shown: KeyHint[] = [];
  let used = last ? lengthOf(last) : 0;
  for (const hint of keys.slice(0, -1)) {
    if (used + lengthOf(hint) > width) continue;
    used += lengthOf(hint);
    shown.push(hint);
  }
  if (last) shown.push(last);
  return (
    <Text wrap="truncate">
      {shown.map(([key, does]) => (
        <Text key={key}>
          <Text bold color={theme.colors === 'none' ? undefined : 'cyan'}>
            {cut(key, width, theme)}
          </Text>
          {` ${cut(does, width, theme)}  `}
        </Text>
      ))}
    </Text>
  );
}

const lengthOf = ([key, does]: KeyHint): number => key.length + does.length + 3;
