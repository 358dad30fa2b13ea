// What the screens share: the size of the terminal, the state of a run, answers of the worker, keys by name.
import { useInput } from 'ink';
import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Questions } from './questions.js';
import type { RunState } from './run-state.js';
import type { RunStore } from './run-store.js';
import type { Services } from './services.js';

export interface Size {
  columns: number;
  rows: number;
}

export function useSize(stdout: NodeJS.WriteStream): Size {
  const read = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const [size, setSize] = useState(read);
  useEffect(() => {
    const onResize = () => setSize(read());
    stdout.on('resize', onResize);
    return () => void stdout.off('resize', onResize);
  });
  return size;
}

export const useRun = (store: RunStore): RunState => useSyncExternalStore(store.subscribe, store.get);

const noServices: Services = {
  start: () => {
    throw new Error('no services');
  },
  ask: () => new Promise(() => {}),
};
export const ServicesContext = createContext<Services>(noServices);
export const useServices = (): Services => useContext(ServicesContext);

export interface Asked<Answer> {
  /** null until it is there. */
  answer: Answer | null;
  /** Why there is none. */
  problem: string | null;
}

/** Asks when the input changes, and again when `again` does; `input` null asks nothing. The last answer stays until the next. */
export function useAsk<Name extends keyof Questions>(
  question: Name,
  input: Questions[Name]['input'] | 'nothing',
  again = 0,
): Asked<Questions[Name]['answer']> {
  const services = useServices();
  const [asked, setAsked] = useState<Asked<Questions[Name]['answer']>>({ answer: null, problem: null });
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input
  useEffect(() => {
    if (input === 'nothing') return;
    let current = true;
    services.ask(question, input).then(
      (answer) => current && setAsked({ answer, problem: null }),
      (error: Error) => current && setAsked({ answer: null, problem: error.message }),
    );
    return () => {
      current = false;
    };
  }, [services, question, key, again]);
  return asked;
}

/** Time that goes on while something is watched, in ms since 1970. */
export function useClock(running: boolean): number {
  const [time, setTime] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setTime(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return running ? Math.max(time, Date.now() - 1000) : time;
}

export type KeyName =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'enter'
  | 'escape'
  | 'tab'
  | 'pageUp'
  | 'pageDown'
  | (string & {});

/**
 * Calls back with the name of each key: an arrow (also as h, j, k, l), 'enter', 'escape', 'tab', or the character. Keys that arrive
 * together come one after the other, each when the one before it has been drawn.
 */
export function useKeys(onKey: (key: KeyName) => void, isActive = true): void {
  // Never that of an earlier frame: a key may come before React has put the new one in place.
  const latest = useRef(onKey);
  latest.current = onKey;
  const waiting = useRef<KeyName[]>([]);
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    const key = waiting.current.shift();
    if (key === undefined) return;
    latest.current(key);
    setDrawn(drawn + 1);
  }, [drawn]);
  useInput(
    (input, key) => {
      if (key.ctrl || key.meta) return;
      const named = keyNames.find(([flag]) => key[flag]);
      const pressed = named ? [named[1]] : [...input].map((character) => vim[character] ?? character);
      waiting.current.push(...pressed);
      setDrawn((count) => count + 1);
    },
    { isActive },
  );
}

const keyNames = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['pageUp', 'pageUp'],
  ['pageDown', 'pageDown'],
] as const;

const vim: Readonly<Record<string, KeyName>> = { h: 'left', j: 'down', k: 'up', l: 'right', '\r': 'enter' };

/** How often Ctrl-C was pressed; keys that arrive together come as one text. */
export const countInterrupts = (input: string, ctrl: boolean): number =>
  ctrl && input === 'c' ? 1 : input.split('\u0003').length - 1;
