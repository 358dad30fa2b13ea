// Predicted, solved, error and verdict of each candidate, best first; as many of the wanted quantities as fit.
import { Box } from 'ink';
import { memo } from 'react';
import { loss } from '../../format.js';
import { type QuantityName, quantities } from '../../quantities.js';
import { cell, unitOf, wantedCell } from '../../quantity-cells.js';
import type { Wanted } from '../../search/objective-spec.js';
import { type CandidateRow, predictedOf, solvedOf } from '../candidate-row.js';
import { Line } from '../parts/line.js';
import { windowStart } from '../parts/list-window.js';

interface TableProps {
  candidates: readonly CandidateRow[];
  wanted: readonly Wanted[];
  /** The front of a trade-off: numbers of candidates, counted from 0. */
  front: readonly number[] | null;
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

export const frontMark = '*';

export const tableHead = 2;

export const CandidateTable = memo(function CandidateTable(props: TableProps) {
  const { candidates, wanted, front, columns, rows, chosen, compared } = props;
  const names = shownQuantities(wanted, columns);
  const room = Math.max(1, rows - tableHead);
  const start = windowStart(candidates.length, chosen, room);
  const heads = names.map((name) => groupHead(name, wanted));
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
          text={candidateLine(row, {
            names,
            wanted,
            compared: start + i === compared,
            onFront: front?.includes(row.candidate) === true,
          })}
          width={columns}
          color={row.verified ? 'green' : undefined}
          chosen={start + i === chosen}
        />
      ))}
    </Box>
  );
});

/** The wanted quantities first, then remanence and coercivity. */
function shownQuantities(wanted: readonly Wanted[], columns: number): QuantityName[] {
  const asked = Object.values(quantities).filter(({ name }) => wanted.some(({ quantity }) => quantity === name));
  const names = [...asked.map(({ name }) => name), ...(['mr', 'hc', 'hk90', 'hk80', 'hk70', 'm1'] as const)];
  const room = Math.max(1, Math.floor((columns - left - right) / perQuantity));
  return [...new Set(names)].slice(0, room);
}

/** With as many words as there is room for. */
function groupHead(name: QuantityName, wanted: readonly Wanted[]): string {
  const { symbol } = quantities[name];
  const value = wanted.some(({ quantity }) => quantity === name) ? wantedCell(name, wanted) : '';
  const unit = /\d$/.test(value) ? unitOf(name) : '';
  const texts = value === '' ? [symbol] : [`${symbol} wanted ${value}${unit}`, `${symbol} ${value}${unit}`];
  const text = (texts.find(({ length }) => length < perQuantity) ?? `${symbol} ${value}`).slice(0, perQuantity - 1);
  return text.padStart(Math.ceil((perQuantity + text.length) / 2)).padEnd(perQuantity);
}

interface LineOptions {
  names: readonly QuantityName[];
  wanted: readonly Wanted[];
  compared: boolean;
  onFront: boolean;
}

function candidateLine(row: CandidateRow, { names, wanted, compared, onFront }: LineOptions): string {
  const mark = compared ? '=' : ' ';
  const head = `${mark}${String(row.candidate + 1).padStart(3)}${onFront ? frontMark : ' '}${String(row.grains ?? '').padStart(7)}`;
  const cells = names.map((name) => {
    const solved = row.solved ? cell(name, solvedOf(row, name)) : row.solving === null ? '' : '...';
    const predicted = cell(name, predictedOf(row, name));
    return `${predicted.padStart(10)}${solved.padStart(8)}${errorText(row, name, wanted).padStart(8)}`;
  });
  return head.padEnd(left) + cells.join('') + verdictText(row);
}

/** Solved minus the target, or minus the bound that does not hold. */
function errorText(row: CandidateRow, name: QuantityName, wanted: readonly Wanted[]): string {
  const value = row.solved && solvedOf(row, name);
  if (value === null || value === undefined) return '';
  const errors = wanted
    .filter(({ quantity }) => quantity === name)
    .flatMap((term) => (term.value === null ? [] : [{ goal: term.goal, error: value - term.value }]))
    .filter(({ goal, error }) => goal === 'target' || (goal === 'atLeast' ? error < 0 : error > 0));
  const [first] = errors;
  if (!first) return '';
  return `${first.error < 0 ? '-' : '+'}${cell(name, Math.abs(first.error))}`;
}

/** 'robust' says more than 'yes': verified under small perturbations too. */
const verdictOf = (verified: boolean, robustness: CandidateRow['robustness']): string =>
  !verified ? 'no' : robustness === null ? 'yes' : robustness.robust ? 'robust' : 'touchy';

function verdictText({ solved, solving, verified, robustness, loss: value }: CandidateRow): string {
  if (solved) return `${loss(value).padStart(7)} ${verdictOf(verified, robustness).padStart(8)}`;
  return solving === null ? `${''.padStart(7)} ${'waiting'.padStart(8)}` : ` at H ${solving.toFixed(2).padStart(5)} HA`;
}
