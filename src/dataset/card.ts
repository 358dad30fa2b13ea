// The data card, <data>/dataset.json: what the merged records are, how they were made and what is in them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../json.js';
import type { Physics } from '../physics.js';
import { onFile } from '../store/file-failure.js';
import { writeJson } from '../store/write-whole.js';
import { identitySchema } from './identity.js';

export const datasetSchema = 'loopsmith/dataset@1';

const statistics = z.object({ mean: z.number(), deviation: z.number(), minimum: z.number(), maximum: z.number() });

const cardSchema = z.object({
  schema: z.literal(datasetSchema),
  ...identitySchema.shape,
  /** Rows. */
  count: z.int(),
  /** Rows with all six anchors. */
  complete: z.int(),
  incomplete: z.array(z.object({ index: z.int(), reason: z.string(), failed: z.boolean() })),
  /** Rows of which the solver warns; cards of earlier versions do not say. */
  warned: z
    .object({ records: z.int(), first: z.object({ index: z.int(), warning: z.string() }) })
    .nullable()
    .optional(),
  /** Over the complete rows; null where there are none. */
  anchors: z
    .object({ m1: statistics, mr: statistics, hk90: statistics, hk80: statistics, hk70: statistics, hc: statistics })
    .nullable(),
  fieldEvaluations: z.int(),
  /** Kernels that labelled it, as far as that is known: they differ in the last digits. */
  kernels: z.array(z.string()).optional(),
  /** Of the labelling, where known: thread seconds. */
  timing: z.object({ records: z.int(), seconds: z.number(), median: z.number() }).nullable(),
  /** Parquet files, relative to the card; cards of earlier versions know no digests. */
  files: z.array(z.object({ file: z.string(), rows: z.int(), sha256: z.string().optional() })),
  /** The command that made it, and the program's version. */
  command: z.string(),
  version: z.string(),
  /** ISO 8601. */
  created: z.string(),
});

export type DatasetCard = Omit<z.infer<typeof cardSchema>, 'physics'> & { physics: Physics };

const cardPath = (data: string) => join(data, 'dataset.json');

export const writeCard = (data: string, card: DatasetCard): void => writeJson(cardPath(data), card);

/** The card of a data folder; null where nothing was merged yet. Refuses a broken one. */
export function readCard(data: string): DatasetCard | null {
  const path = cardPath(data);
  if (!existsSync(path)) return null;
  const text = onFile('read', path, () => readFileSync(path, 'utf8'));
  return parseJson(text, cardSchema, path, { expected: `a data card of ${datasetSchema}` });
}
