// Takes the terminal, shows the screens, and gives it back.
import { render } from 'ink';
import { App, type Opening } from './app.js';
import { createFrameWriter } from './frame-writer.js';
import { ServicesContext } from './hooks.js';
import { createKeyStream } from './key-stream.js';
import { ThemeContext } from './parts/line.js';
import { SpritesContext } from './parts/preformatted.js';
import type { Services } from './services.js';
import { interruptSession, type Session } from './session.js';
import { createSprites } from './sprites.js';
import { type Terminal, takeTerminal } from './terminal.js';
import { createTheme } from './theme.js';

export type { Opening } from './app.js';

export interface ScreensOptions {
  stdout: Terminal;
  stdin: NodeJS.ReadStream;
  env: Record<string, string | undefined>;
  services: Services;
  /** Folder of the runs. */
  root: string;
  opening: Opening;
}

export interface Screens {
  /** Resolves when the user leaves, with the run that was looked at last; rejects where the screen broke. */
  closed: Promise<Session | null>;
  /** As Ctrl-C, for signals. */
  interrupt(): void;
}

export function openScreens({ stdout, stdin, env, services, root, opening }: ScreensOptions): Screens {
  const theme = createTheme({ env, colorDepth: stdout.getColorDepth(env) });
  const sprites = createSprites();
  const writer = createFrameWriter(stdout, { sprites, unicode: theme.unicode });
  const keys = createKeyStream(stdin);
  const terminal = takeTerminal(stdout, writer.forget);
  let session: Session | null = null;
  let close: () => void = () => {};
  const closing = new Promise<void>((resolve) => {
    close = resolve;
  });
  const onSession = (shown: Session) => {
    session = shown;
  };
  // `debug`: Ink hands over whole frames and leaves it to the writer what of them goes to the terminal.
  const ink = render(
    <ThemeContext.Provider value={theme}>
      <SpritesContext.Provider value={sprites}>
        <ServicesContext.Provider value={services}>
          <App stdout={stdout} root={root} opening={opening} onSession={onSession} onClose={close} />
        </ServicesContext.Provider>
      </SpritesContext.Provider>
    </ThemeContext.Provider>,
    { stdout: writer.stdout, stdin: keys, exitOnCtrlC: false, debug: true, patchConsole: false },
  );
  const closed = Promise.race([closing, ink.waitUntilExit()]).finally(() => {
    session?.playback?.stop();
    ink.unmount();
    keys.close();
    terminal.restore();
  });
  return {
    closed: closed.then(() => session),
    interrupt: () => interruptSession(session, close),
  };
}
