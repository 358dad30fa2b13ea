// report.json of a run, read back: it may have been cut, edited or put there by something else.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../json.js';
import { anchorNames } from '../quantities.js';
import { onFile } from '../store/file-failure.js';
import type { DesignReport } from './report.js';

const anchors = z.record(z.enum(anchorNames), z.number().nullable());

/** What cannot be done without; everything else comes through as it is, and reports of before may lack it. */
const reportSchema = z.looseObject({
  state: z.enum(['done', 'stopped']).optional(),
  target: z.record(z.string(), z.number()),
  candidates: z.array(
    z.looseObject({
      rank: z.int(),
      structure: z.string(),
      predicted: anchors,
      solved: anchors,
      loss: z.number().nullable(),
      verified: z.boolean(),
    }),
  ),
});

/** @param path for messages @throws LoopsmithError naming file and key */
export function parseReport(text: string, path: string): DesignReport {
  const expected = 'the report of a design, with target and candidates';
  return parseJson(text, reportSchema, path, { expected }) as unknown as DesignReport;
}

/** null where the run has none (yet). */
export function readReport(run: string): DesignReport | null {
  const path = join(run, 'report.json');
  if (!existsSync(path)) return null;
  return parseReport(
    onFile('read', path, () => readFileSync(path, 'utf8')),
    path,
  );
}
