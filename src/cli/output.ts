// Results go to standard output; all else (progress, warnings, errors) to standard error.

let endLine = () => {};

/** A line that is being updated in the terminal ends before anything else is printed or said. */
export const saysAfter = (end: () => void): void => {
  endLine = end;
};

export function print(text: string): void {
  endLine();
  process.stdout.write(`${text}\n`);
}

export function say(text: string): void {
  endLine();
  process.stderr.write(`${text}\n`);
}

export const warn = (text: string): void => say(`warning: ${text}`);

/** The one JSON document of a command run with --json; what is not a number is null. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/**
 * A reader that goes away (`| head`) ends the program quietly. A screen that goes away does not: the command hears of it by its channel
 * as well (parent.ts), and stops as on Ctrl-C, with its run saved. A disk that is full is an error of one line.
 */
export function guardOutput(): void {
  const hasScreen = process.connected;
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') {
        if (stream !== process.stderr) say(`loopsmith: cannot write the output: ${error.message}`);
        process.exit(1);
      }
      if (!hasScreen) process.exit(0);
    });
}

/** Columns aligned by spaces: text to the left, what looks like a number to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const numeric = head.map((_, column) => rows.every((row) => /^[-+]?[\d.]|^-?$|^none$/.test(row[column])));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (numeric[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}
