// The candidates of a stored run: what their folders hold, and in which order they stand.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { DemagnetizationCurve } from '../curve/curve.js';
import { parseCurve } from '../curve/curve-csv.js';
import { parseJson } from '../json.js';
import type { AnchorPoints } from '../quantities.js';
import { type CandidateFiles, candidateFileNames, candidateFolder } from '../store/candidates.js';
import { onFile } from '../store/file-failure.js';
import type { Run } from '../store/run-store.js';
import type { Structure } from '../structure/structure.js';
import { parseStructure } from '../structure/structure-json.js';

export interface StoredCandidate {
  /** Number of its folder. */
  candidate: number;
  structure: Structure;
  /** null where the file is missing: a run that was killed may have written one and not the other. */
  predicted: AnchorPoints | null;
  solved: { anchors: AnchorPoints; loss: number | null; verified: boolean } | null;
  curve: DemagnetizationCurve | null;
}

const level = z.number().nullable();
const anchors = z.object({ m1: level, mr: level, hk90: level, hk80: level, hk70: level, hc: level });
/** `polished` is of the grains in structure.json, where polishing has moved them. */
const predictedSchema = z.looseObject({ anchors, polished: anchors.nullish() });
const solvedSchema = z.looseObject({ anchors, loss: level, verified: z.boolean() });
const reportSchema = z.looseObject({ candidates: z.array(z.looseObject({ rank: z.int(), structure: z.string() })) });

/** @throws LoopsmithError that names the file: the structure is missing, or another file is broken */
export function readStoredCandidate(run: Run, candidate: number): StoredCandidate {
  const path = (key: keyof CandidateFiles) => join(candidateFolder(run.path, candidate), candidateFileNames[key]);
  const structurePath = path('structure');
  const structureText = onFile('read', structurePath, () => readFileSync(structurePath, 'utf8'));
  const curveText = textOf(path('curveCsv'));
  const prediction = readJson(path('predicted'), predictedSchema);
  return {
    candidate,
    structure: parseStructure(structureText, structurePath),
    predicted: prediction?.polished ?? prediction?.anchors ?? null,
    solved: readJson(path('solved'), solvedSchema),
    curve: curveText === null ? null : parseCurve(curveText, path('curveCsv')),
  };
}

export interface RankedCandidate {
  candidate: number;
  /** 1 is the best; null where the run has no report. */
  rank: number | null;
}

/**
 * The candidates of a run, best first: as its report ranks them, those that are not in it (or all, where there is none) by their loss.
 */
export function rankedCandidates(run: Run): RankedCandidate[] {
  const numbers = run.candidates();
  const report = readJson(join(run.path, 'report.json'), reportSchema);
  const ranks = new Map(report?.candidates.map(({ rank, structure }) => [Number(basename(dirname(structure))), rank]));
  const losses = new Map(
    numbers.filter((candidate) => !ranks.has(candidate)).map((candidate) => [candidate, lossOf(run, candidate)]),
  );
  return numbers
    .map((candidate) => ({ candidate, rank: ranks.get(candidate) ?? null }))
    .sort(
      (a, b) =>
        (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
        (losses.get(a.candidate) ?? 0) - (losses.get(b.candidate) ?? 0) ||
        a.candidate - b.candidate,
    );
}

function lossOf(run: Run, candidate: number): number {
  const path = join(candidateFolder(run.path, candidate), candidateFileNames.solved);
  return readJson(path, solvedSchema)?.loss ?? Number.MAX_VALUE;
}

const textOf = (path: string): string | null =>
  existsSync(path) ? onFile('read', path, () => readFileSync(path, 'utf8')) : null;

function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> | null {
  const text = textOf(path);
  return text === null ? null : parseJson(text, schema, path);
}
