// Everything that a run has said.
import { useState } from 'react';
import { type Size, useKeys, useRun } from '../hooks.js';
import { bodyRows, Frame } from '../parts/frame.js';
import { Line } from '../parts/line.js';
import type { RunStore } from '../run-store.js';

interface LogProps {
  size: Size;
  store: RunStore;
  onLeave: () => void;
}

export function LogScreen({ size, store, onLeave }: LogProps) {
  const { log } = useRun(store);
  const room = bodyRows(size);
  /** Lines above the newest that the view ends at. */
  const [back, setBack] = useState(0);
  const most = Math.max(0, log.length - room);
  const shown = Math.min(back, most);
  useKeys((key) => {
    const step = { up: 1, down: -1, pageUp: room, pageDown: -room }[key as string];
    if (step !== undefined) setBack(Math.max(0, Math.min(most, shown + step)));
    else onLeave();
  });
  const end = log.length - shown;
  return (
    <Frame
      size={size}
      title="Messages"
      subtitle={log.length === 0 ? 'nothing was said yet' : `${log.length} lines, newest at the end`}
      keys={[
        ['up down', 'scroll'],
        ['any other key', 'back'],
      ]}
    >
      {log.slice(Math.max(0, end - room), end).map(({ time, text, warning }, i) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
          key={i}
          text={`${time === '' ? '' : new Date(time).toTimeString().slice(0, 8)}  ${text}`}
          width={size.columns}
          color={warning ? 'yellow' : undefined}
        />
      ))}
    </Frame>
  );
}
