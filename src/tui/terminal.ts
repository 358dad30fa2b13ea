// The terminal while a screen is shown: the alternate screen, so that what was there before comes back, also after a crash.
import { writeSync } from 'node:fs';

/** A terminal's output and its file descriptor. */
export type Terminal = NodeJS.WriteStream & { readonly fd: number };

const clearScreen = '\u001b[2J\u001b[H';
// No line goes on in the next: where the terminal has become narrower, a frame on its way is still as wide as before.
const noWrap = '\u001b[?7l';
const wrap = '\u001b[?7h';
const enter = `\u001b[?1049h\u001b[?25l${noWrap}${clearScreen}`;
const leave = `\u001b[0m${wrap}\u001b[?25h\u001b[?1049l`;

/**
 * Takes the terminal over. `restore` gives it back and may be called again; it is called by itself when the process ends in any way
 * that lets it say so (an uncaught error too).
 * @param onCleared the size has changed and the screen is empty
 */
export function takeTerminal(stdout: Terminal, onCleared: () => void): { restore(): void } {
  let taken = true;
  // Synchronous: in an 'exit' listener a stream no longer flushes.
  const write = (text: string) => {
    try {
      writeSync(stdout.fd, text);
    } catch {
      // The terminal is gone (closed window, broken pipe): nothing is left to restore.
    }
  };
  const onResize = () => {
    write(clearScreen);
    onCleared();
  };
  const restore = () => {
    if (!taken) return;
    taken = false;
    stdout.off('resize', onResize);
    process.off('exit', restore);
    process.off('uncaughtExceptionMonitor', restore);
    write(leave);
  };
  write(enter);
  process.on('exit', restore);
  // Before the error is printed: on the alternate screen it would be lost.
  process.on('uncaughtExceptionMonitor', restore);
  // Before Ink's own listener, which redraws: lines that the terminal has wrapped anew are gone then.
  stdout.prependListener('resize', onResize);
  return { restore };
}
