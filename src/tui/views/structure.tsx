// A grain structure in colour, with its caption.
import { Box } from 'ink';
import { memo, useMemo } from 'react';
import type { Picture } from '../candidate-row.js';
import { pictureLines } from '../chart/picture.js';
import { Line, useTheme } from '../parts/line.js';
import { Preformatted } from '../parts/preformatted.js';

interface StructureProps {
  picture: Picture | null;
  /** Columns and lines that there is room for, caption included. */
  columns: number;
  rows: number;
  caption?: string;
}

export const Structure = memo(function Structure({ picture, columns, rows, caption }: StructureProps) {
  const theme = useTheme();
  const width = Math.max(2, Math.min(columns, 2 * (rows - 1)));
  const lines = useMemo(
    () => (picture ? pictureLines(picture.kx, picture.cells, { columns: width, rows: rows - 1, theme }) : []),
    [picture, width, rows, theme],
  );
  return (
    <Box flexDirection="column" width={columns} flexShrink={0}>
      <Line text={caption ?? picture?.caption ?? 'no structure yet'} width={columns} dim={!picture} />
      <Preformatted lines={lines} width={width} />
    </Box>
  );
});
