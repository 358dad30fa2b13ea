// Records as Parquet bytes and back. What the records are (physics, seed, ...) is in each file's own metadata, so that a file that
// was moved still says what it belongs to.
import { readFileSync } from 'node:fs';
import { type FileMetaData, parquetMetadata, parquetReadObjects, parquetSchema as schemaTree } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { z } from 'zod';
import { LoopsmithError } from '../errors.js';
import { firstIssue, parseJson } from '../json.js';
import { onFile } from '../store/file-failure.js';
import { sha256 } from '../store/sha256.js';
import { columns } from './columns.js';
import { type DatasetIdentity, identitySchema } from './identity.js';
import { columnData, parquetSchema, physicalType } from './parquet-schema.js';
import { type DatasetRecord, recordProblem } from './record.js';

const metadataKey = 'loopsmith';

/** The same records give the same bytes. */
export function toParquet(records: readonly DatasetRecord[], identity: DatasetIdentity): Uint8Array {
  const buffer = parquetWriteBuffer({
    columnData: columnData(columns, records),
    schema: parquetSchema(columns),
    statistics: false,
    rowGroupSize: Math.max(1, records.length),
    kvMetadata: [{ key: metadataKey, value: JSON.stringify(identity) }],
    createdBy: 'loopsmith',
  });
  return new Uint8Array(buffer);
}

export interface ParquetRecords {
  identity: DatasetIdentity;
  records: DatasetRecord[];
  /** Of the file. */
  sha256: string;
}

/** What to throw of a file that is not the one whose digest the data card has. */
export const altered = (path: string) =>
  refusal(path, 'was altered after it was written (its digest is not the one in dataset.json)');

/** Reads a file of records; refuses a broken one, wrong columns and values that are no numbers, naming file and reason. */
export async function readParquet(path: string): Promise<ParquetRecords> {
  const { file, metadata, identity } = open(path);
  const names = columns.map(({ name }) => name);
  const rows = await parquetReadObjects({ file, metadata, columns: names }).catch((error: unknown) => {
    throw refusal(path, `cannot be read: ${message(error)}`, error);
  });
  const records = rows.map((row, i) => fromRow(row, identity, `${path}: row ${i}`));
  return { identity, records, sha256: sha256(new Uint8Array(file)) };
}

/** What the records of a file are. */
export const readParquetIdentity = (path: string): DatasetIdentity => open(path).identity;

function open(path: string) {
  const file = Uint8Array.from(onFile('read', path, () => readFileSync(path))).buffer;
  let metadata: FileMetaData;
  try {
    metadata = parquetMetadata(file);
  } catch (error) {
    throw refusal(path, `not a whole Parquet file: ${message(error)}`, error);
  }
  const problem = columnProblem(metadata);
  if (problem) throw refusal(path, problem);
  return { file, metadata, identity: identityOf(metadata, path) };
}

const refusal = (path: string, reason: string, cause?: unknown) =>
  new LoopsmithError(`${path}: ${reason}`, 'failed', { cause });

const message = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0];

function identityOf({ key_value_metadata: pairs }: FileMetaData, path: string): DatasetIdentity {
  const text = pairs?.find(({ key }) => key === metadataKey)?.value;
  if (!text) throw refusal(path, `does not say which physics it belongs to (no metadata "${metadataKey}")`);
  return parseJson(text, identitySchema, `${path}: metadata "${metadataKey}"`);
}

function columnProblem(metadata: FileMetaData): string | null {
  const found = new Map(schemaTree(metadata).children.map((tree) => [tree.element.name, tree]));
  for (const column of columns) {
    const tree = found.get(column.name);
    if (!tree) return `column "${column.name}" is missing`;
    const leaf = column.list ? tree.children[0]?.children[0] : tree;
    const type = leaf?.element.type;
    const expected = `${column.list ? 'list of ' : ''}${physicalType(column)}`;
    if (type !== physicalType(column))
      return `column "${column.name}": expected ${expected}, got ${type ?? 'another shape'}`;
  }
  return null;
}

// Millions of numbers: looked at in one go, because a schema of each would take as long as all the rest.
const numbers = z.custom<number[]>(
  (value) => Array.isArray(value) && value.every((one) => typeof one === 'number'),
  'expected a list of numbers',
);
const anchor = z
  .number()
  .nullish()
  .transform((value) => value ?? null);
const rowSchema = z.object({
  index: z.int(),
  seed: z.bigint().transform(Number),
  grains: z.int(),
  maximumMisorientation: z.number(),
  seeds: numbers,
  easyAxisAngles: numbers,
  appliedField: numbers,
  magnetization: numbers,
  m1: anchor,
  mr: anchor,
  hk90: anchor,
  hk80: anchor,
  hk70: anchor,
  hc: anchor,
  fieldEvaluations: z.int(),
  warnings: z.array(z.string()),
  failure: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
});

function fromRow(row: unknown, identity: DatasetIdentity, where: string): DatasetRecord {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) throw refusal(where, firstIssue(parsed.error));
  const { m1, mr, hk90, hk80, hk70, hc, appliedField, magnetization, seeds, easyAxisAngles, ...rest } = parsed.data;
  const record = {
    ...rest,
    seeds: Float64Array.from(seeds),
    easyAxisAngles: Float64Array.from(easyAxisAngles),
    curve: { appliedField: Float32Array.from(appliedField), magnetization: Float32Array.from(magnetization) },
    anchors: { m1, mr, hk90, hk80, hk70, hc },
    seconds: null,
  };
  const problem = recordProblem(record, identity);
  if (problem) throw refusal(where, problem);
  return record;
}
