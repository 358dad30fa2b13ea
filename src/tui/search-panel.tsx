// Right of the structure: how far the search is and what it hopes for.
import { Box } from 'ink';
import { duration, loss, reduced } from '../format.js';
import { anchorNames, quantities } from '../quantities.js';
import { bar, sparkline } from './bars.js';
import { Line } from './line.js';
import type { TuiState } from './state.js';
import type { Theme } from './theme.js';

export function SearchPanel({ state, theme, width }: { state: TuiState; theme: Theme; width: number }) {
  return (
    <Box flexDirection="column" width={width}>
      {searchLines(state, theme, width).map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
        <Line key={i} text={line} width={width} theme={theme} />
      ))}
    </Box>
  );
}

/** The lines of the panel, most important first. */
export function searchLines(state: TuiState, theme: Theme, width: number): string[] {
  const { generation: g, progress } = state;
  const barWidth = Math.max(8, Math.min(40, width - 8));
  const lines: string[] = [];
  if (g) {
    const left = g.generation < g.generations && !state.finished ? `, ${duration(g.secondsLeft)} left` : '';
    lines.push(
      `generation ${g.generation} of ${g.generations}${left}`,
      `${bar(g.generation / g.generations, barWidth, theme.bar)} ${Math.round((100 * g.generation) / g.generations)} %`,
      `loss: best ${loss(g.bestLoss)}, mean ${loss(g.meanLoss)}`,
      `${sparkline(state.bestLosses, barWidth, theme.unicode)}`,
      `best predicted: ${anchorNames
        .slice(0, 3)
        .map((name) => `${quantities[name].symbol} ${reduced(g.bestPredicted[name])}`)
        .join('  ')}`,
      `                ${anchorNames
        .slice(3)
        .map((name) => `${quantities[name].symbol} ${reduced(g.bestPredicted[name])}`)
        .join('  ')}`,
    );
  }
  if (progress && progress.total > 0) {
    const left = progress.secondsLeft === null ? '' : `, ${duration(progress.secondsLeft)} left`;
    lines.push(
      `${progress.what}: ${progress.done} of ${progress.total}${left}`,
      bar(progress.done / progress.total, barWidth, theme.bar),
    );
  }
  const solving = state.candidates.filter((row) => row.solving !== null);
  if (solving.length > 0)
    lines.push(`solving ${solving.map((row) => `${row.candidate + 1} at H = ${reduced(row.solving)}`).join(', ')}`);
  if (lines.length === 0) lines.push(state.finished ? '' : 'getting ready');
  return lines;
}
