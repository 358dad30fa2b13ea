// Files made to hurt: each small or sparse on the disk, each wrong in its own way.
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { encode } from './writers/scene.js';
import { writeCtf } from './writers/write-ctf.js';
import { ovfHeader, writeOvf } from './writers/write-ovf.js';
import { writePng, writeRawPng } from './writers/write-png.js';

export interface HostileFile {
  name: string;
  /** What is said about it, after the name of the file. */
  message: RegExp;
  args?: readonly string[];
}

const axis = () => [0, 1, 0] as const;
const field = { columns: 4, rows: 4, step: 1e-9, axis };

/** Writes them into a folder. */
export function writeHostileFiles(folder: string): HostileFile[] {
  const files: HostileFile[] = [];
  const add = (name: string, bytes: Uint8Array | string, message: RegExp, args?: readonly string[]) => {
    writeFileSync(join(folder, name), bytes);
    files.push({ name, message, args });
  };
  const sparse = (name: string, size: number, message: RegExp) => {
    const file = openSync(join(folder, name), 'w');
    ftruncateSync(file, size);
    closeSync(file);
    files.push({ name, message });
  };

  sparse('huge.ovf', 10 * 2 ** 30, /expected at most 128 MiB, got 10240 MiB/);
  sparse('huge.ctf', 10 * 2 ** 30, /expected at most 96 MiB/);
  sparse('zeros.tess', 15 * 2 ** 20, /:1: expected \*\*\*tess/);
  sparse('zeros.ctf', 90 * 2 ** 20, /:1: expected a line of text, got \d+ bytes without an end/);
  mkdirSync(join(folder, 'folder.ovf'));
  files.push({ name: 'folder.ovf', message: /it is a folder/ });
  files.push({ name: '/dev/zero', message: /it is no regular file/ });

  const giant = { ...field, header: { xnodes: 100000, ynodes: 100000 } };
  add('nodes.ovf', writeOvf(giant), /xnodes, ynodes: expected at most 4194304 nodes in a layer, got 10000000000/);
  add(
    'nodes-text.ovf',
    writeOvf({ ...field, representation: 'Text', header: { xnodes: 2048, ynodes: 2048 } }),
    /data: expected 2048 x 2048 x 1 nodes .* got \d+ bytes/,
  );
  add(
    'points.ovf',
    writeOvf({ ...field, mesh: 'irregular', header: { pointcount: 4e9 } }),
    /pointcount: expected a whole number/,
  );
  add('layers.ovf', writeOvf({ ...field, header: { znodes: 4194304 } }), /data: expected 4 x 4 x 4194304 nodes/);
  add('header.ovf', `# OOMMF OVF 2.0\n${'# Desc: a\n'.repeat(3e6)}`, /expected "# Begin: Data ..."/);
  add(
    'words.ovf',
    `${ovfHeader({ ...field, columns: 1000, rows: 1000 })}# Begin: Data Text\n${'1 '.repeat(3e6 - 1)}x\n`,
    /expected a component of node 1000000, a finite number, got "x"/,
  );

  const bomb = deflateSync(new Uint8Array(256 * 2 ** 20));
  const raw = { width: 8, height: 8, depth: 8, colorType: 0, pixel: () => [0] };
  const table = ['--angles', 'angles.csv'];
  writeFileSync(join(folder, 'angles.csv'), 'grain,angle_deg\n0,1\n');
  writeFileSync(join(folder, 'colors.csv'), 'r,g,b,angle_deg\n0,0,0,1\n');
  add(
    'bomb.png',
    writeRawPng({ ...raw, data: bomb }),
    /IDAT: expected 72 bytes of samples when unpacked, got more/,
    table,
  );
  add(
    'wide.png',
    writeRawPng({ ...raw, announced: [60000, 60000] }),
    /IHDR: expected 1 to 16777216 pixels, got 60000 x 60000/,
    table,
  );
  add(
    'empty.png',
    writeRawPng({ ...raw, announced: [4096, 4096] }),
    /IDAT: expected 16781312 bytes of samples when unpacked, got 72/,
    table,
  );
  let state = 1;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  };
  add(
    'noise.png',
    writePng({ width: 1024, height: 1024, pixel: () => [noise(), noise(), noise()] }, 'rgb', 8),
    /colors\.csv: no angle for grain .* more than 1000 others/,
    ['--angles', 'colors.csv'],
  );
  add('long.csv', 'x'.repeat(4 * 2 ** 20), /header: expected a column angle_deg or angle_rad/);
  add('columns.csv', `grain,angle_deg\n${','.repeat(4e6)}`, /grain: expected a whole number/);
  add('picture.png', writePng({ ...raw, width: 64, height: 64 }, 'grey', 8), /long\.csv:1: header/, [
    '--angles',
    'long.csv',
  ]);
  add('picture2.png', writePng({ ...raw, width: 64, height: 64 }, 'grey', 8), /columns\.csv:2: grain/, [
    '--angles',
    'columns.csv',
  ]);

  const map = { columns: 2, rows: 2, step: 0.1, point: () => ({ phase: 1, euler: [0, 1, 0] as const }) };
  add(
    'points.ctf',
    writeCtf({ ...map, header: { XCells: 100000, YCells: 100000 } }),
    /XCells, YCells: expected at most 4194304 points/,
  );
  add(
    'few.ctf',
    writeCtf({ ...map, header: { XCells: 1000, YCells: 1000 } }),
    /expected 1000 x 1000 = 1000000 points, got a file with \d+ bytes/,
  );
  add(
    'keys.ctf',
    `Channel Text File\n${Array.from({ length: 1e6 }, (_, k) => `k${k}\tx\n`).join('')}`,
    /expected a line "Phases"/,
  );
  const points = new TextDecoder().decode(writeCtf({ columns: 1000, rows: 1, step: 0.1, point: map.point }));
  const head = points
    .split('\r\n')
    .slice(0, 15)
    .join('\r\n')
    .replace('XCells\t1000', 'XCells\t600')
    .replace('YCells\t1', 'YCells\t1000');
  const row = (y: number) =>
    Array.from(
      { length: 600 },
      (_, x) => `1\t${(x / 10).toFixed(4)}\t${(y / 10).toFixed(4)}\t8\t0\t10.0000\t57.2958\t0.0000\t0.5\t120\t180\r\n`,
    ).join('');
  const rows = Array.from({ length: 1000 }, (_, y) => row(y)).join('');
  add(
    'last.ctf',
    `${head}\r\n${rows.slice(0, -60)}`,
    /last\.ctf:6000\d\d: expected 600 x 1000 = 600000 points, got the end of the file after 599999/,
  );

  add('header.ang', `# TEM_PIXperUM 1\n${'# hklFamilies 1\n'.repeat(4e6)}`, /expected at most 20000 lines of header/);
  add(
    'symmetry.ang',
    `# TEM_PIXperUM 1\n# Phase 1\n# MaterialName ${' a '.repeat(15000)}\n# GRID: SqrGrid\n`,
    /expected a line "# NCOLS_ODD: ..."/,
  );
  add(
    'cells.tess',
    '***tess\n **format\n 3.5\n **general\n 2 standard\n **cell\n 4000000000\n',
    /:7: expected \*\*cell: the number of cells, a whole number from 1 to 4096, got "4000000000"/,
  );
  add(
    'numbers.tess',
    `***tess\n **format\n 3.5\n **general\n 2 standard\n **cell\n 2\n${'1 '.repeat(7e6)}`,
    /expected \*\*vertex, got the end of the file/,
  );
  add('nothing.txt', encode('hello'), /neither its beginning nor its name says its format/);
  return files;
}
