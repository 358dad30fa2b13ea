// A valid file of every format, all of the same magnet.
import type { ImportOptions } from '../../src/import/import-structure.js';
import { eulerOf } from './writers/euler.js';
import { encode, type Scene } from './writers/scene.js';
import { writeAng } from './writers/write-ang.js';
import { writeCtf } from './writers/write-ctf.js';
import { writeOvf } from './writers/write-ovf.js';
import { writePng } from './writers/write-png.js';
import { writeTess } from './writers/write-tess.js';

export interface Sample {
  /** Name of the importer. */
  format: string;
  file: string;
  bytes: Uint8Array;
  options?: Partial<ImportOptions>;
}

const degree = Math.PI / 180;

/** The same magnet in every format; the EBSD maps at its true size, which is far below what a microscope resolves. */
export function samplesOf({ structure, cells, ids, angles }: Scene): Sample[] {
  const grain = (column: number, rowFromTop: number) => ids[(cells - 1 - rowFromTop) * cells + column];
  const step = structure.cellSize * 1e6;
  const ovf = (representation: 'Text' | 'Binary 4' | 'Binary 8') =>
    writeOvf({
      columns: cells,
      rows: cells,
      step: structure.cellSize,
      representation,
      axis: (x, y) => [Math.sin(angles[ids[y * cells + x]]), Math.cos(angles[ids[y * cells + x]]), 0],
    });
  const table = ['grain,angle_deg', ...Array.from(angles, (angle, g) => `${g + 1},${angle / degree}`)].join('\n');
  return [
    { format: 'ovf', file: 'text.ovf', bytes: ovf('Text') },
    { format: 'ovf', file: 'binary4.ovf', bytes: ovf('Binary 4') },
    { format: 'ovf', file: 'binary8.ovf', bytes: ovf('Binary 8') },
    {
      format: 'png',
      file: 'grains.png',
      bytes: writePng({ width: cells, height: cells, pixel: (x, y) => [grain(x, y) + 1] }, 'grey', 8),
      options: { size: structure.size, angles: { bytes: encode(table), where: 'angles.csv' } },
    },
    {
      format: 'ctf',
      file: 'map.ctf',
      bytes: writeCtf({
        columns: cells,
        rows: cells,
        step,
        point: (x, y) => ({ phase: 1, euler: eulerOf({ angle: angles[grain(x, y)] }, 'right-up') }),
      }),
      options: { size: structure.size, minimumPoints: 1 },
    },
    {
      format: 'ang',
      file: 'map.ang',
      bytes: writeAng({
        columns: cells,
        rows: cells,
        step,
        point: (_x, _y, row, k) => ({
          phase: 0,
          confidence: 0.7,
          euler: eulerOf({ angle: angles[grain(k, row)] }, 'down-right'),
        }),
      }),
      options: { size: structure.size, minimumPoints: 1 },
    },
    {
      format: 'tess',
      file: 'grains.tess',
      bytes: writeTess({
        seeds: structure.seeds.map((s) => s / structure.size),
        width: 1,
        height: 1,
        orientation: (cell) => eulerOf({ angle: angles[cell] }, 'right-up').map((angle) => angle / degree),
      }),
      options: { size: structure.size },
    },
  ];
}
