// A command with events, watched: on the screens where there is a terminal, else it simply goes on.
import { LoopsmithError } from '../errors.js';
import { canDraw } from '../tui/theme.js';
import { print } from './output.js';

export interface WatchFlags {
  /** false with --no-tui. */
  tui: boolean;
  json?: boolean;
  /** Folder of the runs. */
  runs?: string;
}

/**
 * Runs the command that was typed in a process of its own with a screen in front of it, where there is a terminal for it.
 * @returns whether it has; else the caller does the work itself
 * @throws LoopsmithError as that command does
 */
export async function watched({ tui, json, runs: root = 'runs' }: WatchFlags): Promise<boolean> {
  if (!tui || json || !canDraw(process.stdout, process.stdin, process.env)) return false;
  const { showScreens } = await import('./screens.js');
  const end = await showScreens({ root, opening: { screen: 'command', args: process.argv.slice(2) } });
  if (end?.output) print(end.output.trimEnd());
  if (end && end.code !== 0) throw new LoopsmithError(end.problem, end.code === 2 ? 'usage' : 'failed');
  return true;
}
