import { PassThrough } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { createKeyStream } from '../../src/tui/key-stream.js';

afterEach(() => void vi.useRealTimers());

/** A terminal whose time stands, and the keys that have come through. */
function open() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate'] });
  const terminal = new PassThrough() as unknown as NodeJS.ReadStream;
  const came: string[] = [];
  const keys = createKeyStream(terminal);
  const write = keys.write.bind(keys) as (key: string) => boolean;
  keys.write = ((key: string) => came.push(key) > 0 && write(key)) as typeof keys.write;
  return { came, send: (chunk: string) => void terminal.emit('data', chunk), keys };
}

test('keys that arrive together come one by one, a frame apart', () => {
  const { came, send } = open();
  send('x\u001b[Bq');
  expect(came).toEqual(['x']);
  vi.advanceTimersByTime(5);
  expect(came).toEqual(['x', '\u001b[B']);
  vi.advanceTimersByTime(5);
  expect(came).toEqual(['x', '\u001b[B', 'q']);
});

test('a key that arrives by itself waits for the frame of the one before', () => {
  const { came, send } = open();
  send('x');
  send('q');
  expect(came).toEqual(['x']);
  vi.advanceTimersByTime(5);
  expect(came).toEqual(['x', 'q']);
});

test('a key that arrives later comes at once', () => {
  const { came, send, keys } = open();
  send('x');
  vi.advanceTimersByTime(5);
  send('q');
  expect(came).toEqual(['x', 'q']);
  keys.close();
  send('z');
  vi.advanceTimersByTime(5);
  expect(came).toEqual(['x', 'q']);
});

test('control letters type nothing; Ctrl-C, enter, tab and backspace come through', () => {
  const { came, send } = open();
  for (const key of ['a', '\u0015', '\u0017', '\u0001', '\u000b', '\u001a', '\u0003', '\r', '\t', '\b', '\u007f']) {
    send(key);
    vi.advanceTimersByTime(10);
  }
  expect(came).toEqual(['a', '\u0003', '\r', '\t', '\b', '\u007f']);
});
