// The folder of one candidate. Bytes come from plot and structure; the store only decides names and writes them whole.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onFile } from './file-failure.js';
import { writeJson, writeWhole } from './write-whole.js';

export interface CandidateFiles {
  /** JSON text of the structure (loopsmith/structure@1). */
  structure?: string;
  /** The same, before polishing moved the grains. */
  realised?: string;
  /** PNG of the easy-axis image. */
  image?: Uint8Array;
  /** JSON values. */
  predicted?: unknown;
  /** JSON values. */
  solved?: unknown;
  curveCsv?: string;
  curveSvg?: string;
}

export const candidateFileNames = {
  structure: 'structure.json',
  realised: 'realised.json',
  image: 'image.png',
  predicted: 'predicted.json',
  solved: 'solved.json',
  curveCsv: 'curve.csv',
  curveSvg: 'curve.svg',
} as const satisfies Record<keyof CandidateFiles, string>;

/** <run>/candidates/NN */
export const candidateFolder = (run: string, candidate: number): string =>
  join(run, 'candidates', String(candidate).padStart(2, '0'));

/** Writes what is given, and returns the folder. */
export function writeCandidate(folder: string, files: CandidateFiles): string {
  const { predicted, solved, ...finished } = files;
  for (const key of Object.keys(finished) as (keyof typeof finished)[]) {
    const content = finished[key];
    if (content !== undefined) writeWhole(join(folder, candidateFileNames[key]), content);
  }
  if (predicted !== undefined) writeJson(join(folder, candidateFileNames.predicted), predicted);
  if (solved !== undefined) writeJson(join(folder, candidateFileNames.solved), solved);
  return folder;
}

/** Numbers of the candidates of a run, ascending. */
export function candidateNumbers(run: string): number[] {
  const folder = join(run, 'candidates');
  if (!existsSync(folder)) return [];
  const names = onFile('read', folder, () => readdirSync(folder));
  return names
    .filter((name) => /^\d{2,}$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}
