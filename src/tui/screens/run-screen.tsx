// A run from its search to its end, live, stored or replayed: three views of one state.
import { useEffect, useReducer, useState } from 'react';
import type { Order } from '../../events.js';
import { type Size, useClock, useKeys, useRun } from '../hooks.js';
import { polishOf, verifyMore, verifyNow } from '../orders.js';
import { bodyRows, Frame, type KeyHint, type Message } from '../parts/frame.js';
import { useTheme } from '../parts/line.js';
import { moved } from '../parts/list-window.js';
import { Tabs } from '../parts/tabs.js';
import { hasSolved, type RunState, shownStages } from '../run-state.js';
import { isLive, type Session, stopSession, togglePause } from '../session.js';
import type { Theme } from '../theme.js';
import { FinishedView } from '../views/finished-view.js';
import { SearchView } from '../views/search-view.js';
import { VerificationView } from '../views/verification-view.js';

export interface RunScreenProps {
  size: Size;
  session: Session;
  active: boolean;
  onLeave: () => void;
  onLog: () => void;
  onExport: () => void;
  onReport: () => void;
  onAsk: (order: Order) => void;
  /** A key was pressed: the message has been seen. */
  onSeen: () => void;
  message?: Message;
}

const views = ['search', 'verification', 'result'] as const;
export type RunView = (typeof views)[number];

/** The view that a run has reached. */
function reachedView({ finished, ended, stages, candidates }: RunState): RunView {
  if (finished || ended) return candidates.length > 0 ? 'verification' : 'result';
  return stages.verify ? 'verification' : 'search';
}

export function RunScreen(props: RunScreenProps) {
  const { size, session, active, onLeave, onLog, onExport, onReport, onAsk, onSeen, message } = props;
  const theme = useTheme();
  const state = useRun(session.store);
  const live = isLive(session);
  const clock = useClock(live && !state.paused);
  // Stored events bring their own time.
  const now = session.kind === 'live' ? clock : (state.lastAt ?? clock);
  const reached = session.kind === 'stored' && !session.following ? 'result' : reachedView(state);
  const [picked, setPicked] = useState<RunView | null>(null);
  // A user who has looked elsewhere is taken along when the run gets further.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it changes
  useEffect(() => setPicked(null), [reached]);
  const view = picked ?? reached;
  const [selected, setSelected] = useState<number | null>(null);
  const [compared, setCompared] = useState<number | null>(null);
  // A replay knows by itself how it goes on.
  const [, drawAnew] = useReducer((count: number) => count + 1, 0);
  const { candidates } = state;
  const indexOf = (candidate: number | null) => candidates.findIndex((row) => row.candidate === candidate);
  const chosen = Math.max(0, indexOf(selected));
  const comparedIndex = indexOf(compared);
  useKeys((key) => {
    onSeen();
    drawAnew();
    if (key === 'tab') setPicked(views[(views.indexOf(view) + 1) % views.length]);
    else if (key === '1' || key === '2' || key === '3') setPicked(views[Number(key) - 1]);
    else if (key === 'p' || (key === ' ' && session.playback)) togglePause(session);
    else if (key === 's') stopSession(session);
    else if (key === 'm') onLog();
    else if (key === 'v' && canSearchEnd(session, state, view)) onAsk(verifyNow);
    else if (key === 'v' && canGoFurther(session, state, view)) onAsk(verifyMore);
    else if (key === 'o' && canGoFurther(session, state, view)) onAsk(polishOf(candidates[chosen].candidate));
    else if (key === 'e' && hasSolved(state)) onExport();
    else if (key === 'r' && hasSolved(state)) onReport();
    else if ((key === '+' || key === '-') && session.playback)
      session.playback.setSpeed(session.playback.speed * (key === '+' ? 2 : 0.5));
    else if (key === 'escape' && compared !== null) setCompared(null);
    else if (key === 'q' || key === 'escape') onLeave();
    else if (view === 'verification' && (key === 'up' || key === 'down'))
      setSelected(candidates[moved(chosen, key === 'up' ? -1 : 1, candidates.length)]?.candidate ?? null);
    else if (view === 'verification' && key === 'c')
      setCompared(compared === null ? (candidates[chosen]?.candidate ?? null) : null);
  }, active);
  const waits = view === 'verification' && comparedIndex >= 0 && comparedIndex === chosen;
  const area = { state, columns: size.columns, rows: bodyRows(size) - 2, now };
  return (
    <Frame
      size={size}
      title={titleOf(session, state)}
      subtitle={subtitleOf(state, theme)}
      keys={keysOf(session, state, view, theme, size.columns)}
      message={urgentOf(state) ?? message ?? (waits ? waitsForOther : messageOf(session, state))}
    >
      <Tabs names={views} shown={view} beside={(room) => stagesText(state, theme, room)} columns={size.columns} />
      {view === 'search' && <SearchView {...area} />}
      {view === 'verification' && (
        <VerificationView
          {...area}
          chosen={chosen}
          compared={comparedIndex >= 0 && comparedIndex !== chosen ? comparedIndex : null}
        />
      )}
      {view === 'result' && <FinishedView {...area} command={session.command} />}
    </Frame>
  );
}

