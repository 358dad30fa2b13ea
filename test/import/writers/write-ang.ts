// Text maps of EDAX (TSL) as MTEX and orix describe them.
import { encode } from './scene.js';

export interface AngPoint {
  phase: number;
  confidence: number;
  /** In rad. */
  euler: readonly [number, number, number];
}

export interface AngMap {
  hexagonal?: boolean;
  /** Points in the first, third, ... row. On a hexagonal grid the other rows have one less and are shifted to the right. */
  columns: number;
  rows: number;
  /** In um. */
  step: number;
  /** [number, name, symmetry code] @default [[1, 'SmCo5', '62']] */
  phases?: readonly (readonly [number: number, name: string, symmetry: string])[];
  /** Position in um, y down. */
  point: (x: number, y: number, row: number, k: number) => AngPoint;
  header?: Record<string, string | number | null>;
}

export function writeAng({
  hexagonal = false,
  columns,
  rows,
  step,
  phases = [[1, 'SmCo5', '62']],
  point,
  header = {},
}: AngMap): Uint8Array {
  const stepY = hexagonal ? (step * Math.sqrt(3)) / 2 : step;
  const keys: Record<string, string | number | null> = {
    GRID: hexagonal ? 'HexGrid' : 'SqrGrid',
    XSTEP: step.toFixed(6),
    YSTEP: stepY.toFixed(6),
    NCOLS_ODD: columns,
    NCOLS_EVEN: hexagonal ? columns - 1 : columns,
    NROWS: rows,
    OPERATOR: 'nobody',
    ...header,
  };
  const lines = ['# TEM_PIXperUM          1.000000', '# x-star                0.500000', '#'];
  for (const [number, name, symmetry] of phases)
    lines.push(
      `# Phase ${number}`,
      `# MaterialName  \t${name}`,
      '# Formula',
      '# Info',
      `# Symmetry              ${symmetry}`,
      '# LatticeConstants      5.000 5.000 4.000  90.000  90.000 120.000',
      '# NumberFamilies        0',
      '#',
    );
  for (const [key, value] of Object.entries(keys)) if (value !== null) lines.push(`# ${key}: ${value}`);
  lines.push('#');
  for (let row = 0; row < rows; row++) {
    const shifted = hexagonal && row % 2 === 1;
    for (let k = 0; k < (shifted ? columns - 1 : columns); k++) {
      const [x, y] = [(k + (shifted ? 0.5 : 0)) * step, row * stepY];
      const { phase, confidence, euler } = point(x, y, row, k);
      const angles = euler.map((angle) => (((angle % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)).toFixed(5));
      lines.push(
        `  ${angles.join('   ')}      ${x.toFixed(5)}      ${y.toFixed(5)} 120.0  ${confidence.toFixed(3)}  ${phase}      1  0.900`,
      );
    }
  }
  return encode(`${lines.join('\n')}\n`);
}
