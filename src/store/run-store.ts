// A run folder: everything that one run made. This is the only writer under runs/.
//   config.json            resolved config, never changed after
//   events.jsonl           what the run reported, append-only, each with its time
//   state.json             what is needed to go on, written whole
//   candidates/NN/         structure.json, image.png, predicted.json, solved.json, curve.csv, curve.svg
//   report.json            the result
//   work/                  what was worked out, so that the run can be resumed and carried further; see work-log.ts
//   orders/                what was asked of it beside its config; see order-files.ts
//   lock                   the process that works in it now; see run-lock.ts
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf, LoopsmithError } from '../errors.js';
import type { RunEvent } from '../events.js';
import { type CandidateFiles, candidateFolder, candidateNumbers, writeCandidate } from './candidates.js';
import { fileFailure, onFile } from './file-failure.js';
import { createLineLog } from './line-log.js';
import { makeFolder } from './make-folder.js';
import { createOrderFiles, type OrderFiles } from './order-files.js';
import { readEvents, type StoredEvent } from './run-events.js';
import { findRunFolder } from './run-folders.js';
import type { RunHeader } from './run-header.js';
import { lockRun } from './run-lock.js';
import { readSealed, writeSealed } from './sealed-json.js';
import { createWorkLog, type WorkLog } from './work-log.js';
import { removeLeftovers, writeJson, writeWhole } from './write-whole.js';

const runSchema = 'loopsmith/run@1';
const runStateSchema = 'loopsmith/run-state@1';

export interface CreateRunOptions {
  /** Folder of all runs. @default 'runs' */
  root?: string;
  /** Becomes part of the folder's name. */
  name: string;
  /** Resolved config, as JSON values. */
  config: unknown;
  /** One line for lists: what is wanted. @default '' */
  objective?: string;
  /** Program version that made the run. @default '' */
  version?: string;
  /** The command that repeats the run. @default '' */
  command?: string;
  /** @default now */
  time?: Date;
}

export interface Run extends RunHeader {
  /** Folder of the run. */
  readonly path: string;
  readonly config: unknown;
  /** Adds an event to the log, with the time. */
  append(event: RunEvent): void;
  events(): Generator<StoredEvent>;
  saveState(state: unknown): void;
  /** What `saveState` got last; null before the first. */
  loadState(): unknown;
  /** Writes the given files of a candidate (1, 2, ...) whole and returns their folder; others of its files stay. */
  saveCandidate(candidate: number, files: CandidateFiles): string;
  candidates(): number[];
  saveReport(report: unknown): void;
  /** Any further file inside the run folder. */
  saveFile(name: string, content: Uint8Array | string): void;
  /** The same away, where it is there. */
  removeFile(name: string): void;
  /** What tasks have answered, for a run that is resumed or carried further. */
  readonly work: WorkLog;
  readonly orders: OrderFiles;
  /** Makes this process the only one that may write here. @throws LoopsmithError where another one works in it */
  lock(): void;
  /** Also gives the lock back. */
  close(): void;
}

/** Makes a run folder `<root>/<YYYYMMDD-HHMMSS>-<name>`, of its own also where two start in the same second. */
export function createRun({
  root = 'runs',
  name,
  config,
  objective = '',
  version = '',
  command = '',
  time = new Date(),
}: CreateRunOptions): Run {
  const path = makeOwnFolder(join(root, `${stamp(time)}-${name.replace(/[^\w.-]+/g, '-') || 'run'}`));
  try {
    const header = { name, created: time.toISOString(), objective, version, node: process.versions.node, command };
    writeSealed(join(path, 'config.json'), runSchema, config, header);
    return openRunFolder(path);
  } catch (error) {
    rmSync(path, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Opens a run to read it or to go on with it; nothing is written before the first call that writes.
 * @param run its folder, or its name under `root`
 */
export function openRun(run: string, { root = 'runs' }: { root?: string } = {}): Run {
  return openRunFolder(findRunFolder(run, root));
}

/** The same of a folder that is known. */
export function openRunFolder(path: string): Run {
  const { content: config, header } = readSealed(join(path, 'config.json'), runSchema, 'run');
  const events = join(path, 'events.jsonl');
  const statePath = join(path, 'state.json');
  const log = createLineLog(events);
  let release: (() => void) | null = null;
  return {
    path,
    name: String(header.name),
    created: String(header.created),
    objective: String(header.objective ?? ''),
    version: String(header.version ?? ''),
    node: String(header.node ?? ''),
    command: String(header.command ?? ''),
    config,
    append: (event) => log.append(JSON.stringify({ time: new Date().toISOString(), ...event })),
    events: () => readEvents(events),
    saveState: (state) => writeSealed(statePath, runStateSchema, state),
    loadState: () => (existsSync(statePath) ? readSealed(statePath, runStateSchema, 'run state').content : null),
    saveCandidate: (candidate, files) => writeCandidate(candidateFolder(path, candidate), files),
    candidates: () => candidateNumbers(path),
    saveReport: (report) => writeJson(join(path, 'report.json'), report),
    saveFile: (name, content) => writeWhole(inside(path, name), content),
    removeFile: (name) => onFile('delete', join(path, name), () => rmSync(inside(path, name), { force: true })),
    work: createWorkLog(join(path, 'work')),
    orders: createOrderFiles(join(path, 'orders')),
    lock() {
      if (release) return;
      release = lockRun(path);
      removeLeftovers(path);
    },
    close() {
      log.close();
      release?.();
      release = null;
    },
  };
}

function makeOwnFolder(wanted: string): string {
  makeFolder(dirname(wanted));
  for (let count = 1; ; count++) {
    const path = count === 1 ? wanted : `${wanted}-${count}`;
    try {
      mkdirSync(path);
      return path;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw fileFailure(error, 'create', path);
    }
  }
}

function inside(path: string, name: string): string {
  if (name !== basename(name) || name.startsWith('.')) throw new LoopsmithError(`not a plain file name: ${name}`);
  return join(path, name);
}

/** Local time as YYYYMMDD-HHMMSS, so that folders sort by age. */
function stamp(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`;
  return `${day}-${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
}
