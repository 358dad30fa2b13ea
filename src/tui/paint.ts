// The few colours that mean something, for lines that are formatted without Ink. All are among the first 16, so that every terminal
// with colours has them; yellow is not among them, as nobody reads it on a white ground.
import type { Theme } from './theme.js';

export type Hue = 'cyan' | 'green' | 'red' | 'magenta' | 'dim';

const codes: Readonly<Record<Hue, [on: number, off: number]>> = {
  red: [31, 39],
  green: [32, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  dim: [2, 22],
};

/** Text in a colour; as it is where the terminal has none. */
export function paint(text: string, hue: Hue | undefined, { colors }: Theme): string {
  if (hue === undefined || colors === 'none' || text === '') return text;
  const [on, off] = codes[hue];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
