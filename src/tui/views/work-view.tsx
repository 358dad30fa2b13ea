// Labelling and training while they go on: how far, how fast, how long still, and the losses of each network.
import { Box } from 'ink';
import { duration, loss } from '../../format.js';
import { bar } from '../chart/bars.js';
import { Line, useTheme } from '../parts/line.js';
import type { RunState } from '../run-state.js';
import { Losses } from './losses.js';

interface WorkViewProps {
  state: RunState;
  columns: number;
  rows: number;
}

export function WorkView({ state, columns, rows }: WorkViewProps) {
  const theme = useTheme();
  const { progress, epochs, startedAt, ended } = state;
  const network = epochs.at(-1);
  const last = network?.epochs.at(-1);
  /** Epochs of an earlier sitting, of which nothing is told. */
  const before = Array<null>((network?.epochs[0].epoch ?? 1) - 1).fill(null);
  if (!progress && !last) {
    const text =
      startedAt === null && !ended ? 'Nothing is under way: enter on start begins.' : ended ? '' : 'getting ready';
    return <Line text={text} width={columns} dim />;
  }
  const width = Math.min(40, columns - 40);
  return (
    <Box flexDirection="column">
      {progress && (
        <Line
          text={`${bar(progress.done / Math.max(1, progress.total), width, theme.bar)} ${progress.what}: ${progress.done} of ${progress.total}${left(progress.secondsLeft)}`}
          width={columns}
        />
      )}
      {progress?.message && <Line text={progress.message} width={columns} />}
      {last && network && (
        <>
          <Line
            text={`${bar(last.epoch / Math.max(1, last.epochs), width, theme.bar)} ${network.network}: epoch ${last.epoch} of ${last.epochs}${left(last.secondsLeft)}`}
            width={columns}
          />
          <Line
            text={`loss ${loss(last.trainingLoss)}, validation ${loss(last.validationLoss)}, ${Math.round(last.samplesPerSecond)} samples/s`}
            width={columns}
          />
          {rows >= 8 && (
            <Losses
              first={[...before, ...network.epochs.map(({ trainingLoss }) => trainingLoss)]}
              second={[...before, ...network.epochs.map(({ validationLoss }) => validationLoss)]}
              names={['training', 'validation']}
              label="epoch"
              until={Math.max(last.epochs, last.epoch)}
              columns={Math.min(columns, 120)}
              rows={Math.min(rows - 2, 30)}
            />
          )}
        </>
      )}
    </Box>
  );
}

const left = (seconds: number | null): string => (seconds === null ? '' : `, ${duration(seconds)} left`);
