// What fits: the frame never reaches the terminal's height, else Ink clears the scrollback.

export interface Layout {
  columns: number;
  /** Lines of the whole frame, at most one less than the terminal has. */
  rows: number;
  tooSmall: boolean;
  /** Columns and lines of the structure. */
  pictureColumns: number;
  pictureRows: number;
  /** Candidates that the table shows. */
  tableRows: number;
}

export const smallest = { columns: 60, rows: 18 };

/** Title, objective, stages, a blank line; caption of the picture; log, keys. */
const fixedRows = 7;
/** Rule, two heads and the targets. */
const tableHead = 4;

export function layOut(columns: number, terminalRows: number, candidates: number): Layout {
  const rows = terminalRows - 1;
  const middle = rows - fixedRows;
  const wanted = candidates === 0 ? 0 : tableHead + candidates;
  const table = Math.min(wanted, Math.max(tableHead + 1, middle - 8));
  const pictureRows = Math.max(
    4,
    Math.min(middle - (candidates === 0 ? 0 : table), Math.floor((columns - 36) / 2), 40),
  );
  return {
    columns,
    rows,
    tooSmall: columns < smallest.columns || terminalRows < smallest.rows,
    pictureColumns: 2 * pictureRows,
    pictureRows,
    tableRows: candidates === 0 ? 0 : table - tableHead,
  };
}
