// Whether a run folder is sound.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseCurve } from '../curve/curve-csv.js';
import { LoopsmithError } from '../errors.js';
import { parseJson } from '../json.js';
import { type CandidateFiles, candidateFileNames, candidateFolder } from '../store/candidates.js';
import { onFile } from '../store/file-failure.js';
import { readSummary } from '../store/run-list.js';
import { openRun } from '../store/run-store.js';
import { parseStructure } from '../structure/structure-json.js';
import { parseOrder } from './order-schema.js';
import { parseReport } from './stored-report.js';

export interface RunCheck {
  path: string;
  /** One line each; empty where the run is sound. */
  problems: string[];
  events: number;
  candidates: number;
}

const readers: Partial<Record<keyof CandidateFiles, (text: string, path: string) => unknown>> = {
  structure: parseStructure,
  realised: parseStructure,
  predicted: readJson,
  solved: readJson,
  curveCsv: readCurve,
};

/** Reads everything in a run folder and says what does not hold; writes nothing. */
export function checkRun(run: string, { root = 'runs' }: { root?: string } = {}): RunCheck {
  const problems: string[] = [];
  const attempt = (check: () => void) => {
    try {
      check();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  };
  const attemptFile = (path: string, read: (text: string, path: string) => unknown, needed: boolean) => {
    if (existsSync(path))
      attempt(() =>
        read(
          onFile('read', path, () => readFileSync(path, 'utf8')),
          path,
        ),
      );
    else if (needed) problems.push(`${path}: is missing`);
  };
  const check: RunCheck = { path: run, problems, events: 0, candidates: 0 };
  attempt(() => {
    const opened = openRun(run, { root });
    check.path = opened.path;
    attempt(() => {
      for (const _ of opened.events()) check.events++;
    });
    attempt(() => opened.loadState());
    const done = readSummary(opened.path).state === 'done';
    for (const candidate of opened.candidates()) {
      check.candidates++;
      for (const [key, read] of Object.entries(readers) as [keyof CandidateFiles, typeof readJson][])
        attemptFile(
          join(candidateFolder(opened.path, candidate), candidateFileNames[key]),
          read,
          done && key !== 'realised',
        );
    }
    for (const { number, text } of opened.orders.taken())
      if (!parseOrder(text))
        problems.push(`${opened.path}: order ${number} is none: "${text.replace(/\s+/g, ' ').slice(0, 60)}"`);
    problems.push(...opened.work.problems());
    attemptFile(join(opened.path, 'report.json'), parseReport, done);
  });
  return check;
}

function readCurve(text: string, path: string): unknown {
  // Half a number is a number, too.
  if (!text.endsWith('\n')) throw new LoopsmithError(`${path}: cut short`, 'failed');
  return parseCurve(text, path);
}

function readJson(text: string, path: string): unknown {
  return parseJson(text, z.unknown(), path);
}
