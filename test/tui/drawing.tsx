// Screens as strings, for tests and captures: at any size, in any terminal.
import { EventEmitter } from 'node:events';
import { renderToString } from 'ink';
import { render } from 'ink-testing-library';
import type { ReactNode } from 'react';
import { expect, vi } from 'vitest';
import type { Overview } from '../../src/design/overview.js';
import { App, type Opening } from '../../src/tui/app.js';
import { ServicesContext } from '../../src/tui/hooks.js';
import { ThemeContext } from '../../src/tui/parts/line.js';
import type { Job, Services } from '../../src/tui/services.js';
import { createTheme, type Theme } from '../../src/tui/theme.js';

export const themes = {
  truecolor: createTheme({ env: { LANG: 'C.UTF-8' }, colorDepth: 24 }),
  '16 colours': createTheme({ env: { LANG: 'C.UTF-8' }, colorDepth: 4 }),
  NO_COLOR: createTheme({ env: { LANG: 'C.UTF-8', NO_COLOR: '1' }, colorDepth: 24 }),
  'LANG=C': createTheme({ env: { LANG: 'C' }, colorDepth: 8 }),
  'LANG=C, NO_COLOR': createTheme({ env: { LANG: 'C', NO_COLOR: '1' }, colorDepth: 8 }),
} satisfies Record<string, Theme>;

export const sizes = [
  [60, 18],
  [80, 24],
  [100, 30],
  [120, 40],
  [300, 100],
] as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences
export const bare = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '');

/** Lines of a component. */
export const draw = (node: ReactNode, theme: Theme, columns: number): string[] =>
  renderToString(<ThemeContext.Provider value={theme}>{node}</ThemeContext.Provider>, { columns }).split('\n');

const nothing = () => {};
/** For a run's screen that nobody uses. */
export const unheard = {
  onLeave: nothing,
  onLog: nothing,
  onExport: nothing,
  onReport: nothing,
  onAsk: nothing,
  onSeen: nothing,
};

/** Waits until a check holds. */
export const soon = <Result,>(check: () => Result): Promise<Result> =>
  vi.waitFor(check, { timeout: 8000, interval: 20 });

export const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));

/** Lets the screens draw and listen again: on a busy machine a timer alone can be due before they had their turn. */
async function settle() {
  for (let turn = 0; turn < 4; turn++) {
    await pause(10);
    await new Promise(setImmediate);
  }
}

export interface OpenOptions {
  services: Services;
  opening?: Opening;
  columns?: number;
  rows?: number;
  theme?: Theme;
}

/** The whole application in a terminal of a size that can change. */
export function open({
  services,
  opening = { screen: 'home' },
  columns = 80,
  rows = 24,
  theme = themes.NO_COLOR,
}: OpenOptions) {
  const terminal = Object.assign(new EventEmitter(), { columns, rows });
  let closed = false;
  const onClose = () => {
    closed = true;
  };
  const app = render(
    <ThemeContext.Provider value={theme}>
      <ServicesContext.Provider value={services}>
        <App
          stdout={terminal as EventEmitter & NodeJS.WriteStream}
          root="runs"
          opening={opening}
          onSession={() => {}}
          onClose={onClose}
        />
      </ServicesContext.Provider>
    </ThemeContext.Provider>,
  );
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      // Keys are listened to from the first effect on.
      await settle();
      app.stdin.write(key);
    }
    await settle();
  };
  const frame = () => bare(app.lastFrame() ?? '');
  /** Waits until all of it stands on the screen. */
  const sees = (...parts: string[]) => soon(() => parts.forEach((part) => void expect(frame()).toContain(part)));
  const resize = async (size: { columns: number; rows: number }) => {
    Object.assign(terminal, size);
    terminal.emit('resize');
    await settle();
  };
  return { app, press, resize, frame, sees, isClosed: () => closed };
}

export const keys = {
  up: '\u001b[A',
  down: '\u001b[B',
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  pageDown: '\u001b[6~',
  interrupt: '\u0003',
};

type Answers = Partial<Record<string, unknown>>;

/** Services that answer from a table, and jobs that do what the test says. */
export function madeUpServices(answers: Answers = {}) {
  const started: { args: readonly string[]; job: MadeUpJob }[] = [];
  const services: Services = {
    start(args) {
      const job = createJob(args);
      started.push({ args, job });
      return job;
    },
    ask: async (question, input) => {
      const all: Answers = { overview: machine, ...answers };
      const answer = all[question];
      const given = typeof answer === 'function' ? answer(input) : answer;
      if (given instanceof Error) throw given;
      if (given === undefined) throw new Error(`nobody answers ${question}`);
      return given as never;
    },
  };
  return { services, started };
}

const machine: Overview = {
  workers: 2,
  kernel: 'webassembly',
  models: [{ name: 'first-light', physics: 'paper' }],
  data: [{ physics: 'paper', count: 5000 }],
};

export type MadeUpJob = ReturnType<typeof createJob>;

function createJob(args: readonly string[]) {
  const listeners = new Set<Parameters<Job['onEvent']>[0]>();
  const asked = { stop: 0, pause: 0, resume: 0 };
  let finish: (end: Awaited<Job['ended']>) => void = () => {};
  const ended: Job['ended'] = new Promise((resolve) => {
    finish = resolve;
  });
  return {
    command: ['loopsmith', ...args].join(' '),
    ended,
    asked,
    onEvent: (listener: Parameters<Job['onEvent']>[0]) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => void asked.stop++,
    pause: () => void asked.pause++,
    resume: () => void asked.resume++,
    emit: (event: Parameters<Parameters<Job['onEvent']>[0]>[0]) => {
      for (const listener of listeners) listener(event);
    },
    end: (code: number | null, output = '', problem = '') => finish({ code, output, problem }),
  };
}
