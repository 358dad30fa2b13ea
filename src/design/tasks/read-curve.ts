// The solved curve of a stored candidate.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCurve } from '../../curve/curve-csv.js';
import { LoopsmithError } from '../../errors.js';
import type { Task } from '../../pool/task.js';
import { candidateFileNames, candidateFolder } from '../../store/candidates.js';
import { onFile } from '../../store/file-failure.js';

export interface CurvePoints {
  /** In HA, falling. */
  appliedField: number[];
  /** In Ms. */
  magnetization: number[];
}

/** `candidate` is the number of its folder, from 1. Throws LoopsmithError where the run or the curve is gone. */
export const run: Task<{ run: string; candidate: number }, CurvePoints> = ({ run: folder, candidate }) => {
  if (!existsSync(folder)) throw new LoopsmithError(`${folder}: the run folder is gone`, 'failed');
  const path = join(candidateFolder(folder, candidate), candidateFileNames.curveCsv);
  const { appliedField, magnetization } = parseCurve(
    onFile('read', path, () => readFileSync(path, 'utf8')),
    path,
  );
  return { appliedField: [...appliedField], magnetization: [...magnetization] };
};
