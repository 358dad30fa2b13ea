// The search while it goes on: the best structure, what its curve would be, how the losses fall, how long it still takes.
import { Box } from 'ink';
import { duration, loss, reduced } from '../../format.js';
import { anchorNames, quantities } from '../../quantities.js';
import { sparkline } from '../../sparkline.js';
import { bar } from '../chart/bars.js';
import { Line, useTheme } from '../parts/line.js';
import type { RunState } from '../run-state.js';
import type { Theme } from '../theme.js';
import { Curve } from './curve.js';
import { Losses } from './losses.js';
import { Structure } from './structure.js';

export interface ViewProps {
  state: RunState;
  columns: number;
  rows: number;
  /** ms since 1970. */
  now: number;
}

const noCurve: [] = [];

export function SearchView({ state, columns, rows, now }: ViewProps) {
  const theme = useTheme();
  const { generation, history, run, picture } = state;
  const wide = columns >= 110;
  // Low screens have room for one chart.
  const both = wide || rows >= 26;
  const facts = searchFacts(state, now, theme, both);
  const pictureColumns = Math.min(2 * (rows - 1), Math.floor(columns * (wide ? 0.36 : 0.45)), 96);
  const rest = columns - pictureColumns - 2;
  const chartColumns = wide ? Math.floor((rest - 2) / 2) : rest;
  const chartRows = wide ? Math.min(rows - facts.length - 1, 30) : Math.floor((rows - facts.length) / (both ? 2 : 1));
  const target = run?.target ?? {};
  return (
    <Box>
      <Structure picture={picture} columns={pictureColumns} rows={Math.floor(pictureColumns / 2) + 1} />
      <Box width={2} flexShrink={0} />
      <Box flexDirection="column" width={rest}>
        {facts.map((text, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
          <Line key={i} text={text} width={rest} />
        ))}
        {generation && chartRows >= 4 && (
          <Box flexDirection={wide ? 'row' : 'column'} gap={wide ? 2 : 0} marginTop={wide ? 1 : 0}>
            {both && (
              <Losses
                first={history.bestLoss}
                second={history.meanLoss}
                names={['best', 'mean']}
                label="generation"
                every={history.every}
                until={state.stages.search === 'done' ? generation.generation : generation.generations}
                columns={chartColumns}
                rows={chartRows}
              />
            )}
            <Curve
              title="best code"
              solved={noCurve}
              predicted={generation.bestPredicted}
              target={target}
              columns={chartColumns}
              rows={chartRows}
            />
          </Box>
        )}
      </Box>
    </Box>
  );
}

/** What stands above the charts; with a line of the losses where they have no chart. */
function searchFacts(state: RunState, now: number, theme: Theme, chart: boolean): string[] {
  const { generation: g, startedAt, finished, stages, progress, ended, searchEnded } = state;
  const elapsed = finished ? finished.seconds : startedAt === null ? 0 : (now - startedAt) / 1000;
  if (!g) {
    const doing = progress ? `${progress.what}: ${progress.done} of ${progress.total}` : 'loading the model';
    if (ended || finished) return ['no search has taken place'];
    return [`${doing} (${duration(elapsed)})`];
  }
  const searched = stages.search === 'done' || g.secondsLeft <= 0 || finished !== null;
  const share = searched ? 1 : g.generation / g.generations;
  const left = searched ? '' : `, ${duration(g.secondsLeft)} left`;
  const best = sparkline(state.history.bestLoss, 24, theme.unicode);
  const anchors = anchorNames.map((name) => `${quantities[name].symbol} ${reduced(g.bestPredicted[name])}`);
  return [
    `generation ${g.generation} of ${searched ? '' : 'at most '}${g.generations}  ${bar(share, 12, theme.bar)}`,
    `${duration(elapsed)} elapsed${left}, ${Math.round(g.evaluationsPerSecond)} codes/s`,
    `loss: best ${loss(g.bestLoss)}, mean ${loss(g.meanLoss)}; spread ${g.spread.toFixed(2)}`,
    ...(chart ? [] : [`best loss ${best}`]),
    ...(searchEnded?.reason === 'asked' ? ['ended as asked'] : []),
    `${anchors.slice(0, 3).join('  ')}`,
    `${anchors.slice(3).join('  ')}`,
  ];
}
