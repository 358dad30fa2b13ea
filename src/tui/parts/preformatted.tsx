// Lines that are formatted already: pictures and charts.
import { Box, Text } from 'ink';
import { createContext, useContext, useEffect, useMemo } from 'react';
import { plainSprites } from '../sprites.js';

export const SpritesContext = createContext(plainSprites);

/** @param lines each `width` columns wide, with their own colours; keep the array where nothing has changed */
export function Preformatted({ lines, width }: { lines: readonly string[]; width: number }) {
  const sprites = useContext(SpritesContext);
  const taken = useMemo(() => lines.map((line) => sprites.take(line, width)), [lines, width, sprites]);
  useEffect(() => () => sprites.release(taken.join('')), [taken, sprites]);
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      {taken.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
        <Text key={i} wrap="truncate">
          {line || ' '}
        </Text>
      ))}
    </Box>
  );
}
