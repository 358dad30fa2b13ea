// Candidates as the solver confirms or refutes them: the table, and structure and curve of the chosen one, or of two side by side.
import { Box } from 'ink';
import { useMemo } from 'react';
import { anchorPosition } from '../../curve/anchors.js';
import { duration } from '../../format.js';
import { anchorNames, type QuantityName, quantities } from '../../quantities.js';
import { sparkline } from '../../sparkline.js';
import type { CandidateRow } from '../candidate-row.js';
import { bar } from '../chart/bars.js';
import { type Asked, useAsk } from '../hooks.js';
import { Line, useTheme } from '../parts/line.js';
import { type RunState, wantedOf } from '../run-state.js';
import type { Theme } from '../theme.js';
import { CandidateTable, frontMark, tableHead } from './candidate-table.js';
import { Curve } from './curve.js';
import type { ViewProps } from './search-view.js';
import { Structure } from './structure.js';

interface VerificationProps extends ViewProps {
  /** Index of the chosen candidate, and of the one it is compared with. */
  chosen: number;
  compared: number | null;
}

export function VerificationView({ state, columns, rows, chosen, compared }: VerificationProps) {
  const theme = useTheme();
  const { candidates, run, front } = state;
  const target = run?.target ?? {};
  const wanted = useMemo(() => wantedOf({ run }), [run]);
  if (candidates.length === 0)
    return (
      <Box flexDirection="column">
        <Line text="" width={columns} />
        <Line text={emptyText(state)} width={columns} />
      </Box>
    );
  const tableRows = Math.min(candidates.length + tableHead, Math.max(5, Math.floor(rows * 0.42)));
  const below = rows - tableRows - 2;
  const shown = [chosen, ...(compared === null ? [] : [compared])].flatMap((i) => candidates[i] ?? []);
  const columnsEach = Math.floor((columns - 2 * (shown.length - 1)) / shown.length);
  return (
    <Box flexDirection="column">
      <Line text={progressText(state, theme)} width={columns} />
      <CandidateTable {...{ candidates, wanted, front, columns, chosen, compared }} rows={tableRows} />
      <Line text="" width={columns} />
      <Box gap={2}>
        {shown.map((row) => (
          <CandidatePane
            key={row.candidate}
            row={row}
            run={run?.run}
            target={target}
            columns={columnsEach}
            rows={below}
          />
        ))}
      </Box>
    </Box>
  );
}

interface PaneProps {
  row: CandidateRow;
  run: string | undefined;
  target: Partial<Record<QuantityName, number>>;
  columns: number;
  rows: number;
}

function CandidatePane({ row, run, target, columns, rows }: PaneProps) {
  const theme = useTheme();
  const stored = row.solved && run ? { run, candidate: row.candidate + 1 } : 'nothing';
  // Polishing replaces the stored curve.
  const asked = useAsk('read-curve', stored, row.polish.filter(({ better }) => better).length);
  const solved = useMemo(() => solvedLine(row, asked), [row, asked]);
  const notes = [polishText(row, theme), robustnessText(row), asked.problem].filter((text) => text !== null);
  const pictureColumns = Math.min(2 * (rows - 1), Math.floor(columns * 0.4));
  const chartColumns = Math.min(columns - pictureColumns - 2, 120);
  const name = `no ${row.candidate + 1}${row.verified ? ', verified' : ''}`;
  return (
    <Box width={columns} gap={2}>
      <Structure
        picture={row.picture}
        columns={pictureColumns}
        rows={Math.floor(pictureColumns / 2) + 1}
        caption={row.picture ? name : `${name}: no picture`}
      />
      <Box flexDirection="column">
        <Curve
          title=""
          solved={solved}
          predicted={row.predicted}
          target={target}
          columns={chartColumns}
          rows={rows - notes.length}
        />
        {notes.map((text) => (
          <Line key={text} text={text} width={chartColumns} color={text === asked.problem ? 'red' : undefined} />
        ))}
      </Box>
    </Box>
  );
}

/** The stored curve; until it is there the points that the solver has reported, or the solved anchor points. */
function solvedLine(row: CandidateRow, { answer }: Asked<{ appliedField: number[]; magnetization: number[] }>) {
  const stored = answer?.appliedField.map((appliedField, i) => ({
    appliedField,
    magnetization: answer.magnetization[i],
  }));
  const { solved } = row;
  const anchors = solved ? anchorNames.flatMap((name) => anchorPosition(name, solved) ?? []) : [];
  const points = stored ?? (row.path.length > 1 && !solved ? row.path : anchors);
  return points.length > 1 ? [{ points, hue: 'cyan' as const }] : [];
}

/** The losses of the polish steps; null where there were none. */
function polishText({ polish }: CandidateRow, theme: Theme): string | null {
  if (polish.length === 0) return null;
  const losses = polish.map(({ loss: value }) => value ?? Number.NaN);
  const better = polish.filter((step) => step.better).at(-1);
  const last = better ? `: ${better.change}` : ', none better';
  return `polished in ${polish.length} ${polish.length === 1 ? 'solve' : 'solves'} ${sparkline(losses, 16, theme.unicode)}${last}`;
}

/** What small perturbations do; null where they were not tried. */
function robustnessText({ robustness }: CandidateRow): string | null {
  if (!robustness) return null;
  const parts = (['mr', 'hk90', 'hc'] as const).flatMap((name) => {
    const value = robustness.spread[name];
    return value === undefined ? [] : `${quantities[name].symbol} ${value.toFixed(4)}`;
  });
  return `${robustness.robust ? 'robust' : 'not robust'}: small perturbations move ${parts.join(', ')}`;
}

function emptyText({ finished, ended, stages }: RunState): string {
  if (finished || ended) return 'No candidate has come as far as the solver.';
  return stages.search === 'done'
    ? 'The best codes are turned into grains; the solver begins when that is done.'
    : 'The search goes on; candidates appear here when it is done.';
}

function progressText({ progress, candidates, finished, front }: RunState, theme: Theme): string {
  const solved = candidates.filter((row) => row.solved !== null).length;
  const verified = candidates.filter((row) => row.verified).length;
  const counts = `${solved} of ${candidates.length} solved, ${verified} verified${front?.length ? `, ${front.length} on the front (${frontMark})` : ''}`;
  const solving = candidates.filter((row) => row.solving !== null);
  const under = solving.map((row) => `no ${row.candidate + 1} at ${row.solving?.toFixed(2)} HA`).join(', ');
  if (finished || !progress) return counts;
  const left = progress.secondsLeft === null ? '' : `, ${duration(progress.secondsLeft)} left`;
  const { what, done, total } = progress;
  const further = what === 'solved' ? '' : `; ${what} ${done} of ${total}`;
  return `${bar(done / Math.max(1, total), 12, theme.bar)} ${counts}${further}${left}${under ? `; solving ${under}` : ''}`;
}
