// Opens the screens, with what they need from the command line: commands as child processes, questions answered in a worker thread.
import { LoopsmithError } from '../errors.js';
import { createThreadPool } from '../pool/thread-pool.js';
import type { Opening } from '../tui/open-screens.js';
import type { Job, JobEnd } from '../tui/services.js';
import { startChildJob } from './child-job.js';

export interface ScreensOptions {
  /** Folder of the runs. */
  root: string;
  /** What is shown first. @default the home screen */
  opening?: Opening;
}

/**
 * Shows the screens until the user leaves them.
 * @returns how the command that was shown last ended; null where there was none
 * @throws LoopsmithError where a command was still running when the user left, as that command does when it is stopped
 */
export async function showScreens({ root, opening = { screen: 'home' } }: ScreensOptions): Promise<JobEnd | null> {
  // Ink is loaded only for a screen. React's development build would record every frame, for three times the work.
  process.env.NODE_ENV ??= 'production';
  const { openScreens } = await import('../tui/open-screens.js');
  const pool = createThreadPool({ workers: 1 });
  const running = new Set<Job>();
  const stopped = new Set<Promise<JobEnd>>();
  const start = (args: readonly string[]): Job => {
    const job = startChildJob(args);
    running.add(job);
    void job.ended.then(() => running.delete(job));
    const stop = () => {
      if (running.has(job)) stopped.add(job.ended);
      job.stop();
    };
    return { ...job, stop };
  };
  const screens = openScreens({
    stdout: process.stdout,
    stdin: process.stdin,
    env: process.env,
    services: { start, ask: (question, input) => pool.run(question, input) },
    root,
    opening,
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, screens.interrupt);
  try {
    const session = await screens.closed.catch((error: Error) => {
      throw new LoopsmithError(`the screen failed (${error.message}); runs ls shows what was kept`, 'failed');
    });
    const ended = session?.job?.ended;
    const end = (await ended) ?? null;
    if (ended && stopped.has(ended) && end && end.problem !== '') throw new LoopsmithError(end.problem, 'failed');
    return end;
  } finally {
    for (const job of running) job.stop();
    await Promise.all([...running].map(({ ended }) => ended));
    for (const name of signals) process.off(name, screens.interrupt);
    await pool.close();
  }
}
