// A run that was stopped or killed, taken up again: with its own preset, start structures, backend and kernel it comes to the same candidates.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Preset } from '../config/preset.js';
import { LoopsmithError } from '../errors.js';
import type { RunStarted } from '../events.js';
import type { BackendRequest } from '../model/backend.js';
import { shellLine } from '../shell-line.js';
import type { KernelChoice } from '../solver/choose-kernel.js';
import { readSummary } from '../store/run-list.js';
import { openRun, type Run } from '../store/run-store.js';
import type { Structure } from '../structure/structure.js';
import { formatStructure, parseStructure } from '../structure/structure-json.js';
import { version } from '../version.js';
import type { MadeWith } from './made-with.js';

/** What a run needs beside its config to be taken up again. */
export interface ResumeState {
  /** The one that was in use. */
  backend: BackendRequest;
  /** The one that was in use; older runs do not say, and had WebAssembly. */
  kernel?: KernelChoice;
  /** JSON text. */
  startFrom: string[];
  /** Older runs do not say. */
  madeWith?: MadeWith;
}

export interface Resumable {
  run: Run;
  preset: Preset;
  backend: BackendRequest;
  kernel: KernelChoice;
  startFrom: Structure[];
  /** undefined where the run does not say. */
  madeWith?: MadeWith;
}

export const resumeState = (
  { backend, kernel }: Pick<RunStarted, 'backend' | 'kernel'>,
  startFrom: readonly Structure[],
  madeWith?: MadeWith,
): ResumeState => ({
  backend: backend as BackendRequest,
  kernel: kernel as KernelChoice,
  startFrom: startFrom.map(formatStructure),
  madeWith,
});

/** The kernel that a run was solved with. */
export const kernelOf = (run: Run): KernelChoice => (run.loadState() as ResumeState | null)?.kernel ?? 'webassembly';

export interface ResumeOptions {
  /** Folder of the runs. @default 'runs' */
  root?: string;
  /** Also a run that is done: something more is asked of it. @default false */
  further?: boolean;
}

/**
 * @param name folder, or name under `root`
 * @throws LoopsmithError where the run is done, of another version, broken, or was killed before it began; nothing is written
 */
export function openResumable(name: string, { root, further = false }: ResumeOptions = {}): Resumable {
  const run = openRun(name, { root });
  const { path, command } = run;
  if (run.version !== version)
    throw new LoopsmithError(
      `${path}: made by version ${run.version || 'unknown'}, this is ${version}, which may come to other candidates; repeat it instead: ${command || 'its config.json holds the preset'}`,
      'failed',
    );
  // Killed after its last event, it has no report yet.
  if (!further && readSummary(path).state === 'done' && existsSync(join(path, 'report.json')))
    throw new LoopsmithError(
      `${path}: is done, nothing is left to resume; "${shellLine('runs', 'show', path)}" prints it`,
    );
  const state = run.loadState() as ResumeState | null;
  if (state === null) throw new LoopsmithError(`${path}: was killed before it began; repeat it: ${command}`, 'failed');
  const startFrom = state.startFrom.map((text) => parseStructure(text, `${path}/state.json`));
  return {
    run,
    preset: run.config as Preset,
    backend: state.backend,
    kernel: state.kernel ?? 'webassembly',
    startFrom,
    madeWith: state.madeWith,
  };
}
