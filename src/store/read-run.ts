// A run as it lies on the disk, read back whole and forgivingly: a report must also be possible of a run that was killed or lost a
// file. What is missing or broken is said in one line each, and everything else is still given.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../errors.js';
import { candidateFileNames, candidateFolder, candidateNumbers } from './candidates.js';
import { fileFailure } from './file-failure.js';
import { readLines } from './line-log.js';
import { parseEvent, type StoredEvent } from './run-events.js';
import { findRunFolder, isRunFolder } from './run-folders.js';
import type { RunHeader } from './run-header.js';
import { openRunFolder } from './run-store.js';

export interface CandidateTexts {
  /** Number of its folder. */
  number: number;
  /** JSON text (loopsmith/structure@1). */
  structure: string | null;
  /** JSON values. */
  predicted: unknown;
  /** JSON values. */
  solved: unknown;
  curveCsv: string | null;
}

/** The header is empty where config.json is broken. */
export interface StoredRun extends RunHeader {
  readonly path: string;
  /** JSON values; null where missing or broken. */
  readonly config: unknown;
  /** JSON values; null where missing or broken. */
  readonly report: unknown;
  /** Numbers of the candidates' folders, ascending. */
  readonly candidates: readonly number[];
  /** One line for each thing that is missing or broken; grows as more is read. */
  readonly problems: readonly string[];
  /** The events that can be read, in order, in bounded memory. */
  events(): Generator<StoredEvent>;
  /** The files of one candidate; null for those that it lacks. */
  candidate(number: number): CandidateTexts;
}

const files = { config: 'config.json', events: 'events.jsonl', report: 'report.json' } as const;

/**
 * @param run its folder, or its name under `root`
 * @throws LoopsmithError where there is no folder that holds at least a part of a run
 */
export function readRun(run: string, { root = 'runs' }: { root?: string } = {}): StoredRun {
  const folders = [run, join(root, run)];
  const path = folders.find(isRunFolder) ?? folders.find(holdsRun) ?? findRunFolder(run, root);
  const problems: string[] = [];
  const note = (problem: string) => void (problems.includes(problem) || problems.push(problem));
  const header = readHeader(path, note);
  return {
    path,
    ...header,
    report: existsSync(join(path, files.report)) ? readJson(path, files.report, note) : null,
    candidates: candidateNumbers(path),
    problems,
    events: () => readableEvents(path, note),
    candidate: (number) => readCandidate(path, number, note),
  };
}

const holdsRun = (folder: string): boolean => Object.values(files).some((file) => existsSync(join(folder, file)));

type Note = (problem: string) => void;

function readHeader(path: string, note: Note) {
  const empty = { name: '', created: '', objective: '', version: '', node: '', command: '', config: null };
  if (!existsSync(join(path, files.config))) {
    note(`${files.config} is missing`);
    return empty;
  }
  try {
    const { name, created, objective, version, node, command, config } = openRunFolder(path);
    return { name, created, objective, version, node, command, config };
  } catch (error) {
    note(oneLine(error, path));
    return empty;
  }
}

function* readableEvents(path: string, note: Note): Generator<StoredEvent> {
  const file = join(path, files.events);
  if (!existsSync(file)) return note(`${files.events} is missing`);
  let broken = 0;
  for (const { text } of readLines(file)) {
    const event = parseEvent(text);
    if (event) yield event;
    else broken++;
  }
  if (broken > 0) note(`${files.events}: ${broken} ${broken === 1 ? 'line is' : 'lines are'} unreadable`);
}

function readCandidate(path: string, number: number, note: Note): CandidateTexts {
  const folder = candidateFolder(path, number);
  const short = folder.slice(path.length + 1);
  const text = (file: string): string | null => {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch (error) {
      note(
        codeOf(error) === 'ENOENT'
          ? `${short}/${file} is missing`
          : oneLine(fileFailure(error, 'read', `${short}/${file}`), path),
      );
      return null;
    }
  };
  const json = (file: string) => (existsSync(join(folder, file)) ? readJson(path, `${short}/${file}`, note) : null);
  return {
    number,
    structure: text(candidateFileNames.structure),
    predicted: json(candidateFileNames.predicted),
    solved: json(candidateFileNames.solved),
    curveCsv: text(candidateFileNames.curveCsv),
  };
}

function readJson(path: string, file: string, note: Note): unknown {
  try {
    return JSON.parse(readFileSync(join(path, file), 'utf8'));
  } catch {
    note(`${file}: cut short or not JSON`);
    return null;
  }
}

/** The message without the run's folder in front. */
const oneLine = (error: unknown, path: string): string =>
  (error instanceof Error ? error.message : String(error)).replace(`${path}/`, '');
