// Between Ink and the terminal: takes whole frames and writes only the lines that have changed, each at its place. So nothing
// flickers, little goes over ssh, and no sequence that clears the scrollback is ever sent.
import type { Sprites } from './sprites.js';
import { toAscii } from './to-ascii.js';

export interface FrameWriter {
  /** For Ink (with `debug`, where every write is one whole frame). */
  stdout: NodeJS.WriteStream;
  /** Writes every line of the next frame: the screen was cleared. */
  forget(): void;
}

export interface FrameWriterOptions {
  sprites: Sprites;
  unicode: boolean;
}

const goTo = (row: number): string => `\u001b[${row};1H`;
const endStyles = '\u001b[0m';
const eraseRest = `${endStyles}\u001b[K`;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
const styles = /\u001b\[[0-9;]*m/g;
const beginSynchronized = '\u001b[?2026h';
const endSynchronized = '\u001b[?2026l';

export function createFrameWriter(terminal: NodeJS.WriteStream, { sprites, unicode }: FrameWriterOptions): FrameWriter {
  let shown: string[] = [];
  const show = (frame: string) => {
    const lines = frame.split('\n').slice(0, (terminal.rows || 24) - 1);
    const changes = Array.from({ length: Math.max(lines.length, shown.length) }, (_, i) => i)
      .filter((i) => lines[i] !== shown[i])
      .map((i) => goTo(i + 1) + finished(lines[i] ?? ''));
    shown = lines;
    if (changes.length > 0) terminal.write(beginSynchronized + changes.join('') + endSynchronized);
  };
  const finished = (line: string): string => {
    const whole = sprites.expand(line);
    const shownWidth = [...whole.replace(styles, '')].length;
    // At the end of a full line the cursor stays on its last character, which is not to be erased.
    return (unicode ? whole : toAscii(whole)) + (shownWidth < (terminal.columns || 80) ? eraseRest : endStyles);
  };
  const stdout = new Proxy(terminal, {
    get(target, property) {
      if (property === 'write')
        return (chunk: string | Uint8Array, ...rest: unknown[]) => {
          if (typeof chunk === 'string' && chunk !== '') show(chunk);
          const done = rest.at(-1);
          if (typeof done === 'function') done();
          return true;
        };
      const value = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    stdout,
    forget: () => {
      shown = [];
    },
  };
}
