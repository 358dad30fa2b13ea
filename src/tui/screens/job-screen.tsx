// Labelling or training that was typed as a command: the work as it goes on.
import { type Size, useKeys, useRun } from '../hooks.js';
import { bodyRows, Frame, type KeyHint, type Message } from '../parts/frame.js';
import { Line } from '../parts/line.js';
import type { RunState } from '../run-state.js';
import { isLive, type Session, stopSession, togglePause } from '../session.js';
import { WorkView } from '../views/work-view.js';
import { jobOf } from '../works.js';

interface JobScreenProps {
  size: Size;
  session: Session;
  active: boolean;
  onLeave: () => void;
  onLog: () => void;
  /** A key was pressed: the message has been seen. */
  onSeen: () => void;
  message?: Message;
}

export function JobScreen({ size, session, active, onLeave, onLog, onSeen, message }: JobScreenProps) {
  const state = useRun(session.store);
  const live = isLive(session);
  const { title, summary } = jobOf(session.args);
  useKeys((key) => {
    onSeen();
    if (key === 's') stopSession(session);
    else if (key === 'p') togglePause(session);
    else if (key === 'm') onLog();
    else if (key === 'q' || key === 'escape') onLeave();
  }, active);
  const keys: KeyHint[] = [
    ...(live
      ? ([
          ['s', 'stop'],
          ['p', state.paused ? 'go on' : 'pause'],
        ] as const)
      : []),
    ['m', 'messages'],
    ['q', live ? 'stop and leave' : 'leave'],
    ['?', 'help'],
  ];
  return (
    <Frame size={size} title={title} subtitle={session.command} keys={keys} message={message ?? said(session, state)}>
      <Line text={summary} width={size.columns} dim />
      <Line text="" width={size.columns} />
      <WorkView state={state} columns={size.columns} rows={bodyRows(size) - 2} />
    </Frame>
  );
}

function said(session: Session, { ended, paused, stopping, log }: RunState): JobScreenProps['message'] {
  if (ended?.problem) return { text: ended.problem, kind: 'problem' };
  if (ended) return { text: outcome(session), kind: 'good' };
  if (paused) return { text: 'paused: the process is held; p lets it go on', kind: 'info' };
  if (stopping) return { text: 'stopping; what is finished is kept (Ctrl-C again: at once)', kind: 'info' };
  const last = log.at(-1);
  return last && { text: last.text, kind: 'info' };
}

/** What a command that has ended came to: the last line that it printed, of labels that before their statistics. */
export function outcome({ end, args }: Session): string {
  const lines = end?.output.trim().split('\n') ?? [];
  return lines.at(args[0] === 'dataset' ? 0 : -1) || 'done';
}
