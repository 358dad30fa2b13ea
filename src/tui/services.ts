// What the screens need from outside: commands that run in processes of their own, and questions that a worker thread answers.
// Nothing is computed, solved or read from a disk in the thread that draws.
import type { RunEvent } from '../events.js';
import type { Questions } from './questions.js';

/** How a command ended. */
export interface JobEnd {
  /** Exit code; null where a signal ended it. */
  code: number | null;
  /** All of its standard output. */
  output: string;
  /** What it said last about why it failed; '' where it did not. */
  problem: string;
}

/** A command of this program in a process of its own. */
export interface Job {
  /** As a user would type it. */
  readonly command: string;
  readonly ended: Promise<JobEnd>;
  /** Called with each event, from now on. @returns the function that ends it */
  onEvent(listener: (event: RunEvent) => void): () => void;
  /** As Ctrl-C: the first time it ends cleanly, the second time at once. */
  stop(): void;
  /** Holds the process and lets it go on. */
  pause(): void;
  resume(): void;
}

export interface Services {
  /** @param args for example ['design', '--preset', 'quick'] */
  start(args: readonly string[]): Job;
  /** Rejects with a LoopsmithError for what a user can put right. */
  ask<Name extends keyof Questions>(
    question: Name,
    input: Questions[Name]['input'],
  ): Promise<Questions[Name]['answer']>;
}
