// Opens the screen of a design and closes it again.
import { render } from 'ink';
import type { RunEvent } from '../events.js';
import { App } from './app.js';
import { initialState, reduce, type TuiAction, type TuiState } from './state.js';
import { keepScrollback, type Terminal, takeTerminal } from './terminal.js';
import { createTheme } from './theme.js';

export interface DesignScreen {
  emit(event: RunEvent): void;
  /** Resolves when the user leaves the finished screen. */
  closed: Promise<void>;
  /** Gives the terminal back. */
  close(): void;
}

export interface ScreenOptions {
  stdout: Terminal;
  stdin: NodeJS.ReadStream;
  env: Record<string, string | undefined>;
  /** First Ctrl-C or q: stop cleanly. Every further Ctrl-C calls it again. */
  onStop: () => void;
  /** The view broke; the terminal is given back already and the run goes on. */
  onCrash: (error: Error) => void;
}

/** At most this many frames a second. */
const maxFps = 10;

export function openDesignScreen({ stdout, stdin, env, onStop, onCrash }: ScreenOptions): DesignScreen {
  const theme = createTheme({ env, colorDepth: stdout.getColorDepth(env) });
  const terminal = takeTerminal(stdout);
  let state: TuiState = initialState;
  let resolveClosed: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    resolveClosed = resolve;
  });
  const stop = () => {
    show({ type: 'stop-requested' });
    onStop();
  };
  const app = () => <App stdout={stdout} theme={theme} state={state} onStop={stop} onClose={resolveClosed} />;
  const ink = render(app(), { stdout: keepScrollback(stdout), stdin, exitOnCtrlC: false, maxFps, patchConsole: true });
  let drawing: NodeJS.Timeout | undefined;
  let open = true;
  function show(action: TuiAction): void {
    state = reduce(state, action);
    if (!open) return;
    drawing ??= setTimeout(() => {
      drawing = undefined;
      ink.rerender(app());
    }, 1000 / maxFps);
  }
  const close = () => {
    open = false;
    // Drawn after the end, the application would listen to the keys again and keep the process alive.
    clearTimeout(drawing);
    ink.unmount();
    terminal.restore();
  };
  ink.waitUntilExit().catch((error: Error) => {
    close();
    resolveClosed();
    onCrash(error);
  });
  return { emit: show, closed, close };
}
