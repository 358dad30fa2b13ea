// Data and training: a few fields, then the work as it goes on.
import { Box, Text } from 'ink';
import { useState } from 'react';
import { type Size, useAsk, useFormKeys, useRun } from '../hooks.js';
import { Field } from '../parts/field.js';
import { bodyRows, Frame, type KeyHint, type Message } from '../parts/frame.js';
import { Line, useTheme, wrap } from '../parts/line.js';
import { Tabs } from '../parts/tabs.js';
import { initialRun } from '../run-state.js';
import { createRunStore } from '../run-store.js';
import { isLive, type Session, stopSession } from '../session.js';
import { WorkView } from '../views/work-view.js';
import { type Work, type WorkName, workNames, works } from '../works.js';
import { outcome } from './job-screen.js';

interface WorkScreenProps {
  size: Size;
  /** Other work is another screen: give it a key. */
  work: WorkName;
  /** What stands in its fields. */
  values: readonly string[];
  onType: (values: readonly string[]) => void;
  /** The work that goes on or has ended; null where none was started. */
  session: Session | null;
  active: boolean;
  onLeave: () => void;
  onStart: (args: readonly string[]) => void;
  onPick: (work: WorkName) => void;
  /** A key was pressed: the message has been seen. */
  onSeen: () => void;
  message?: Message;
}

const nothing = createRunStore();

export function WorkScreen(props: WorkScreenProps) {
  const { size, work, values, onType, session, active, onLeave, onStart, onPick, onSeen, message } = props;
  const theme = useTheme();
  const state = useRun(session?.store ?? nothing);
  const live = session !== null && isLive(session);
  const { fields, summary, args, data }: Work = works[work];
  const [line, setLine] = useState(0);
  const folder = data === undefined ? '' : values[data].trim();
  const held = useAsk('describe-data', folder === '' ? 'nothing' : { folder }, Number(live));
  const count = fields.length + 1;
  const onButton = line === fields.length;
  useFormKeys(
    {
      onMove: (by, step) => {
        onSeen();
        if (by === 'line') setLine((before) => (before + step + count) % count);
        else onPick(workNames[(workNames.indexOf(work) + step + workNames.length) % workNames.length]);
      },
      onCycle: () => {},
      onEnter: () => {
        onSeen();
        if (!onButton) setLine((before) => Math.min(before + 1, fields.length));
        else if (live && session) stopSession(session);
        else onStart(args(values));
      },
      onLeave,
      typing: !onButton,
    },
    active,
  );
  const labels = workNames.map((name) => works[name].title);
  const [about = '', ...further] = wrap(folder === '' ? '' : (held.answer ?? held.problem ?? ''), size.columns);
  const rows = bodyRows(size) - fields.length - 5 - further.length;
  const keys: KeyHint[] = [
    [theme.unicode ? '↑↓' : 'up down', 'line'],
    ['enter', onButton ? (live ? 'stop' : 'start') : 'next'],
    ['tab', 'other work'],
    ['escape', live ? 'leave it working' : 'back'],
    ['?', 'help'],
  ];
  const { ended } = state;
  const said = ended?.problem ? ({ text: ended.problem, kind: 'problem' } as const) : undefined;
  const shown = said ?? (ended && session ? ({ text: outcome(session), kind: 'good' } as const) : undefined);
  return (
    <Frame
      size={size}
      title="Data and training"
      subtitle={live ? session.command : ''}
      keys={keys}
      message={message ?? shown}
    >
      <Tabs names={labels} shown={works[work].title} columns={size.columns} />
      <Line text={summary} width={size.columns} />
      {fields.map(({ name, hint }, i) => (
        <Box key={`${work} ${name}`} height={1}>
          <Line text={`  ${name}`} width={14} />
          <Box marginLeft={Math.max(0, 14 - name.length - 2)}>
            <Field
              text={values[i] ?? ''}
              width={24}
              focused={active && line === i}
              onType={(text) => onType(values.map((value, j) => (j === i ? text : value)))}
            />
          </Box>
          <Line text={hint} width={Math.max(0, size.columns - 40)} dim />
        </Box>
      ))}
      <Box height={1}>
        <Text bold inverse={onButton}>{`[ ${live ? 'stop' : 'start'} ]`}</Text>
      </Box>
      {[about, ...further].map((text) => (
        <Line key={text} text={text} width={size.columns} dim />
      ))}
      <WorkView state={session ? state : initialRun} columns={size.columns} rows={rows} />
    </Frame>
  );
}
