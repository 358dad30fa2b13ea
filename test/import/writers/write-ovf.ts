// OVF 2.0 as OOMMF's user guide describes it.
import { encode } from './scene.js';

export interface OvfField {
  columns: number;
  rows: number;
  layers?: number;
  /** In `unit`. */
  step: number;
  stepY?: number;
  unit?: string;
  representation?: 'Text' | 'Binary 4' | 'Binary 8';
  mesh?: 'rectangular' | 'irregular';
  labels?: string;
  axis: (column: number, row: number, layer: number) => readonly [x: number, y: number, z: number];
  /** Order of the nodes of an irregular mesh. */
  order?: (nodes: number[]) => number[];
  /** Other header lines, or others in place of these. */
  header?: Record<string, string | number | null>;
}

export function ovfHeader({
  columns,
  rows,
  layers = 1,
  step,
  stepY = step,
  unit = 'm',
  mesh = 'rectangular',
  labels = 'anisU_x anisU_y anisU_z',
  header = {},
}: OvfField): string {
  const regular = mesh === 'rectangular';
  const lines: Record<string, string | number | null> = {
    Title: 'anisU',
    meshtype: mesh,
    meshunit: unit,
    xmin: 0,
    ymin: 0,
    zmin: 0,
    xmax: columns * step,
    ymax: rows * stepY,
    zmax: layers * step,
    valuedim: 3,
    valuelabels: labels,
    valueunits: '1 1 1',
    Desc: 'Total simulation time:  0  s',
    ...(regular
      ? {
          xbase: step / 2,
          ybase: stepY / 2,
          zbase: step / 2,
          xnodes: columns,
          ynodes: rows,
          znodes: layers,
          xstepsize: step,
          ystepsize: stepY,
          zstepsize: step,
        }
      : { pointcount: columns * rows * layers }),
    ...header,
  };
  const body = Object.entries(lines).flatMap(([key, value]) => (value === null ? [] : [`# ${key}: ${value}`]));
  return [
    '# OOMMF OVF 2.0',
    '#',
    '# Segment count: 1',
    '#',
    '# Begin: Segment',
    '# Begin: Header',
    '#',
    ...body,
    '#',
    '# End: Header',
    '#',
    '',
  ].join('\n');
}

export function writeOvf(field: OvfField): Uint8Array {
  const {
    columns,
    rows,
    layers = 1,
    step,
    stepY = step,
    representation = 'Binary 4',
    mesh = 'rectangular',
    axis,
    order,
  } = field;
  const nodes = Array.from({ length: columns * rows * layers }, (_, i) => i);
  const values = (order ? order(nodes) : nodes).flatMap((i) => {
    const [x, y, z] = [i % columns, Math.floor(i / columns) % rows, Math.floor(i / columns / rows)];
    const position = mesh === 'irregular' ? [(x + 0.5) * step, (y + 0.5) * stepY, (z + 0.5) * step] : [];
    return [...position, ...axis(x, y, z)];
  });
  return Buffer.concat([
    encode(`${ovfHeader(field)}# Begin: Data ${representation}\n`),
    ovfData(values, representation, mesh === 'irregular' ? 6 : 3),
    encode(`\n# End: Data ${representation}\n# End: Segment\n`),
  ]);
}

function ovfData(values: readonly number[], representation: string, perLine: number): Uint8Array {
  if (representation === 'Text') {
    const lines: string[] = [];
    for (let i = 0; i < values.length; i += perLine) lines.push(values.slice(i, i + perLine).join(' '));
    return encode(lines.join('\n'));
  }
  const width = representation === 'Binary 4' ? 4 : 8;
  const bytes = new Uint8Array((values.length + 1) * width);
  const view = new DataView(bytes.buffer);
  const put = (offset: number, value: number) =>
    width === 4 ? view.setFloat32(offset, value, true) : view.setFloat64(offset, value, true);
  put(0, width === 4 ? 1234567 : 123456789012345);
  for (const [i, value] of values.entries()) put((i + 1) * width, value);
  return bytes;
}
