// Channel text files as MTEX and orix describe them.
import { encode } from './scene.js';

export interface CtfPoint {
  phase: number;
  error?: number;
  /** In rad. */
  euler: readonly [number, number, number];
}

export interface CtfMap {
  columns: number;
  rows: number;
  /** In um. */
  step: number;
  stepY?: number;
  /** [name, Laue group] @default [['Nd2Fe14B', 5]] */
  phases?: readonly (readonly [name: string, laueGroup: number])[];
  /** Row 0 is the upper one. */
  point: (column: number, row: number) => CtfPoint;
  header?: Record<string, string | number | null>;
  decimalComma?: boolean;
}

const degree = Math.PI / 180;

export function writeCtf({
  columns,
  rows,
  step,
  stepY = step,
  phases = [['Nd2Fe14B', 5]],
  point,
  header = {},
  decimalComma,
}: CtfMap): Uint8Array {
  const keys: Record<string, string | number | null> = {
    Prj: 'C:\\maps\\magnet.cpr',
    Author: '[Unknown]',
    JobMode: 'Grid',
    XCells: columns,
    YCells: rows,
    XStep: step,
    YStep: stepY,
    AcqE1: 0,
    AcqE2: 0,
    AcqE3: 0,
    ...header,
  };
  const number = (value: number) => (decimalComma ? value.toFixed(4).replace('.', ',') : value.toFixed(4));
  const lines = [
    'Channel Text File',
    ...Object.entries(keys).flatMap(([key, value]) =>
      value === null
        ? []
        : [`${key}\t${typeof value === 'number' && !Number.isInteger(value) ? number(value) : value}`],
    ),
    'Euler angles refer to Sample Coordinate system (CS0)!\tMag\t2000\tCoverage\t100\tDevice\t0\tKV\t20\tTiltAngle\t70\tTiltAxis\t0',
    `Phases\t${phases.length}`,
    ...phases.map(
      ([name, group]) => `8.800;8.800;12.200\t90.000;90.000;90.000\t${name}\t${group}\t136\t\t\tmade for a test`,
    ),
    'Phase\tX\tY\tBands\tError\tEuler1\tEuler2\tEuler3\tMAD\tBC\tBS',
  ];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const { phase, error = 0, euler } = point(column, row);
      const angles = euler.map((angle) => number((((angle / degree) % 360) + 360) % 360));
      lines.push(
        [phase, number(column * step), number(row * stepY), 8, error, ...angles, number(0.5), 120, 180].join('\t'),
      );
    }
  }
  return encode(`${lines.join('\r\n')}\r\n`);
}
