// VTK ImageData (.vti) with raw appended data, and the .pvd collection that strings such files together: VTK file formats,
// "XML file formats". Little-endian; each array is preceded by its length in bytes as a 64-bit integer.

export interface VtiArray {
  readonly name: string;
  /** Int32 values, or Float32 and Float64 ones, as many per cell as there are components. */
  readonly values: Int32Array | Float32Array | Float64Array;
  readonly components: 1 | 3;
}

export interface VtiImage {
  /** Along x and y; one along z. */
  readonly cells: number;
  /** Edges of a cell along x, y and z, in m. */
  readonly spacing: readonly [number, number, number];
  /** Facts that hold for the whole image. */
  readonly facts: Readonly<Record<string, number>>;
  readonly cellData: readonly VtiArray[];
}

/** The arrays that a viewer shows first are named first: the last scalar and the last vector. */
export function vtiBytes({ cells, spacing, facts, cellData }: VtiImage): Uint8Array {
  const extent = `0 ${cells} 0 ${cells} 0 1`;
  const active = (components: number, attribute: string) => {
    const name = cellData.findLast((array) => array.components === components)?.name;
    return name === undefined ? '' : ` ${attribute}="${name}"`;
  };
  let offset = 0;
  const arrays = cellData.map(({ name, values, components }) => {
    const at = offset;
    offset += 8 + values.byteLength;
    return `        <DataArray type="${typeOf(values)}" Name="${name}" NumberOfComponents="${components}" format="appended" offset="${at}"/>`;
  });
  const head = [
    '<?xml version="1.0"?>',
    '<VTKFile type="ImageData" version="1.0" byte_order="LittleEndian" header_type="UInt64">',
    `  <ImageData WholeExtent="${extent}" Origin="0 0 0" Spacing="${spacing.join(' ')}">`,
    '    <FieldData>',
    ...Object.entries(facts).map(
      ([name, value]) =>
        `      <DataArray type="Float64" Name="${name}" NumberOfTuples="1" format="ascii">${value}</DataArray>`,
    ),
    '    </FieldData>',
    `    <Piece Extent="${extent}">`,
    `      <CellData${active(1, 'Scalars')}${active(3, 'Vectors')}>`,
    ...arrays,
    '      </CellData>',
    '    </Piece>',
    '  </ImageData>',
    '  <AppendedData encoding="raw">',
    '_',
  ].join('\n');
  const blocks = cellData.flatMap(({ values }) => [lengthOf(values), littleEndian(values)]);
  return Buffer.concat([Buffer.from(head), ...blocks, Buffer.from('\n  </AppendedData>\n</VTKFile>\n')]);
}

/** A .pvd file: `time` must not fall from one file to the next. */
export function pvdText(files: readonly { time: number; file: string }[]): string {
  const lines = files.map(({ time, file }) => `    <DataSet timestep="${time}" part="0" file="${file}"/>`);
  return [
    '<?xml version="1.0"?>',
    '<VTKFile type="Collection" version="0.1" byte_order="LittleEndian">',
    '  <Collection>',
    ...lines,
    '  </Collection>',
    '</VTKFile>',
    '',
  ].join('\n');
}

const typeOf = (values: VtiArray['values']): string => values.constructor.name.replace('Array', '');

function lengthOf(values: VtiArray['values']): Uint8Array {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(values.byteLength));
  return buffer;
}

function littleEndian(values: VtiArray['values']): Uint8Array {
  const buffer = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const native = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  if (native) return buffer;
  return values.BYTES_PER_ELEMENT === 8 ? Buffer.from(buffer).swap64() : Buffer.from(buffer).swap32();
}
