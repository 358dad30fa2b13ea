// Everything that a run has said.
import { useMemo, useState } from 'react';
import { type Size, useKeys, useRun } from '../hooks.js';
import { bodyRows, Frame } from '../parts/frame.js';
import { Line, printable, useTheme, wrap } from '../parts/line.js';
import type { LogLine } from '../run-state.js';
import type { RunStore } from '../run-store.js';
import type { Theme } from '../theme.js';

interface LogProps {
  size: Size;
  store: RunStore;
  onLeave: () => void;
}

export function LogScreen({ size, store, onLeave }: LogProps) {
  const theme = useTheme();
  const { log } = useRun(store);
  const lines = useMemo(() => log.flatMap((said) => linesOf(said, size.columns, theme)), [log, size.columns, theme]);
  const room = bodyRows(size);
  /** Lines above the newest that the view ends at. */
  const [back, setBack] = useState(0);
  const most = Math.max(0, lines.length - room);
  const shown = Math.min(back, most);
  useKeys((key) => {
    const step = { up: 1, down: -1, pageUp: room, pageDown: -room }[key as string];
    if (step !== undefined) setBack(Math.max(0, Math.min(most, shown + step)));
    else onLeave();
  });
  const end = lines.length - shown;
  return (
    <Frame
      size={size}
      title="Messages"
      subtitle={log.length === 0 ? 'nothing was said yet' : `${log.length} messages, newest at the end`}
      keys={[
        ['up down', 'scroll'],
        ['any other key', 'back'],
      ]}
    >
      {lines.slice(Math.max(0, end - room), end).map(({ text, warning }, i) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
          key={i}
          text={text}
          width={size.columns}
          color={warning ? 'magenta' : undefined}
        />
      ))}
    </Frame>
  );
}

/** A message, broken into lines beside its time. */
function linesOf(
  { time, text, warning }: LogLine,
  columns: number,
  theme: Theme,
): { text: string; warning: boolean }[] {
  const clock = time === '' ? '' : new Date(time).toTimeString().slice(0, 8);
  const margin = clock.length + 2;
  return wrap(printable(text, theme), columns - margin).map((line, i) => ({
    text: (i === 0 ? clock : '').padEnd(margin) + line,
    warning,
  }));
}
