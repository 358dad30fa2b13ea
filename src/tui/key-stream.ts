// Keys one by one. A slow line hands over several at once; each may change what the next one means, so the next waits until the
// screen stands.
import { PassThrough } from 'node:stream';

/** An arrow or other sequence, or a single character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: keys are sequences that begin with escape
const key = /\u001b\[[\d;?]*[@-~]|\u001bO.|\u001b.?|[\s\S]/gu;

/** Ctrl with a letter: only Ctrl-C says something here. Backspace, tab, enter and escape are such characters too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
const meaningless = /^[\0-\x02\x04-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f]$/;

/** Longest time that a frame takes to be put in place, in ms. */
const frame = 4;

/** A stream for Ink that reads from a terminal. */
export function createKeyStream(terminal: NodeJS.ReadStream): NodeJS.ReadStream & { close(): void } {
  const waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const deliver = () => {
    timer = undefined;
    const next = waiting.shift();
    if (next === undefined) return;
    keys.write(next);
    // React draws in one immediate and listens anew in another. What arrives by itself meanwhile waits as well.
    timer = setTimeout(() => setImmediate(deliver), frame);
  };
  const onData = (chunk: string | Buffer) => {
    waiting.push(...(String(chunk).match(key) ?? []).filter((one) => !meaningless.test(one)));
    if (timer === undefined) deliver();
  };
  const keys = Object.assign(new PassThrough({ encoding: 'utf8' }), {
    isTTY: true,
    setRawMode(raw: boolean) {
      terminal.setRawMode(raw);
      return keys;
    },
    ref: () => terminal.ref(),
    unref: () => terminal.unref(),
    close() {
      clearTimeout(timer);
      terminal.off('data', onData);
      terminal.pause();
    },
  });
  terminal.setEncoding('utf8');
  terminal.on('data', onData);
  return keys as unknown as NodeJS.ReadStream & { close(): void };
}
