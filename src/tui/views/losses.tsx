// Losses over generations or epochs, two at a time.
import { Box, Text } from 'ink';
import { memo, useMemo } from 'react';
import { type SeriesChart, seriesChart } from '../chart/series-chart.js';
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

/** Of the first; the second is in the colour of text. */
const hue = 'green' as const;

export const Losses = memo(function Losses({ first, second, names, label, until, every, columns, rows }: LossesProps) {
  const theme = useTheme();
  const lines = useMemo(() => {
    const series = [{ values: second }, { values: first, hue }];
    return seriesChart({ series, label, until, every }, { columns, rows: rows - 1, theme });
  }, [first, second, label, until, every, columns, rows, theme]);
  const colored = theme.colors !== 'none';
  return (
    <Box flexDirection="column" width={columns} flexShrink={0}>
      <Text wrap="truncate">
        {'loss: '}
        <Text color={colored ? hue : undefined}>{names[0]}</Text>
        {`, ${names[1]}`}
      </Text>
      <Preformatted lines={lines} width={columns} />
    </Box>
  );
});
