// The columns of the Parquet files: one row per structure. Units: fields in HA, magnetization in Ms, angles in rad, lengths in m.
import { anchorNames } from '../quantities.js';
import type { Column } from './parquet-schema.js';
import type { DatasetRecord } from './record.js';

type RecordColumn = Column<DatasetRecord>;

const anchorColumns = anchorNames.map(
  (name): RecordColumn => ({ name, type: 'DOUBLE', nullable: true, value: ({ anchors }) => anchors[name] }),
);

export const columns: readonly RecordColumn[] = [
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
