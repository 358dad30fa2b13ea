// The columns of the Parquet files: one row per structure. Units: fields in HA, magnetization in Ms, angles in rad, lengths in m.

import type { SchemaElement } from 'hyparquet';
import type { ColumnSource } from 'hyparquet-writer';
import { anchorNames } from '../quantities.js';
import type { DatasetRecord } from './record.js';

export interface Column {
  readonly name: string;
  readonly type: 'INT32' | 'INT64' | 'FLOAT' | 'DOUBLE' | 'STRING';
  readonly list?: true;
  readonly nullable?: true;
  /** Value of a record as the writer takes it (lists as plain arrays). */
  value(record: DatasetRecord): unknown;
}

const anchorColumns = anchorNames.map(
  (name): Column => ({ name, type: 'DOUBLE', nullable: true, value: ({ anchors }) => anchors[name] }),
);

export const columns: readonly Column[] = [
  { name: 'index', type: 'INT32', value: ({ index }) => index },
  { name: 'seed', type: 'INT64', value: ({ seed }) => BigInt(seed) },
  { name: 'grains', type: 'INT32', value: ({ grains }) => grains },
  { name: 'maximumMisorientation', type: 'DOUBLE', value: ({ maximumMisorientation: theta }) => theta },
  { name: 'seeds', type: 'DOUBLE', list: true, value: ({ seeds }) => Array.from(seeds) },
  { name: 'easyAxisAngles', type: 'DOUBLE', list: true, value: ({ easyAxisAngles }) => Array.from(easyAxisAngles) },
  { name: 'appliedField', type: 'FLOAT', list: true, value: ({ curve }) => Array.from(curve.appliedField) },
  { name: 'magnetization', type: 'FLOAT', list: true, value: ({ curve }) => Array.from(curve.magnetization) },
  ...anchorColumns,
  { name: 'fieldEvaluations', type: 'INT32', value: ({ fieldEvaluations }) => fieldEvaluations },
  { name: 'warnings', type: 'STRING', list: true, value: ({ warnings }) => warnings },
  { name: 'failure', type: 'STRING', nullable: true, value: ({ failure }) => failure },
];

const element = (type: Column['type']): Pick<SchemaElement, 'type' | 'converted_type'> =>
  type === 'STRING' ? { type: 'BYTE_ARRAY', converted_type: 'UTF8' } : { type };

/** The physical type that a column's values have in the file. */
export const physicalType = ({ type }: Column) => element(type).type;

/** Lists in the three levels that the Parquet format prescribes, so that every reader takes them for lists. */
export function parquetSchema(): SchemaElement[] {
  const fields = columns.flatMap(({ name, type, list, nullable }): SchemaElement[] => {
    if (!list) return [{ name, ...element(type), repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED' }];
    return [
      { name, converted_type: 'LIST', repetition_type: 'REQUIRED', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', ...element(type), repetition_type: 'REQUIRED' },
    ];
  });
  return [{ name: 'root', num_children: columns.length }, ...fields];
}

/** Only a list of doubles is written without a dictionary: no two of its values are equal, and trying costs time and memory. */
export const columnData = (records: readonly DatasetRecord[]): ColumnSource[] =>
  columns.map((column) => ({
    name: column.name,
    data: records.map((record) => column.value(record)),
    ...(column.list && column.type === 'DOUBLE' ? { encoding: 'PLAIN' as const } : {}),
  }));
