// All export formats by name.
import { didYouMean } from '../config/nearest.js';
import { LoopsmithError } from '../errors.js';
import { curveFormat } from './curve.js';
import { curvePngFormat, curveSvgFormat } from './curve-picture.js';
import { fidimagFormat } from './fidimag.js';
import type { ExportFormat } from './format.js';
import { magnumnpFormat } from './magnumnp.js';
import { mumax3Format } from './mumax3.js';
import { oommfFormat } from './oommf.js';
import { ovfFormats } from './ovf.js';
import { parquetFormat } from './parquet.js';
import { structureFormat } from './structure.js';
import { structurePngFormat, structureSvgFormat } from './structure-picture.js';
import { vtiFormat } from './vti.js';

/** In the order of the help. */
export const exportFormats: readonly ExportFormat[] = [
  structureFormat,
  ...ovfFormats,
  vtiFormat,
  structurePngFormat,
  structureSvgFormat,
  curveFormat,
  curveSvgFormat,
  curvePngFormat,
  parquetFormat,
  mumax3Format,
  oommfFormat,
  fidimagFormat,
  magnumnpFormat,
];

/** What users also call a format. */
const otherNames: Readonly<Record<string, string>> = { ovf: 'ovf-binary4', 'magnum.np': 'magnumnp', csv: 'curve' };

/** @throws LoopsmithError that names the nearest format and all of them */
export function findFormat(name: string): ExportFormat {
  const wanted = otherNames[name.toLowerCase()] ?? name.toLowerCase();
  const found = exportFormats.find((format) => format.name === wanted);
  if (found) return found;
  const names = exportFormats.map((format) => format.name);
  throw new LoopsmithError(
    `--format: unknown format "${name}"${didYouMean(name, [...names, ...Object.keys(otherNames)])} (known: ${names.join(', ')})`,
  );
}

/** One of each kind: what a complete folder holds. The other two encodings of OVF say nothing more. */
export const completeFormats: readonly ExportFormat[] = exportFormats.filter(
  ({ name }) => name !== 'ovf-binary8' && name !== 'ovf-text',
);