const isSearching = ({ run, stages }: RunState): boolean => run?.run !== undefined && stages.search !== 'done';

const canSearchEnd = (session: Session, state: RunState, view: RunView): boolean =>
  view === 'search' && isLive(session) && isSearching(state) && !state.stopping;

/** More can be asked of its candidates: of a run that goes on, and of one that is done or was stopped. */
const canGoFurther = (session: Session, state: RunState, view: RunView): boolean =>
  view === 'verification' && session.kind !== 'replay' && state.run?.run !== undefined && hasSolved(state);

const waitsForOther = { text: 'choose the candidate to compare it with; c ends it', kind: 'info' } as const;

const titleOf = ({ kind }: Session, { run }: RunState): string =>
  `${kind === 'replay' ? 'Replay of ' : ''}${run?.name ?? 'Loopsmith'}`;

function subtitleOf({ run }: RunState, theme: Theme): string {
  if (!run) return 'starting';
  const facts = [run.objective, `physics ${run.physics}`, run.backend, `${run.workers} workers`, `seed ${run.seed}`];
  return facts.join(` ${theme.marks.dot} `);
}

/** Where there is no room for all, the stages before the present one go first. */
function stagesText({ stages }: RunState, { marks }: Theme, room: number): string {
  const shown = shownStages({ stages });
  const present = shown.findLastIndex((stage) => stages[stage] !== undefined);
  const named = shown.map((stage) => `${marks[stages[stage] ?? 'waiting']} ${stage}`);
  for (let from = 0; ; from++) {
    const text = (from > 0 ? `${marks.more} ` : '') + named.slice(from).join('  ');
    if ([...text].length <= room || from >= present) return text;
  }
}

function keysOf(session: Session, state: RunState, view: RunView, theme: Theme, columns: number): KeyHint[] {
  const keys: KeyHint[] = [];
  if (canSearchEnd(session, state, view)) keys.push(['v', 'verify now']);
  if (view === 'verification' && state.candidates.length > 0)
    keys.push([theme.unicode ? '↑↓' : 'arrows', 'select'], ['c', 'compare']);
  if (canGoFurther(session, state, view)) keys.push(['v', columns < 100 ? 'more' : 'verify more'], ['o', 'polish']);
  if (isLive(session)) keys.push(['s', 'stop'], ['p', state.paused ? 'go on' : 'pause']);
  if (hasSolved(state)) keys.push(['e', 'export'], ['r', 'report']);
  if (session.playback) keys.push(['space', session.playback.playing ? 'pause' : 'play'], ['+ -', 'speed']);
  keys.push(['q', 'leave'], ['1-3', 'views'], ['m', 'messages'], ['?', 'help']);
  return keys;
}

/** What goes before all that was said. */
function urgentOf({ ended, paused, stopping }: RunState): RunScreenProps['message'] {
  if (ended?.problem) return { text: ended.problem, kind: 'problem' };
  if (paused) return { text: 'paused: the process is held; p lets it go on', kind: 'info' };
  if (stopping && !ended) return { text: 'stopping; what is solved is kept (Ctrl-C again: at once)', kind: 'info' };
  return undefined;
}

function messageOf(session: Session, { log, finished }: RunState): RunScreenProps['message'] {
  if (session.following) return { text: 'another process works in this run: shown as it goes on', kind: 'info' };
  if (session.playback) return { text: `replay, ${session.playback.speed} times as fast`, kind: 'info' };
  const last = log.at(-1);
  if (!last) return undefined;
  return { text: last.text, kind: finished && finished.verified > 0 ? 'good' : 'info' };
}
