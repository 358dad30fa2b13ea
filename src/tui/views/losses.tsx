// Losses over generations or epochs, two at a time.
import { Box, Text } from 'ink';
import { memo, useMemo } from 'react';
import { type SeriesChart, seriesChart } from '../chart/series-chart.js';
import type { Hue } from '../paint.js';
import { useTheme } from '../parts/line.js';
import { Preformatted } from '../parts/preformatted.js';

interface LossesProps extends Omit<SeriesChart, 'series'> {
  first: readonly (number | null)[];
  second: readonly (number | null)[];
  names: readonly [first: string, second: string];
  columns: number;
  /** Legend included. */
  rows: number;
}

const hues = ['green', 'yellow'] as const satisfies Hue[];

export const Losses = memo(function Losses({ first, second, names, label, until, every, columns, rows }: LossesProps) {
  const theme = useTheme();
  const lines = useMemo(() => {
    const series = [
      { values: second, hue: hues[1] },
      { values: first, hue: hues[0] },
    ];
    return seriesChart({ series, label, until, every }, { columns, rows: rows - 1, theme });
  }, [first, second, label, until, every, columns, rows, theme]);
  const colored = theme.colors !== 'none';
  return (
    <Box flexDirection="column" width={columns} flexShrink={0}>
      <Text wrap="truncate">
        {'loss: '}
        <Text color={colored ? hues[0] : undefined}>{names[0]}</Text>
        {', '}
        <Text color={colored ? hues[1] : undefined}>{names[1]}</Text>
      </Text>
      <Preformatted lines={lines} width={columns} />
    </Box>
  );
});
