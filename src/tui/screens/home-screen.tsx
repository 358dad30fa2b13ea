// The first screen: start a design, go on with what was found, see what the machine offers.
import { Box } from 'ink';
import type { Overview } from '../../design/overview.js';
import type { ListedPreset } from '../../design/tasks/list-presets.js';
import type { ListedRun } from '../../design/tasks/list-runs.js';
import { duration } from '../../format.js';
import { type Size, useAsk, useKeys } from '../hooks.js';
import { bodyRows, Frame, type KeyHint, type Message } from '../parts/frame.js';
import { Line, useTheme, wrap } from '../parts/line.js';
import { moved, windowStart } from '../parts/list-window.js';
import type { Theme } from '../theme.js';

/** What a line of the home screen leads to. */
export type HomeChoice =
  | { kind: 'session' }
  | { kind: 'preset'; preset: ListedPreset }
  | { kind: 'form' }
  | { kind: 'data' }
  | { kind: 'training' }
  | { kind: 'run'; run: ListedRun };

export interface HomeProps {
  size: Size;
  root: string;
  /** Name of the run that is under way behind this screen; null where there is none. */
  running: string | null;
  active: boolean;
  /** Changes when the lists have to be read anew. */
  visit: number;
  onChoose: (choice: HomeChoice) => void;
  onResume: (run: ListedRun) => void;
  onQuit: () => void;
  /** The line that is chosen, by what it is, so that it is found again after another screen; null: the first. */
  at: string | null;
  onMove: (at: string) => void;
  message?: Message;
}

interface Entry {
  /** Heading above it. */
  heading?: string;
  text: string;
  choice: HomeChoice | null;
  problem?: boolean;
}

const mostRuns = 50;

export function HomeScreen(props: HomeProps) {
  const { size, root, running, active, visit, onChoose, onResume, onQuit, at, onMove, message } = props;
  const theme = useTheme();
  const presets = useAsk('list-presets', null, visit);
  const runs = useAsk('list-runs', { root, most: mostRuns }, visit);
  const machine = useAsk('overview', null, visit);
  const { columns } = size;
  const entries = entriesOf({ presets: presets.answer, runs: runs.answer, running, columns, now: Date.now(), theme });
  const chosen = placeOf(at, entries);
  const entry = entries[chosen];
  const resumable = resumableRun(entry?.choice ?? null);
  useKeys((key) => {
    const step = { up: -1, down: 1, pageUp: -10, pageDown: 10 }[key as string];
    if (step !== undefined) onMove(identity(entries[moved(chosen, step, entries.length)]));
    else if (key === 'enter' && entry?.choice) {
      onMove(identity(entry));
      onChoose(entry.choice);
    } else if (key === 'n') onChoose({ kind: 'form' });
    else if (key === 'd') onChoose({ kind: 'data' });
    else if (key === 't') onChoose({ kind: 'training' });
    else if (key === 'r' && resumable) onResume(resumable);
    else if (key === 'q') onQuit();
  }, active);
  const keys: KeyHint[] = [
    ['enter', entry?.choice?.kind === 'preset' && !entry.problem ? 'start' : 'open'],
    [theme.unicode ? '↑↓' : 'arrows', 'choose'],
    ['n', 'new objective'],
    ...(resumable ? ([['r', 'resume']] as const) : []),
    ['d', 'data'],
    ['t', 'training'],
    ['q', 'quit'],
    ['?', 'help'],
  ];
  const machineLines = wrap(describeMachine(machine.answer, machine.problem), columns);
  const lines = entries.flatMap(linesOf);
  const room = bodyRows(size) - 1 - machineLines.length;
  const chosenLine = lines.findIndex((line) => 'entry' in line && line.index === chosen);
  const start = chosen === 0 ? 0 : windowStart(lines.length, chosenLine, room);
  const problem = presets.problem ?? runs.problem;
  return (
    <Frame
      size={size}
      title="Loopsmith"
      subtitle="grain structures with the demagnetization curve you want"
      keys={keys}
      message={message ?? (problem ? { text: problem, kind: 'problem' } : undefined)}
    >
      <Box flexDirection="column" height={room + 1} flexShrink={0}>
        {lines
          .slice(start, start + room)
          .map((line) =>
            'heading' in line ? (
              <Line key={line.heading} text={line.heading} width={columns} bold color="cyan" />
            ) : (
              <Line
                key={`${line.index}`}
                text={`${line.index === chosen ? theme.marks.pointer : ' '} ${line.entry.text}`}
                width={columns}
                color={line.entry.problem ? 'red' : undefined}
                dim={line.entry.choice === null}
                chosen={line.index === chosen}
              />
            ),
          )}
      </Box>
      {machineLines.map((text) => (
        <Line key={text} text={text} width={columns} dim />
      ))}
    </Frame>
  );
}

