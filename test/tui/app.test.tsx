import { EventEmitter } from 'node:events';
import { render } from 'ink-testing-library';
import { describe, expect, test } from 'vitest';
import { App, countInterrupts } from '../../src/tui/app.js';
import { initialState, reduce, type TuiState } from '../../src/tui/state.js';
import { createTheme } from '../../src/tui/theme.js';
import { designEvents } from './design-events.js';

const theme = createTheme({ env: { LANG: 'C.UTF-8', NO_COLOR: '1' }, colorDepth: 24 });
const running = designEvents().slice(0, -1).reduce(reduce, initialState);
const finished = designEvents().reduce(reduce, initialState);

/** The application in a terminal of a size that can change; counts what it asks for. */
function open(state: TuiState) {
  const asked = { stop: 0, close: 0 };
  const terminal = Object.assign(new EventEmitter(), { columns: 80, rows: 24 });
  const onStop = () => void asked.stop++;
  const onClose = () => void asked.close++;
  const stdout = terminal as EventEmitter & NodeJS.WriteStream;
  const app = render(<App stdout={stdout} theme={theme} state={state} onStop={onStop} onClose={onClose} />);
  const press = async (keys: string) => {
    // Keys are listened to from the first effect on.
    await new Promise((resolve) => setTimeout(resolve, 20));
    app.stdin.write(keys);
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  return { asked, terminal, app, press };
}

describe('the keys of the screen', () => {
  test('q and Ctrl-C stop a run that goes on', async () => {
    for (const key of ['q', '\u0003']) {
      const { asked, press, app } = open(running);
      await press(key);
      expect(asked).toEqual({ stop: 1, close: 0 });
      app.unmount();
    }
  });

  test('two Ctrl-C that arrive together count as two', async () => {
    const { asked, press, app } = open(running);
    await press('\u0003\u0003');
    expect(asked.stop).toBe(2);
    app.unmount();
    expect([countInterrupts('c', true), countInterrupts('c', false), countInterrupts('x', true)]).toEqual([1, 0, 0]);
  });

  test('q closes the screen of a finished run', async () => {
    const { asked, press, app } = open(finished);
    await press('q');
    expect(asked).toEqual({ stop: 0, close: 1 });
    app.unmount();
  });

  test('other keys do nothing', async () => {
    const { asked, press, app } = open(running);
    await press('xyz');
    expect(asked).toEqual({ stop: 0, close: 0 });
    app.unmount();
  });

  test('the frame follows the size of the terminal', async () => {
    const { terminal, app } = open(finished);
    await new Promise((resolve) => setTimeout(resolve, 20));
    Object.assign(terminal, { columns: 40, rows: 10 });
    terminal.emit('resize');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(app.lastFrame()).toContain('too small');
    app.unmount();
  });
});
