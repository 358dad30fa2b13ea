// The application: keys and the terminal's size around the view of a design. It only listens; nothing is computed here.
import { useInput } from 'ink';
import { useEffect, useState } from 'react';
import type { TuiState } from './state.js';
import type { Theme } from './theme.js';
import { View } from './view.js';

export interface AppProps {
  stdout: NodeJS.WriteStream;
  theme: Theme;
  state: TuiState;
  /** Ctrl-C, or q while the run goes on. */
  onStop: () => void;
  /** q once the run has finished. */
  onClose: () => void;
}

export function App({ stdout, theme, state, onStop, onClose }: AppProps) {
  const size = useSize(stdout);
  useInput((input, key) => {
    const interrupts = countInterrupts(input, key.ctrl);
    const quits = /^q+$/.test(input);
    if (interrupts === 0 && !quits) return;
    if (state.finished) return onClose();
    if (quits && !state.stopping) onStop();
    for (let i = 0; i < interrupts; i++) onStop();
  });
  return <View state={state} theme={theme} {...size} />;
}

/** How often Ctrl-C was pressed; keys that arrive together come as one text. */
export const countInterrupts = (input: string, ctrl: boolean): number =>
  ctrl && input === 'c' ? 1 : input.split('\u0003').length - 1;

function useSize(stdout: NodeJS.WriteStream): { columns: number; rows: number } {
  const read = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const [size, setSize] = useState(read);
  useEffect(() => {
    const onResize = () => setSize(read());
    stdout.on('resize', onResize);
    return () => void stdout.off('resize', onResize);
  });
  return size;
}
