// Predicted, solved, target and verified of each candidate, best first; as many of the wanted quantities as fit.
import { Box } from 'ink';
import { loss, reduced } from '../format.js';
import { type AnchorName, anchorNames, type QuantityName, quantities } from '../quantities.js';
import { Line, type LineProps } from './line.js';
import type { CandidateRow, TuiState } from './state.js';
import type { Theme } from './theme.js';

const left = 10;
const perQuantity = 19;
const right = 18;

export function CandidatesTable(props: { state: TuiState; theme: Theme; columns: number; rows: number }) {
  const { state, theme, columns } = props;
  const names = shownQuantities(state, columns);
  const target: Partial<Record<QuantityName, number>> = state.run?.target ?? {};
  const rule = (theme.unicode ? '─' : '-').repeat(columns);
  const line = (text: string, style: Partial<LineProps> = {}) => (
    <Line text={text} width={columns} theme={theme} {...style} />
  );
  const hidden = state.candidates.length - props.rows;
  return (
    <Box flexDirection="column">
      {line(rule, { dim: true })}
      {line(
        row(
          'candidate',
          names.map((name) => centre(quantities[name].symbol)),
          '',
        ),
        { bold: true },
      )}
      {line(
        row(
          hidden > 0 ? `(+${hidden})` : '',
          names.map(() => pair('predicted', 'solved')),
          `${'loss'.padStart(9)} verified`,
        ),
      )}
      {line(
        row(
          'target',
          names.map((name) => centre(reduced(target[name]))),
          '',
        ),
        { color: 'cyan' },
      )}
      {state.candidates.slice(0, props.rows).map((candidate) => (
        <Line
          key={candidate.candidate}
          text={candidateLine(candidate, names)}
          width={columns}
          theme={theme}
          color={candidate.verified ? 'green' : undefined}
        />
      ))}
    </Box>
  );
}

/** The wanted quantities first; where nothing is wanted as a number, remanence and coercivity. */
function shownQuantities(state: TuiState, columns: number): AnchorName[] {
  const wanted = anchorNames.filter((name) => state.run?.target?.[name] !== undefined);
  const others = (['mr', 'hc', 'hk90'] as const).filter((name) => !wanted.includes(name));
  const room = Math.max(1, Math.floor((columns - left - right) / perQuantity));
  return [...wanted, ...others].slice(0, room);
}

function candidateLine(candidate: CandidateRow, names: AnchorName[]): string {
  const solved = (name: AnchorName) => {
    if (candidate.solved) return reduced(candidate.solved[name]);
    return candidate.solving === null ? '' : '...';
  };
  const verdict = candidate.solved ? (candidate.verified ? 'yes' : 'no') : '';
  return row(
    `${String(candidate.candidate + 1).padStart(3)}${candidate.grains ? `  ${candidate.grains} gr` : ''}`,
    names.map((name) => pair(reduced(candidate.predicted[name]), solved(name))),
    `${(candidate.solved ? loss(candidate.loss) : '').padStart(9)} ${verdict.padStart(5)}`,
  );
}

const row = (first: string, cells: string[], last: string): string => first.padEnd(left) + cells.join('') + last;
const pair = (a: string, b: string): string => `${a.padStart(10)}${b.padStart(9)}`;
const centre = (text: string): string => text.padStart(15).padEnd(perQuantity);
