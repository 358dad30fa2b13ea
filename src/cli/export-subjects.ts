// What `loopsmith export` is about: a structure file, or the best candidates of a run.
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadPhysics } from '../config/physics.js';
import type { Preset } from '../config/preset.js';
import { usualPhysics } from '../config/usual.js';
import { solverSteps } from '../design/refinement.js';
import { rankedCandidates, readStoredCandidate } from '../design/stored-candidate.js';
import { LoopsmithError } from '../errors.js';
import type { ExportSubject } from '../export/format.js';
import type { Physics } from '../physics.js';
import { candidateFileNames, candidateFolder } from '../store/candidates.js';
import { runEnding } from '../store/run-list.js';
import { openRun, type Run } from '../store/run-store.js';
import { warn } from './output.js';
import { readStructure } from './read-structure.js';

export interface ExportSource {
  /** For the name of the folder. */
  name: string;
  /** Of everything that is solved and written, but for the table of the run. */
  physics: Physics;
  isFile: boolean;
  /** End of a curve that is solved. */
  stopAt: 'coercivity' | 'full';
  /** With the folder of each, '' for the export folder itself. */
  chosen: { folder: string; subject: ExportSubject }[];
  /** Every candidate as the run stored it; the structure itself for a file. */
  all: () => ExportSubject[];
}

export interface SourceFlags {
  /** Folder of the runs. */
  runs: string;
  top: number;
  physics?: string;
  stopAt?: ExportSource['stopAt'];
}

/** @throws LoopsmithError where there is no such file or run, or nothing in it to export */
export function exportSource(subject: string, flags: SourceFlags): ExportSource {
  const isFile = existsSync(subject) && statSync(subject).isFile();
  return isFile || subject.endsWith('.json') ? fileSource(subject, flags) : runSource(subject, flags);
}

function fileSource(path: string, { physics: name = usualPhysics, stopAt = 'full' }: SourceFlags): ExportSource {
  const structure = readStructure(path);
  const physics = loadPhysics(name);
  const stem = basename(path).replace(/\.json$/i, '');
  const subject: ExportSubject = { name: structure.name ?? stem, structure, physics, fieldStep: 0.01, states: [] };
  return { name: stem, physics, isFile: true, stopAt, chosen: [{ folder: '', subject }], all: () => [subject] };
}

/** A run that was killed, or copied in part, may lack some. */
function hasStructure({ path }: Run, candidate: number): boolean {
  const file = join(candidateFolder(path, candidate), candidateFileNames.structure);
  if (!existsSync(file)) warn(`left out: candidate ${candidate}: no file ${file}`);
  return existsSync(file);
}

/** One clause on a run that did not come to its end, '' for one that did. */
function endingOf(path: string): string {
  const { state, message } = runEnding(path);
  if (state === 'stopped') return 'the run was stopped';
  if (state === 'failed') return `the run failed${message ? ` (${message})` : ''}`;
  return state === 'unfinished' ? 'the run has not finished, or was killed' : '';
}

/** What a run says of a candidate holds for its own physics. */
const unknown = { predicted: null, loss: null, verified: null };

function runSource(name: string, { runs: root, top, physics: override, stopAt }: SourceFlags): ExportSource {
  const run = openRun(name, { root });
  const preset = run.config as Preset;
  const { physics: own, verify } = preset;
  const { fieldStep, refine } = solverSteps(preset);
  const ranked = rankedCandidates(run).filter(({ candidate }) => hasStructure(run, candidate));
  const ending = endingOf(run.path);
  if (ranked.length === 0)
    throw new LoopsmithError(`${run.path}: no candidates to export${ending && `: ${ending}`}`, 'failed');
  if (ending) warn(`${run.path}: ${ending}; what is exported had been solved by then`);
  const read = ({ candidate, rank }: (typeof ranked)[number]): ExportSubject => {
    const { structure, predicted, solved, curve } = readStoredCandidate(run, candidate);
    return {
      name: structure.name ?? `${run.name}, candidate ${candidate}`,
      structure,
      physics: own,
      fieldStep,
      refine,
      states: [],
      ...(curve ? { curve } : {}),
      ...(solved ? { anchors: solved.anchors } : {}),
      facts: { candidate, rank, predicted, loss: solved?.loss ?? null, verified: solved?.verified ?? null },
    };
  };
  const physics = override === undefined ? own : loadPhysics(override);
  const chosen = ranked.slice(0, top).map((which, i) => {
    const { curve, anchors, ...rest } = read(which);
    if (override === undefined && !(curve && anchors)) warn(`${rest.name}: ${run.path} holds no curve of it`);
    // Another physics has another curve, another end a longer or shorter one.
    const isWanted = override === undefined && (stopAt === undefined || stopAt === verify.stopAt);
    const solved = isWanted && curve && anchors ? { curve, anchors } : {};
    const facts = override === undefined || !rest.facts ? rest.facts : { ...rest.facts, ...unknown };
    return { folder: `rank-${which.rank ?? i + 1}`, subject: { ...rest, facts, physics, ...solved } };
  });
  return {
    name: basename(run.path),
    physics,
    isFile: false,
    stopAt: stopAt ?? verify.stopAt,
    chosen,
    all: () => ranked.map(read),
  };
}
