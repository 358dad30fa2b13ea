// What the keys do and what the words mean.
import { useState } from 'react';
import { type Size, useKeys } from '../hooks.js';
import { bodyRows, Frame } from '../parts/frame.js';
import { Line, useTheme } from '../parts/line.js';

const text = `# Everywhere
  up down (j k)   choose              enter   open
  escape, q       back                ?       this help
  Ctrl-C          end cleanly, print the command that goes on; twice: at once
# Home
  n  new objective      d  data      t  training      r  resume the chosen run
# A run
  1 2 3, tab   search, verification, result
  p  hold the process, let it go on       s  stop, keep what is solved
  v  while it searches: verify now        o  polish the chosen candidate more
     among candidates: verify 2 more      c  compare two candidates
  m  messages, all that was said
  e  export for other programs            r  write a report for colleagues
# A replay
  space  hold, go on       + -  faster, slower
# Words
  predicted   what the model says of a structure; never a result
  solved      what the micromagnetic solver computes
  verified    solved, and within the tolerance of what is wanted
  off by      largest error of the best candidate, in Ms or HA
  loss        0 is met; 1 is one tolerance beyond the tolerance
  Mr  remanence   Hk90 Hk80 Hk70  fields where M is 0.9 0.8 0.7 Mr   Hc  coercivity
  Ms  saturation magnetization        HA  anisotropy field 2 K1/(mu0 Ms)
  Structures: red k_x = -1, white 0, blue +1, the easy axis's part along x. Without colours each stroke
  lies along the easy axis.`;

export function HelpScreen({ size, onLeave }: { size: Size; onLeave: () => void }) {
  const theme = useTheme();
  const [from, setFrom] = useState(0);
  const lines = text.split('\n');
  const room = bodyRows(size);
  const most = Math.max(0, lines.length - room);
  useKeys((key) => {
    const step = { up: -1, down: 1, pageUp: -room, pageDown: room }[key as string];
    if (step !== undefined) setFrom(Math.max(0, Math.min(most, from + step)));
    else onLeave();
  });
  return (
    <Frame
      size={size}
      title="Help"
      subtitle={most > 0 ? `lines ${from + 1} to ${from + room} of ${lines.length}` : ''}
      keys={[
        [theme.unicode ? '↑↓' : 'arrows', 'scroll'],
        ['any other key', 'back'],
      ]}
    >
      {lines.slice(from, from + room).map((line, i) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
          key={i}
          text={line.replace(/^# /, '')}
          width={size.columns}
          bold={line.startsWith('#')}
          color={line.startsWith('#') ? 'cyan' : undefined}
        />
      ))}
    </Frame>
  );
}
