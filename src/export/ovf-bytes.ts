// OVF 2.0, the vector field file of OOMMF, read by mumax3, ubermag and others: one segment, rectangular mesh, x fastest, then y.
// OOMMF user's guide, "The OVF 2.0 format".

export type OvfEncoding = 'binary4' | 'binary8' | 'text';

export interface OvfField {
  readonly title: string;
  /** Lines for people. */
  readonly description: readonly string[];
  /** Cells along x and along y; one along z. */
  readonly cells: number;
  /** Edge of a cell in x and y, in m. */
  readonly cellSize: number;
  /** Edge of a cell in z, in m. */
  readonly thickness: number;
  /** One label per component, for example m_x. */
  readonly labels: readonly string[];
  /** Dimensionless values have the unit 1. @default '1' */
  readonly unit?: string;
  /** One array per component, cell (ix, iy) at iy * cells + ix, row 0 at the smallest y. */
  readonly components: readonly ArrayLike<number>[];
}

/** What stands before binary data, so that a reader can tell the order of the bytes. */
const check4 = 1234567;
const check8 = 123456789012345;

const dataKinds: Readonly<Record<OvfEncoding, string>> = { binary4: 'Binary 4', binary8: 'Binary 8', text: 'Text' };

/** Bytes of an OVF 2.0 file; binary values are little-endian, as the format prescribes. */
export function ovfBytes(field: OvfField, encoding: OvfEncoding): Uint8Array {
  const kind = `Data ${dataKinds[encoding]}`;
  const data = encoding === 'text' ? Buffer.from(textData(field)) : binaryData(field, encoding === 'binary4' ? 4 : 8);
  const head = [...header(field), `# Begin: ${kind}`, ''].join('\n');
  const end = encoding === 'text' ? '' : '\n';
  return Buffer.concat([Buffer.from(head), data, Buffer.from(`${end}# End: ${kind}\n# End: Segment\n`)]);
}

function header({ title, description, cells, cellSize, thickness, labels, unit = '1' }: OvfField): string[] {
  const edge = cells * cellSize;
  const entries: [string, string | number][] = [
    ['Title', title],
    ...description.map((line): [string, string] => ['Desc', line]),
    ['meshtype', 'rectangular'],
    ['meshunit', 'm'],
    ['valuedim', labels.length],
    ['valuelabels', labels.join(' ')],
    ['valueunits', labels.map(() => unit).join(' ')],
    ...(['x', 'y', 'z'] as const).flatMap((axis): [string, number][] => {
      const step = axis === 'z' ? thickness : cellSize;
      return [
        [`${axis}min`, 0],
        [`${axis}max`, axis === 'z' ? thickness : edge],
        [`${axis}base`, step / 2],
        [`${axis}nodes`, axis === 'z' ? 1 : cells],
        [`${axis}stepsize`, step],
      ];
    }),
  ];
  return [
    '# OOMMF OVF 2.0',
    '# Segment count: 1',
    '# Begin: Segment',
    '# Begin: Header',
    ...entries.map(([key, value]) => `# ${key}: ${value}`),
    '# End: Header',
  ];
}

function binaryData({ components }: OvfField, bytes: 4 | 8): Uint8Array {
  const values = components[0].length * components.length;
  const buffer = Buffer.alloc(bytes * (values + 1));
  const put = (value: number, at: number) =>
    bytes === 4 ? buffer.writeFloatLE(value, 4 * at) : buffer.writeDoubleLE(value, 8 * at);
  put(bytes === 4 ? check4 : check8, 0);
  for (let i = 0, at = 1; i < components[0].length; i++) for (const component of components) put(component[i], at++);
  return buffer;
}

/** One cell per line; every number reads back to the last bit. */
function textData({ components }: OvfField): string {
  const lines: string[] = [];
  for (let i = 0; i < components[0].length; i++)
    lines.push(components.map((component) => String(component[i])).join(' '));
  return `${lines.join('\n')}\n`;
}