function identity({ choice, text }: Entry): string {
  if (choice?.kind === 'preset') return `preset ${choice.preset.path}`;
  return choice?.kind === 'run' ? runIdentity(choice.run.path) : (choice?.kind ?? text);
}

/** The run under way, as a line of the home screen. */
export const sessionIdentity = 'session';
export const runIdentity = (path: string): string => `run ${path}`;

/** Lists arrive one after the other, and while a key is pressed: where the line is not there (yet), the pointer stays under its heading. */
function placeOf(at: string | null, entries: readonly Entry[]): number {
  if (at === null) return 0;
  const place = entries.findIndex((entry) => identity(entry) === at);
  if (place >= 0) return place;
  const isRun = [sessionIdentity, readingRuns, noRuns].includes(at) || at.startsWith(runIdentity(''));
  return entries.findIndex(({ heading }) => heading === (isRun ? headings.runs : headings.start));
}

const headings = { start: 'Start a design', runs: 'Recent runs' } as const;
const readingRuns = 'reading the runs';
const noRuns = 'none yet: choose a preset above and press enter';

/** A run that is done has nothing to go on with, a broken one cannot, and in one that goes on another process works. */
function resumableRun(choice: HomeChoice | null): ListedRun | null {
  if (choice?.kind !== 'run') return null;
  return ['stopped', 'failed', 'unfinished'].includes(choice.run.state) ? choice.run : null;
}

type ListLine = { heading: string } | { entry: Entry; index: number };

const linesOf = (entry: Entry, index: number): ListLine[] =>
  entry.heading ? [{ heading: entry.heading }, { entry, index }] : [{ entry, index }];

interface Listed {
  presets: readonly ListedPreset[] | null;
  runs: readonly ListedRun[] | null;
  running: string | null;
  columns: number;
  now: number;
  theme: Theme;
}

/** Everything that can be chosen, in its order. */
function entriesOf({ presets, runs, running, columns, now, theme }: Listed): Entry[] {
  const entries: Entry[] = [];
  if (running) entries.push({ text: `${theme.marks.running} under way: ${running}`, choice: { kind: 'session' } });
  const names = (presets ?? []).map(({ name }) => name.length);
  const width = Math.max(14, ...names) + 2;
  if (presets === null) entries.push({ text: 'reading the presets', choice: null });
  entries.push(
    ...(presets ?? []).map((preset) => ({
      text: preset.name.padEnd(width) + (preset.problem ?? (preset.description || preset.objective)),
      choice: { kind: 'preset' as const, preset },
      problem: preset.problem !== null,
    })),
    { text: `${'new objective'.padEnd(width)}say what you want, see what is in reach`, choice: { kind: 'form' } },
    { text: `${'data'.padEnd(width)}labelled structures: what there is, label more`, choice: { kind: 'data' } },
    { text: `${'training'.padEnd(width)}train the networks`, choice: { kind: 'training' } },
  );
  const firstStart = running ? 1 : 0;
  entries[firstStart] = { ...entries[firstStart], heading: headings.start };
  const listed = (runs ?? []).map((run) => ({
    text: runLine(run, columns, now),
    choice: { kind: 'run' as const, run },
    problem: run.state === 'broken',
  }));
  const none = runs === null ? readingRuns : noRuns;
  const rows: Entry[] = listed.length > 0 ? listed : [{ text: none, choice: null }];
  return [...entries, { ...rows[0], heading: headings.runs }, ...rows.slice(1)];
}

function runLine(
  { path, name, state, verified, candidates, bestError, created, objective, problem }: ListedRun,
  columns: number,
  now: number,
): string {
  if (problem) return `${path}: ${problem}`;
  const counts = verified === null ? `${candidates} solved` : `${verified} of ${candidates} verified`;
  const error = bestError === null ? '' : `off by ${bestError.toFixed(3)}`;
  const age =
    created === '' ? '' : `${duration((now - Date.parse(created)) / 1000).replace(/(min|h) \d+ \w+$/, '$1')} ago`;
  const line = `${name.slice(0, 20).padEnd(20)} ${state.padEnd(10)} ${counts.padEnd(17)}${error.padEnd(13)}${age.padEnd(12)}`;
  return columns > 100 ? `${line} ${objective}` : line;
}

function describeMachine(machine: Overview | null, problem: string | null): string {
  if (problem) return `This machine: ${problem}`;
  if (!machine) return 'This machine: looking at models and data';
  const { workers, kernel, models, data } = machine;
  const counts = data.map(({ physics, count }) => `${physics} (${count ?? 'broken'})`);
  const names = models.map(({ name, physics }) => (physics === null ? `${name} (broken)` : name));
  const labelled = `labelled ${counts.join(', ') || 'none'}`;
  return `This machine: ${workers} workers, ${kernel} kernel, ${labelled}, models ${names.join(', ') || 'none'}`;
}
