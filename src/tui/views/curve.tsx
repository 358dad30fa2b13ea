// One or two demagnetization curves with what was predicted and what is wanted, and the legend below.
import { Box, Text } from 'ink';
import { memo, useMemo } from 'react';
import { type AnchorPoints, anchorNames, type QuantityName } from '../../quantities.js';
import { type CurveChart, curveChart } from '../chart/curve-chart.js';
import { cut, useTheme } from '../parts/line.js';
import { Preformatted } from '../parts/preformatted.js';

interface CurveProps {
  solved: CurveChart['solved'];
  predicted: AnchorPoints | null;
  target: Partial<Record<QuantityName, number>>;
  columns: number;
  /** Legend included. */
  rows: number;
  title: string;
}

export const Curve = memo(function Curve({ solved, predicted, target, columns, rows, title }: CurveProps) {
  const theme = useTheme();
  const lines = useMemo(
    () => curveChart({ solved, predicted, target }, { columns, rows: rows - 1, theme }),
    [solved, predicted, target, columns, rows, theme],
  );
  const colored = theme.colors !== 'none';
  // A narrow chart has no room for words above it.
  const named = columns >= 36;
  const legend = [
    { mark: theme.unicode ? '○' : 'o', says: 'predicted', color: undefined, shown: predicted !== null },
    { mark: theme.unicode ? '⠒' : '..', says: 'solved', color: 'cyan', shown: solved.length > 0 },
    {
      mark: theme.unicode ? '✚' : '+',
      says: 'target',
      color: 'magenta',
      shown: anchorNames.some((name) => target[name] !== undefined),
    },
  ].filter(({ shown }) => shown);
  return (
    <Box flexDirection="column" width={columns} flexShrink={0}>
      <Text wrap="truncate">
        {title === '' ? '' : `${cut(title, columns - 32, theme)}  `}
        {(named ? legend : []).map(({ mark, says, color }) => (
          <Text key={says} color={colored ? color : undefined}>
            {`${mark} ${says}  `}
          </Text>
        ))}
      </Text>
      <Preformatted lines={lines} width={columns} />
    </Box>
  );
});
