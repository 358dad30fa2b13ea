// What the screens share: the size of the terminal, the state of a run, answers of the worker, keys by name.
import { type Key, useInput } from 'ink';
import { createContext, useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
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
    const timer = setInterval(() => setTime(Date.now()), 2000);
    return () => clearInterval(timer);
  }, [running]);
  return running ? Math.max(time, Date.now() - 2000) : time;
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

/** Calls back with the name of each key: an arrow (also as h, j, k, l), 'enter', 'escape', 'tab', or the character. */
export function useKeys(onKey: (key: KeyName) => void, isActive = true): void {
  useNewestInput((input, key) => {
    if (key.ctrl || (key.meta && !key.escape)) return; // to Ink, escape is a meta key
    const named = keyNames.find(([flag]) => key[flag]);
    if (named) onKey(named[1]);
    else if (input !== '') onKey(vim[input] ?? input);
  }, isActive);
}

/** Input for the handler of the newest frame: Ink listens anew only some time after a frame is drawn. */
function useNewestInput(handle: (input: string, key: Key) => void, isActive: boolean): void {
  const newest = useRef(handle);
  newest.current = handle;
  const press = useCallback((input: string, key: Key) => newest.current(input, key), []);
  useInput(press, { isActive });
}

export interface FormKeys {
  onMove: (by: 'line' | 'place', step: 1 | -1) => void;
  /** Left and right where no text is written. */
  onCycle: (step: 1 | -1) => void;
  onEnter: () => void;
  onLeave: () => void;
  /** Letters, left and right belong to a text input. */
  typing: boolean;
}

/** Keys of a form: those that no text input takes. */
export function useFormKeys({ onMove, onCycle, onEnter, onLeave, typing }: FormKeys, isActive = true): void {
  useNewestInput((input, key) => {
    if (key.upArrow) onMove('line', -1);
    else if (key.downArrow) onMove('line', 1);
    else if (key.tab) onMove('place', key.shift ? -1 : 1);
    else if (key.return) onEnter();
    else if (key.escape) onLeave();
    else if (!typing && (key.leftArrow || key.rightArrow || input === ' ')) onCycle(key.leftArrow ? -1 : 1);
  }, isActive);
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

const vim: Readonly<Record<string, KeyName>> = { h: 'left', j: 'down', k: 'up', l: 'right' };

/** How often Ctrl-C was pressed; keys that arrive together come as one text. */
export const countInterrupts = (input: string, ctrl: boolean): number =>
  ctrl && input === 'c' ? 1 : input.split('\u0003').length - 1;
