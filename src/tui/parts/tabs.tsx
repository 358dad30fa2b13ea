// The views of a screen and the stages of a run, in one line with a blank one below.
import { Box, Text } from 'ink';
import { cut, useTheme } from './line.js';

export interface TabsProps {
  /** Named with the key that leads to each: its place, from 1. */
  names: readonly string[];
  shown: string;
  /** Right of the names, for the room there is. */
  beside?: (room: number) => string;
  columns: number;
}

export function Tabs({ names, shown, beside = () => '', columns }: TabsProps) {
  const theme = useTheme();
  const labels = names.map((name, i) => ` ${i + 1} ${name} `);
  const used = labels.join(' ').length;
  const room = columns - used - 3;
  return (
    <Box height={2} flexShrink={0}>
      <Text wrap="truncate">
        {labels.map((label, i) => (
          <Text key={label} inverse={names[i] === shown} bold={names[i] === shown}>
            {label}
          </Text>
        ))}
        {`   ${cut(beside(room), room, theme)}`}
      </Text>
    </Box>
  );
}
