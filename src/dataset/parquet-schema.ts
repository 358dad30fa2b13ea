// Tables as Parquet: what a column is, and what the writer wants to know of all of them.
import type { SchemaElement } from 'hyparquet';
import type { ColumnSource } from 'hyparquet-writer';

export interface Column<Row> {
  readonly name: string;
  readonly type: 'INT32' | 'INT64' | 'FLOAT' | 'DOUBLE' | 'BOOLEAN' | 'STRING';
  readonly list?: true;
  readonly nullable?: true;
  /** Value of a row as the writer takes it (lists as plain arrays). */
  value(row: Row): unknown;
}

const element = (type: Column<never>['type']): Pick<SchemaElement, 'type' | 'converted_type'> =>
  type === 'STRING' ? { type: 'BYTE_ARRAY', converted_type: 'UTF8' } : { type };

/** The physical type that a column's values have in the file. */
export const physicalType = ({ type }: Pick<Column<never>, 'type'>) => element(type).type;

/** Lists in the three levels that the Parquet format prescribes, so that every reader takes them for lists. */
export function parquetSchema<Row>(columns: readonly Column<Row>[]): SchemaElement[] {
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
export const columnData = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): ColumnSource[] =>
  columns.map((column) => ({
    name: column.name,
    data: rows.map((row) => column.value(row)),
    ...(column.list && column.type === 'DOUBLE' ? { encoding: 'PLAIN' as const } : {}),
  }));
