// The screen of a design: a function of the state, the terminal's size and what it can show.
import { Box, Text } from 'ink';
import { useMemo } from 'react';
import { duration } from '../format.js';
import { CandidatesTable } from './candidates-table.js';
import { layOut, smallest } from './layout.js';
import { Line } from './line.js';
import { pictureLines } from './picture.js';
import { SearchPanel } from './search-panel.js';
import { type Picture, shownStages, type TuiState } from './state.js';
import type { Theme } from './theme.js';

export interface ViewProps {
  state: TuiState;
  theme: Theme;
  columns: number;
  rows: number;
}

export function View({ state, theme, columns, rows }: ViewProps) {
  const layout = layOut(columns, rows, state.candidates.length);
  if (layout.tooSmall)
    return (
      <Line
        text={`${columns}x${rows} is too small: ${smallest.columns}x${smallest.rows} needed (q stops)`}
        width={columns}
        theme={theme}
      />
    );
  return (
    <Box flexDirection="column" width={columns} height={layout.rows}>
      <Header state={state} theme={theme} width={columns} />
      <Box height={layout.pictureRows + 1} flexShrink={0}>
        <Structure picture={state.picture} theme={theme} columns={layout.pictureColumns} rows={layout.pictureRows} />
        <Box width={2} />
        <SearchPanel
          state={state}
          theme={theme}
          width={columns - layout.pictureColumns - 2}
          rows={layout.pictureRows + 1}
        />
      </Box>
      {layout.tableRows > 0 && (
        <CandidatesTable state={state} theme={theme} columns={columns} rows={layout.tableRows} />
      )}
      <Box flexGrow={1} />
      <Line text={state.log.at(-1) ?? ''} width={columns} theme={theme} dim />
      <Line text={keyLine(state)} width={columns} theme={theme} />
    </Box>
  );
}

function Header({ state, theme, width }: { state: TuiState; theme: Theme; width: number }) {
  const { run } = state;
  const dot = ` ${theme.marks.dot} `;
  const facts = run
    ? [
        run.name,
        `physics ${run.physics}`,
        `model ${run.model}`,
        run.backend,
        `${run.workers} workers`,
        `seed ${run.seed}`,
      ]
    : ['starting'];
  const stages = shownStages.map((stage) => `${theme.marks[state.stages[stage] ?? 'waiting']} ${stage}`);
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Line text={['Loopsmith', ...facts].join(dot)} width={width} theme={theme} bold />
      <Line text={run?.objective ?? ''} width={width} theme={theme} color="cyan" />
      <Line text={stages.join('  ')} width={width} theme={theme} />
      <Text> </Text>
    </Box>
  );
}

function Structure(props: { picture: Picture | null; theme: Theme; columns: number; rows: number }) {
  const { picture, theme, columns, rows } = props;
  const lines = useMemo(
    () => (picture ? pictureLines(picture.kx, picture.cells, { columns, rows, theme }) : []),
    [picture, columns, rows, theme],
  );
  return (
    <Box flexDirection="column" width={columns} flexShrink={0}>
      <Line text={picture?.caption ?? ''} width={columns} theme={theme} />
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a picture have no identity
        <Text key={i} wrap="truncate">
          {line}
        </Text>
      ))}
    </Box>
  );
}

function keyLine({ finished, stopping }: TuiState): string {
  if (finished) {
    const verdict = `${finished.verified} of ${finished.candidates} verified`;
    return `${finished.state} in ${duration(finished.seconds)}, ${verdict}    q close`;
  }
  return stopping ? 'stopping, the run is kept    Ctrl-C again: at once' : 'q stop    Ctrl-C stop, twice: at once';
}
