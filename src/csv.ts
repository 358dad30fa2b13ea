// A line of a table as its cells. Commas may part columns or be decimal: where both are meant, a line has more cells than its header.
import { LoopsmithError } from './errors.js';

/** Without the quotes around cells, in which a separator is a letter like others. */
export function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  const quotes = / *"([^"]*(?:""[^"]*)*)" */y;
  let at = 0;
  for (;;) {
    quotes.lastIndex = at;
    const quoted = quotes.exec(line);
    const after = at + (quoted?.[0].length ?? 0);
    const isCell = quoted !== null && (after === line.length || line[after] === separator);
    const next = line.indexOf(separator, isCell ? after : at);
    const end = next < 0 ? line.length : next;
    cells.push(isCell ? quoted[1].replaceAll('""', '"') : line.slice(at, end).trim());
    if (next < 0) return cells;
    at = next + 1;
  }
}

/** @throws LoopsmithError where a line has more cells than its header; empty ones at its end are none */
export function checkCells(cells: readonly string[], header: readonly string[], place: string): void {
  const used = cells.findLastIndex((cell) => cell !== '') + 1;
  if (used > header.length)
    throw new LoopsmithError(
      `${place}: expected ${header.length} cells as in the header, got ${used}: where commas are decimal, part columns by semicolons or tabs`,
    );
}
