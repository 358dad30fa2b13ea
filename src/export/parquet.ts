// A whole run as a table: one row per candidate with structure, curve and anchor points. Fields in HA, magnetization in Ms, lengths
// in m, angles in rad, (BH)max in J/m3.
import { parquetWriteBuffer } from 'hyparquet-writer';
import { energyProduct } from '../curve/energy-product.js';
import { squareness } from '../curve/squareness.js';
import { type Column, columnData, parquetSchema } from '../dataset/parquet-schema.js';
import { anchorNames } from '../quantities.js';
import { demagnetizingFactorOf } from '../solver/demagnetizing-factor.js';
import { grainCount } from '../structure/structure.js';
import type { ExportSubject, RunFormat } from './format.js';

type SubjectColumn = Column<ExportSubject>;

const column = (name: string, type: SubjectColumn['type'], value: SubjectColumn['value']): SubjectColumn => ({
  name,
  type,
  value,
});
const nullable = (...columns: SubjectColumn[]): SubjectColumn[] => columns.map((c) => ({ ...c, nullable: true }));
const doubles = (name: string, values: (subject: ExportSubject) => Float64Array): SubjectColumn => ({
  name,
  type: 'DOUBLE',
  list: true,
  value: (subject) => Array.from(values(subject)),
});

const none = new Float64Array(0);

const columns: readonly SubjectColumn[] = [
  column('name', 'STRING', ({ name }) => name),
  ...nullable(
    column('candidate', 'INT32', ({ facts }) => facts?.candidate ?? null),
    column('rank', 'INT32', ({ facts }) => facts?.rank ?? null),
    column('verified', 'BOOLEAN', ({ facts }) => facts?.verified ?? null),
    column('loss', 'DOUBLE', ({ facts }) => facts?.loss ?? null),
  ),
  column('grains', 'INT32', ({ structure }) => grainCount(structure)),
  column('size', 'DOUBLE', ({ structure }) => structure.size),
  column('thickness', 'DOUBLE', ({ structure }) => structure.thickness),
  doubles('seeds', ({ structure }) => structure.seeds),
  doubles('easyAxisAngles', ({ structure }) => structure.easyAxisAngles),
  doubles('appliedField', ({ curve }) => curve?.appliedField ?? none),
  doubles('magnetization', ({ curve }) => curve?.magnetization ?? none),
  ...nullable(
    ...anchorNames.map((name) => column(name, 'DOUBLE', ({ anchors }) => anchors?.[name] ?? null)),
    ...anchorNames.map((name) =>
      column(`predicted_${name}`, 'DOUBLE', ({ facts }) => facts?.predicted?.[name] ?? null),
    ),
    column('energyProduct', 'DOUBLE', energyProductOf),
    column('squareness', 'DOUBLE', ({ anchors }) => (anchors ? squareness(anchors) : null)),
  ),
];

function energyProductOf({ curve, physics, structure }: ExportSubject): number | null {
  return curve ? energyProduct(curve, physics.material, demagnetizingFactorOf(structure)) : null;
}

/** What the values belong to; the file keeps it when it is moved. */
const metadata = ([first]: readonly ExportSubject[]) => ({
  schema: 'loopsmith/run-table@1',
  physics: first?.physics ?? null,
  units: { length: 'm', angle: 'rad', appliedField: 'HA', magnetization: 'Ms', energyProduct: 'J/m3' },
});

export const parquetFormat: RunFormat = {
  name: 'parquet',
  summary: 'every candidate of the run, one row each: structure, curve, anchor points (Parquet)',
  scope: 'run',
  curve: 'wanted',
  write(subjects) {
    const buffer = parquetWriteBuffer({
      columnData: columnData(columns, subjects),
      schema: parquetSchema(columns),
      statistics: false,
      rowGroupSize: Math.max(1, subjects.length),
      kvMetadata: [{ key: 'loopsmith', value: JSON.stringify(metadata(subjects)) }],
      createdBy: 'loopsmith',
    });
    return [{ path: 'candidates.parquet', content: new Uint8Array(buffer) }];
  },
};
