// Exports are read back by programs that this project did not write: discretisedfield (OVF), pyvista (VTI, PVD), pyarrow (Parquet),
// Pillow (PNG), and Python's own modules (JSON, CSV, XML). What they find must be what the library computes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnOf } from '../../src/export/mumax3.js';
import { anisotropyField, mu0AnisotropyField, saturationMagnetization } from '../../src/physics.js';
import { kxColor } from '../../src/plot/colormap.js';
import { anchorNames } from '../../src/quantities.js';
import { foldAngle, toImage } from '../../src/structure/easy-axis-image.js';
import { rasterize } from '../../src/structure/raster.js';
import { expectClose } from '../expect-close.js';
import { temporaryFolder } from '../store/temporary-folder.js';
import { output, readersPython } from './python.js';
import { formats, smallSubject, write } from './small-subject.js';

const cells = 16;
const h = 2e-9;
/** Single precision in the files. */
const close = { atol: 1e-6 };

interface Ovf {
  cells: number[];
  cell: number[];
  pmin: number[];
  pmax: number[];
  values: number[][];
}
interface Image {
  dimensions: number[];
  spacing: number[];
  facts: Record<string, number>;
  arrays: Record<string, { type: string; values: number[][] }>;
}
type Row = Record<string, unknown>;

describe.skipIf(!readersPython)(
  readersPython ? 'exports read by others' : 'exports read by others (skipped: no .venv; npm run setup:readers)',
  () => {
    const subject = smallSubject();
    const { structure, physics, states } = subject;
    const curve = subject.curve!;
    const ids = rasterize(structure, cells);
    const folded = structure.easyAxisAngles.map(foldAngle);
    const kx = Array.from(ids, (id) => Math.sin(folded[id]));
    const ky = Array.from(ids, (id) => Math.cos(folded[id]));
    const zero = new Array(cells * cells).fill(0);
    const folder = temporaryFolder();
    let found: Record<string, unknown>;
    const read = <Value>(path: string): Value => {
      expect(Object.keys(found)).toContain(path);
      return found[path] as Value;
    };

    beforeAll(async () => {
      for (const format of formats)
        for (const { path, content } of await write(format, subject)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), content);
        }
      const script = fileURLToPath(new URL('./foreign-readers.py', import.meta.url));
      found = JSON.parse(output(readersPython!, [script, folder]));
    });

    for (const ending of ['ovf', 'binary8.ovf', 'text.ovf']) {
      it(`easy-axes.${ending}: discretisedfield finds the easy axis of each cell`, () => {
        const { values, ...mesh } = read<Ovf>(`easy-axes.${ending}`);
        expect(mesh).toMatchObject({ cells: [cells, cells, 1], pmin: [0, 0, 0] });
        expectClose(mesh.cell, [h, h, structure.thickness], { rtol: 1e-12 });
        expectClose(mesh.pmax, [32e-9, 32e-9, structure.thickness], { rtol: 1e-12 });
        for (const [c, expected] of [kx, ky, zero].entries())
          expectClose(values[c], expected, ending === 'ovf' ? close : { atol: 1e-15 });
      });

      it(`magnetization.${ending}: discretisedfield finds every spin to the last bit`, () => {
        expect(states.map(({ appliedField }) => appliedField)).toEqual([0, -0.2]);
        for (const [i, name] of ['0.00', '-0.20'].entries()) {
          const { mx, my, mz } = states[i];
          const { values } = read<Ovf>(`magnetization_${name}HA.${ending}`);
          for (const [c, expected] of [mx, my, mz].entries()) expect(values[c]).toEqual(Array.from(expected));
        }
      });
    }

    it('structure.vti: pyvista finds grains, k_x and easy axes', () => {
      const { dimensions, spacing, facts, arrays } = read<Image>('structure.vti');
      expect(dimensions).toEqual([cells + 1, cells + 1, 2]);
      expectClose(spacing, [h, h, h], { rtol: 1e-12 });
      expect(facts).toEqual({ thickness_m: structure.thickness });
      expect(arrays.grain).toEqual({ type: 'int32', values: [Array.from(ids)] });
      expectClose(arrays.kx.values[0], kx, close);
      for (const [c, expected] of [kx, ky, zero].entries()) expectClose(arrays.easyAxis.values[c], expected, close);
    });

    it('magnetization.pvd: pyvista walks the fields in the order of the sweep', () => {
      const series = read<(Image & { time: number })[]>('magnetization.pvd');
      expect(series.map(({ time }) => time)).toEqual([0, 0.2]);
      for (const [i, { facts, arrays }] of series.entries()) {
        const { appliedField, mx, my, mz } = states[i];
        expect(facts.appliedField_HA).toBe(appliedField);
        expect(arrays.magnetization.type).toBe('float32');
        expect(arrays.magnetization.values).toEqual([mx, my, mz].map((component) => Array.from(component)));
      }
    });

    it('candidates.parquet: pyarrow finds structure, curve and anchor points', () => {
      const { rows, metadata, types } = read<{ rows: Row[]; metadata: Row; types: Row }>('candidates.parquet');
      expect(rows).toHaveLength(1);
      const [row] = rows;
      const { facts, anchors } = subject;
      expect(row).toMatchObject({ name: subject.name, candidate: 3, rank: 1, verified: true, loss: 0.25, grains: 5 });
      expect(row).toMatchObject({ size: structure.size, thickness: structure.thickness });
      expect(row.seeds).toEqual(Array.from(structure.seeds));
      expect(row.easyAxisAngles).toEqual(Array.from(structure.easyAxisAngles));
      expect(row.appliedField).toEqual(Array.from(curve.appliedField));
      expect(row.magnetization).toEqual(Array.from(curve.magnetization));
      for (const name of anchorNames) {
        expect(row[name]).toBe(anchors![name]);
        expect(row[`predicted_${name}`]).toBe(facts!.predicted![name]);
      }
      expect(types).toMatchObject({ seeds: 'list<element: double not null>', hc: 'double', verified: 'bool' });
      expect(JSON.parse(String(metadata.loopsmith))).toMatchObject({ physics, units: { appliedField: 'HA' } });
    });

    it('structure.png: Pillow finds the colour of k_x in every cell, y up', () => {
      const { size, rgb } = read<{ size: [number, number]; rgb: string }>('structure.png');
      const pixels = Buffer.from(rgb, 'base64');
      const scale = size[0] / structure.cells;
      expect(size).toEqual([640, 640]);
      const image = toImage(structure);
      for (let iy = 0; iy < structure.cells; iy++)
        for (let ix = 0; ix < structure.cells; ix++) {
          const at = 3 * ((structure.cells - 1 - iy + 0.5) * scale * size[0] + (ix + 0.5) * scale);
          expect([...pixels.subarray(at, at + 3)]).toEqual(kxColor(image[iy * structure.cells + ix]));
        }
    });

    it.skipIf(!formats.some(({ name }) => name === 'curve-png'))(
      'curve.png: Pillow finds a picture with the curve in its colour',
      () => {
        const { size, rgb } = read<{ size: [number, number]; rgb: string }>('curve.png');
        expect(size[0]).toBeGreaterThan(900); // 300 dots per inch
        const pixels = Buffer.from(rgb, 'base64');
        let blue = 0;
        for (let i = 0; i < pixels.length; i += 3)
          if (pixels[i] === 0x00 && pixels[i + 1] === 0x72 && pixels[i + 2] === 0xb2) blue++;
        expect(blue).toBeGreaterThan(1000);
      },
    );

    for (const name of ['structure.svg', 'curve.svg'])
      it(`${name} is well-formed XML`, () => {
        expect(read<Row>(name)).toMatchObject({ tag: '{http://www.w3.org/2000/svg}svg' });
      });

    it('curve.csv: fields and magnetization in both units', () => {
      const rows = read<Record<string, string>[]>('curve.csv');
      const column = (name: string) => rows.map((row) => Number(row[name]));
      const mu0HA = mu0AnisotropyField(physics.material);
      expectClose(column('appliedField_HA'), curve.appliedField, { atol: 1e-10 });
      expectClose(
        column('mu0_appliedField_T'),
        curve.appliedField.map((field) => field * mu0HA),
        { atol: 1e-8 },
      );
      expectClose(column('magnetization_Ms'), curve.magnetization, { atol: 1e-9 });
      expectClose(
        column('polarization_T'),
        curve.magnetization.map((m) => m * 1.61),
        { atol: 1e-9 },
      );
    });

    it('structure.json: seeds and angles to the last bit', () => {
      const { seeds, easyAxisAngles } = read<{ seeds: number[][]; easyAxisAngles: number[] }>('structure.json');
      expect(seeds.flat()).toEqual(Array.from(structure.seeds));
      expect(easyAxisAngles).toEqual(Array.from(structure.easyAxisAngles));
    });

    it('mumax3/regions.ovf: discretisedfield finds the region of each cell', () => {
      const { values, cell } = read<Ovf>('mumax3/regions.ovf');
      expect(values).toEqual([Array.from(ids)]);
      expectClose(cell[2], columnOf(structure.thickness, h).length, { rtol: 1e-12 });
    });

    it('oommf/easy-axes.ovf: discretisedfield finds the easy axis of each cell', () => {
      const { values } = read<Ovf>('oommf/easy-axes.ovf');
      for (const [c, expected] of [kx, ky, zero].entries()) expectClose(values[c], expected, { atol: 1e-15 });
    });

    for (const program of ['fidimag', 'magnumnp'])
      it(`${program}/run.py: Python reads the constants, and the script its easy axes`, () => {
        const { constants, axes } = read<{ constants: Record<string, number | number[]>; axes: number[][] }>(
          `${program}/run.py`,
        );
        const { fields, stretches: _, ...numbers } = constants;
        const HA = anisotropyField(physics.material);
        const expected = {
          n: cells,
          cell: h,
          thickness: structure.thickness,
          Ms: saturationMagnetization(physics.material),
          A: 8e-12,
          K1: 4.2e6,
          HA,
          mu0HA: mu0AnisotropyField(physics.material),
          tolerance: 2e-5 * HA,
          largest_step: 0.12 / HA,
          tilt: 1e-3,
        };
        expect(Object.keys(numbers).sort()).toEqual(Object.keys(expected).sort());
        for (const [name, value] of Object.entries(expected))
          expectClose(numbers[name] as number, value, { rtol: 1e-11 });
        const reached = Array.from(curve.appliedField);
        expectClose((fields as number[]).slice(0, reached.length), reached, { atol: 1e-12 });
        expect(fields).toHaveLength(reached.length + 5);
        for (const [c, component] of [kx, ky, zero].entries()) expectClose(axes[c], component, { atol: 1e-15 });
      });
  },
);
