// Predicted, solved, error and verdict of each candidate, best first; as many of the wanted quantities as fit.
import { Box } from 'ink';
import { memo } from 'react';
import { loss, reduced } from '../../format.js';
import { type AnchorName, anchorNames, type QuantityName, quantities } from '../../quantities.js';
import type { CandidateRow } from '../candidate-row.js';
import { Line } from '../parts/line.js';
import { windowStart } from '../parts/list-window.js';

interface TableProps {
  candidates: readonly CandidateRow[];
  target: Partial<Record<QuantityName, number>>;
  columns: number;
  /** Heads included. */
  rows: number;
  /** Index of the chosen one, and of the one it is compared with. */
  chosen: number;
  compared: number | null;
}

const left = 12;
const perQuantity = 26;
const right = 16;

export const tableHead = 2;

export const CandidateTable = memo(function CandidateTable(props: TableProps) {
  const { candidates, target, columns, rows, chosen, compared } = props;
  const names = shownQuantities(target, columns);
  const room = Math.max(1, rows - tableHead);
  const start = windowStart(candidates.length, chosen, room);
  const heads = names.map((name) => groupHead(name, target[name]));
  const hidden =
    candidates.length > room
      ? ` ${start + 1}-${Math.min(start + room, candidates.length)} of ${candidates.length}`
      : '';
  return (
    <Box flexDirection="column">
      <Line text={hidden.padEnd(left) + heads.join('')} width={columns} bold />
      <Line
        text={`${'  no  grains'.padEnd(left)}${names.map(() => ' predicted  solved   error').join('')}   loss verified`}
        width={columns}
        dim
      />
      {candidates.slice(start, start + room).map((row, i) => (
        <Line
          key={row.candidate}
          text={candidateLine(row, { names, target, rank: start + i, compared: start + i === compared })}
          width={columns}
          color={row.verified ? 'green' : undefined}
          chosen={start + i === chosen}
        />
      ))}
    </Box>
  );
});

/** The wanted quantities first; where nothing is wanted as a number, remanence and coercivity. */
function shownQuantities(target: TableProps['target'], columns: number): AnchorName[] {
  const wanted = anchorNames.filter((name) => target[name] !== undefined);
  const others = (['mr', 'hc', 'hk90', 'hk80', 'hk70', 'm1'] as const).filter((name) => !wanted.includes(name));
  const room = Math.max(1, Math.floor((columns - left - right) / perQuantity));
  return [...wanted, ...others].slice(0, room);
}

const groupHead = (name: AnchorName, target: number | undefined): string => {
  const { symbol, unit } = quantities[name];
  const text = target === undefined ? symbol : `${symbol} wanted ${reduced(target)} ${unit}`;
  return text.padStart(Math.ceil((perQuantity + text.length) / 2)).padEnd(perQuantity);
};

interface LineOptions {
  names: readonly AnchorName[];
  target: TableProps['target'];
  rank: number;
  compared: boolean;
}

function candidateLine(row: CandidateRow, { names, target, compared }: LineOptions): string {
  const mark = compared ? '=' : ' ';
  const head = `${mark}${String(row.candidate + 1).padStart(3)} ${String(row.grains ?? '').padStart(7)}`;
  const cells = names.map((name) => {
    const solved = row.solved ? reduced(row.solved[name]) : row.solving === null ? '' : '...';
    return `${reduced(row.predicted[name]).padStart(10)}${solved.padStart(8)}${errorText(row, name, target).padStart(8)}`;
  });
  return head.padEnd(left) + cells.join('') + verdictText(row);
}

function errorText({ solved }: CandidateRow, name: AnchorName, target: TableProps['target']): string {
  const [value, wanted] = [solved?.[name], target[name]];
  if (value === null || value === undefined || wanted === undefined) return '';
  const error = value - wanted;
  return `${error < 0 ? '-' : '+'}${Math.abs(error).toFixed(3)}`;
}

/** 'robust' says more than 'yes': verified under small perturbations too. */
const verdictOf = (verified: boolean, robustness: CandidateRow['robustness']): string =>
  !verified ? 'no' : robustness === null ? 'yes' : robustness.robust ? 'robust' : 'touchy';

function verdictText({ solved, solving, verified, robustness, loss: value }: CandidateRow): string {
  if (solved) return `${loss(value).padStart(7)} ${verdictOf(verified, robustness).padStart(8)}`;
  return solving === null ? `${''.padStart(7)} ${'waiting'.padStart(8)}` : ` at H ${solving.toFixed(2).padStart(5)} HA`;
}
