// Right of the structure: how far the search is and what it hopes for.
import { Box } from 'ink';
import { duration, loss, reduced } from '../format.js';
import { anchorNames, quantities } from '../quantities.js';
import { bar, sparkline } from './bars.js';
import { Line } from './line.js';
import type { TuiState } from './state.js';
import type { Theme } from './theme.js';

export interface SearchPanelProps {
  state: TuiState;
  theme: Theme;
  width: number;
  /** Lines that there is room for. */
  rows: number;
}

export function SearchPanel({ state, theme, width, rows }: SearchPanelProps) {
  return (
    <Box flexDirection="column" width={width}>
      {searchLines(state, theme, width)
        .slice(0, rows)
        .map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
          <Line key={i} text={line} width={width} theme={theme} />
        ))}
    </Box>
  );
}

/** The lines of the panel; what is under way first. */
export function searchLines(state: TuiState, theme: Theme, width: number): string[] {
  const lines = [...progressLines(state, theme, width), ...generationLines(state, theme, width)];
  return lines.length > 0 || state.finished ? lines : ['getting ready'];
}

const barWidth = (width: number): number => Math.max(8, Math.min(40, width - 8));

function progressLines({ progress, candidates }: TuiState, theme: Theme, width: number): string[] {
  const lines: string[] = [];
  if (progress && progress.total > 0) {
    const left = progress.secondsLeft === null ? '' : `, ${duration(progress.secondsLeft)} left`;
    lines.push(`${progress.what}: ${progress.done} of ${progress.total}${left}`);
    lines.push(bar(progress.done / progress.total, barWidth(width), theme.bar));
  }
  const solving = candidates.filter((row) => row.solving !== null);
  if (solving.length > 0)
    lines.push(`solving ${solving.map((row) => `${row.candidate + 1} at H = ${reduced(row.solving)}`).join(', ')}`);
  return lines;
}

function generationLines({ generation: g, bestLosses, finished }: TuiState, theme: Theme, width: number): string[] {
  if (!g) return [];
  const ended = g.secondsLeft <= 0;
  const share = ended ? 1 : g.generation / g.generations;
  const left = ended || finished ? '' : `, ${duration(g.secondsLeft)} left`;
  const anchors = anchorNames.map((name) => `${quantities[name].symbol} ${reduced(g.bestPredicted[name])}`);
  return [
    `generation ${g.generation} of ${ended ? '' : 'at most '}${g.generations}${left}`,
    `${bar(share, barWidth(width), theme.bar)} ${Math.round(100 * share)} %`,
    `loss: best ${loss(g.bestLoss)}, mean ${loss(g.meanLoss)}`,
    sparkline(bestLosses, barWidth(width), theme.unicode),
    `best predicted: ${anchors.slice(0, 3).join('  ')}`,
    `                ${anchors.slice(3).join('  ')}`,
  ];
}
