// The ready-to-run folders: what stands in their scripts. Values inside their files are read back in foreign-readers.test.ts.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { compareScript } from '../../src/export/compare-script.js';
import { fidimagFormat } from '../../src/export/fidimag.js';
import type { ExportSubject, StructureFormat } from '../../src/export/format.js';
import { magnumnpFormat } from '../../src/export/magnumnp.js';
import { columnOf, mumax3Format } from '../../src/export/mumax3.js';
import { oommfFormat } from '../../src/export/oommf.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { createGrains } from '../../src/structure/grains.js';
import { expectClose } from '../expect-close.js';
import { temporaryFolder } from '../store/temporary-folder.js';
import { output, plainPython } from './python.js';
import { physics, smallSubject } from './small-subject.js';

const subject = smallSubject();
const planar = smallSubject({ magnetization: 'planar' });
const lastField = subject.curve!.appliedField.at(-1)!;
const programs = [mumax3Format, oommfFormat, fidimagFormat, magnumnpFormat];

const textOf = async (format: StructureFormat, what: ExportSubject, name: string): Promise<string> => {
  const file = (await format.write(what)).find(({ path }) => path === `${format.name}/${name}`);
  return Buffer.from(file!.content).toString();
};

for (const format of programs)
  describe(`the folder for ${format.name}`, () => {
    it('has a README with the commands and the anchor points to expect', async () => {
      const readme = await textOf(format, subject, 'README.md');
      expect(readme).toContain('## Run it');
      expect(readme).toContain('python3 compare.py');
      expect(readme).toContain(`| Hc | ${subject.anchors!.hc!.toFixed(4)} | HA |`);
      expect(readme).toContain('cells of 2 nm, magnetization free in three components');
      expect(readme).toContain('do not resolve a domain wall');
    });

    it('goes five field steps further than the curve', async () => {
      const { startField_HA, endField_HA, fieldStep_HA } = JSON.parse(await textOf(format, subject, 'sweep.json'));
      expect([startField_HA, fieldStep_HA]).toEqual([1, 0.01]);
      expectClose(endField_HA, Math.max(-1, lastField - 0.05), { atol: 1e-12 });
    });

    it('of a structure that was not solved sweeps the whole branch and says so', async () => {
      const { curve: _, anchors: __, ...unsolved } = subject;
      expect(JSON.parse(await textOf(format, unsolved, 'sweep.json')).endField_HA).toBe(-1);
      expect(await textOf(format, unsolved, 'README.md')).toContain('exported without solving it');
      const paths = (await format.write(unsolved)).map(({ path }) => path);
      expect(paths).not.toContain(`${format.name}/expected.csv`);
    });

    it('keeps a planar magnetization in the plane', async () => {
      const readme = await textOf(format, planar, 'README.md');
      expect(readme).toContain('magnetization held in the plane');
      expect(readme).not.toContain('out of the plane');
    });
  });

describe('a curve in parts of a field step', () => {
  const { structure } = subject;
  const { curve, anchors } = demagnetize(structure, physics, { refine: 7 });
  const refined: ExportSubject = { ...subject, refine: 7, curve, anchors };
  const solvedFields = [...curve.appliedField];
  /** The fields of the curve, and whole field steps from there. */
  const expectFields = (fields: number[]) => {
    expectClose(fields.slice(0, solvedFields.length), solvedFields, { atol: 1e-11 });
    const further = fields.slice(solvedFields.length);
    const first = Math.floor((1 - solvedFields[solvedFields.length - 1]) / 0.01 + 1e-9) + 1;
    expectClose(
      further,
      [0, 1, 2, 3, 4].map((i) => 1 - (first + i) * 0.01),
      { atol: 1e-11 },
    );
  };

  it('has its parts', () =>
    expect(solvedFields.some((field) => Math.abs(100 * field - Math.round(100 * field)) > 0.01)).toBe(true));

  it.skipIf(!plainPython)('is repeated by the Python scripts', async () => {
    for (const format of [fidimagFormat, magnumnpFormat]) {
      const script = await textOf(format, refined, 'run.py');
      const lines = /^stretches = .*\nfields = .*$/m.exec(script)?.[0];
      expectFields(JSON.parse(output(plainPython!, ['-c', `${lines}\nprint(fields)`])));
    }
  });

  it('is repeated by OOMMF and mumax3', async () => {
    const mif = await textOf(oommfFormat, refined, 'run.mif');
    const ranges = [...mif.matchAll(/^ {4}\{0 (\S+) \S+ 0 (\S+) \S+ (\d+)\}$/gm)].map((match) =>
      match.slice(1).map(Number),
    );
    const steps = ranges.flatMap(([from, to, count]) =>
      Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 1)) / count),
    );
    expectFields([ranges[0][0], ...steps]);
    const mx3 = await textOf(mumax3Format, refined, 'run.mx3');
    const loops = [...mx3.matchAll(/i <= (\d+); i\+\+ \{\n +B_ext = vector\(0, \((\S+) - i\*(\S+)\)/g)].map((match) =>
      match.slice(1).map(Number),
    );
    expectFields([
      1,
      ...loops.flatMap(([count, from, step]) => Array.from({ length: count }, (_, i) => from - (i + 1) * step)),
    ]);
    expect(await textOf(oommfFormat, refined, 'README.md')).toContain('in steps of 0.01 HA, in parts of that where');
  });
});

test('the README of a mumax3 folder says how far its demagnetizing factor is from that of the solver', async () => {
  const differences = async (aspect: number) => {
    const { size } = subject.structure;
    const structure = { ...subject.structure, thickness: aspect * size };
    const readme = await textOf(mumax3Format, { ...subject, structure }, 'README.md');
    return /factors differ by ([\d.]+), fields of the curve by up to ([\d.]+) HA/.exec(readme)?.slice(1).map(Number);
  };
  expect(await differences(4)).toEqual([0.04, 0.009]);
  expect(await differences(100)).toEqual([0.002, 0.0006]);
});

describe('columnOf', () => {
  it('builds the length of periodic images, 2 n - 1 of them, none longer than 16 cells', () => {
    const { length, images } = columnOf(36e-6, 1e-9);
    expectClose(length * (2 * images - 1), 36e-6, { rtol: 1e-12 });
    expect(length / 1e-9).toBeLessThanOrEqual(16);
    expect(length / 1e-9).toBeGreaterThan(15.9);
  });

  it('takes one cell where that is short enough', () => {
    expect(columnOf(16e-9, 1e-9)).toEqual({ length: 16e-9, images: 0 });
  });
});

describe('run.mx3', () => {
  it('has one region per grain, its axis a unit vector', async () => {
    const script = await textOf(mumax3Format, subject, 'run.mx3');
    const axes = [...script.matchAll(/^anisU\.SetRegion\((\d+), vector\(([-\d.e]+), ([-\d.e]+), 0\)\)$/gm)];
    expect(axes.map(([, region]) => Number(region))).toEqual([0, 1, 2, 3, 4]);
    for (const [, , x, y] of axes) expectClose(Math.hypot(Number(x), Number(y)), 1, { atol: 1e-12 });
  });

  it('has aligned axes as the solver takes them, a little off the field', async () => {
    const aligned = { ...subject.structure, easyAxisAngles: new Float64Array(subject.structure.easyAxisAngles.length) };
    const script = await textOf(mumax3Format, { ...subject, structure: aligned }, 'run.mx3');
    const [, x, y] = /^anisU\.SetRegion\(0, vector\(([-\d.e]+), ([-\d.e]+), 0\)\)$/m.exec(script)!;
    expectClose([Number(x), Number(y)], [1e-4, 1], { atol: 1e-8 });
  });

  it('has a field along z only where the magnetization is free', async () => {
    expect(await textOf(mumax3Format, subject, 'run.mx3')).toContain(', 0.0001*mu0HA)');
    expect(await textOf(mumax3Format, planar, 'run.mx3')).toContain(', 0*mu0HA)');
  });

  it('of more than 256 grains has 256 regions and says what that costs', async () => {
    const structure = createGrains({ seed: 1, grains: 300, maximumMisorientation: 3, size: 96e-9, cells: 48 });
    const many: ExportSubject = { name: 'many', structure, physics, fieldStep: 0.01, states: [] };
    const script = await textOf(mumax3Format, many, 'run.mx3');
    const regions = script.match(/^anisU\.SetRegion/gm)!.length;
    expect(regions).toBeLessThanOrEqual(256);
    expect(regions).toBeGreaterThan(200);
    const turn = /turns no axis by more than ([\d.]+) degrees/.exec(await textOf(mumax3Format, many, 'README.md'));
    expect(Number(turn?.[1])).toBeGreaterThan(0);
    expect(Number(turn?.[1])).toBeLessThan(0.36);
  });
});

const tclsh = spawnSync('tclsh', [], { input: 'puts ok' }).stdout?.toString().trim() === 'ok';

describe.skipIf(!tclsh)(tclsh ? 'run.mif' : 'run.mif (skipped: no tclsh)', () => {
  /** The commands of MIF 2.2, which only remember what they are given. */
  const commands = `
    proc SetOptions {block} {}
    proc Specify {name block} { set ::found($name) $block }
    proc Destination {name program} { set ::found(Destination) $program }
    proc Schedule {args} { set ::found(Schedule) $args }
  `;

  it('is read by Tcl, with the sweep, the tolerance and the axes', async () => {
    const script = await textOf(oommfFormat, subject, 'run.mif');
    const ask = `
      puts [dict get $found(Oxs_UniaxialAnisotropy) K1]
      puts [lindex [dict get $found(Oxs_UZeeman:applied) Hrange] 0]
      puts [dict get $found(Oxs_UZeeman:applied) multiplier]
      puts [dict get $found(Oxs_MinDriver:driver) stopping_mxHxm]
      puts [dict get $found(Oxs_RectangularMesh:mesh) cellsize]
      puts [dict get [lindex [dict get $found(Oxs_UniaxialAnisotropy) axis] 1] file]
      puts $found(Destination)
    `;
    const lines = output('tclsh', [], { input: `${commands}\n${script}\n${ask}` })
      .trim()
      .split('\n');
    const [K1, range, HA, stop, mesh, axes, destination] = lines;
    const numbers = (text: string) => text.trim().split(/\s+/).map(Number);
    const steps = Math.round((1 - lastField) / 0.01) + 5;
    expect(Number(K1)).toBe(4.2e6);
    expectClose(numbers(range), [0, 1, 1e-4, 0, 1 - steps * 0.01, 1e-4, steps], { atol: 1e-12 });
    expectClose(Number(HA), (2 * 4.2e6) / 1.61, { rtol: 1e-11 });
    expectClose(Number(stop), 2e-5 * Number(HA), { rtol: 1e-11 });
    expectClose(numbers(mesh), [2e-9, 2e-9, 36e-6], { rtol: 1e-12 });
    expect([axes, destination]).toEqual(['easy-axes.ovf', 'mmArchive']);
  });
});

describe.skipIf(!plainPython)(plainPython ? 'compare.py' : 'compare.py (skipped: no Python 3)', () => {
  const folder = temporaryFolder();
  const { appliedField, magnetization } = subject.curve!;
  const mu0HA = 6.55636727706;
  const points = Array.from(appliedField, (h, i) => [h, magnetization[i]]);

  /** What each program writes, with the curve of the subject in it. */
  const outputs: Record<string, string> = {
    'curve.csv': `appliedField_HA,magnetization_Ms\n${points.map((point) => point.join(',')).join('\n')}\n`,
    'table.txt': `# t (s)\tmx ()\tmy ()\tmz ()\tB_extx (T)\tB_exty (T)\tB_extz (T)\n${points
      .map(([h, m]) => `0\t0.1\t${m}\t0\t0\t${h * mu0HA}\t0.0006\n`)
      .join('')}`,
    // Columns as OOMMF 2.1a0 writes them for run.mif, shortened to those around the two that count.
    'run.odt': `# ODT 1.0\n# Table Start\n# Title: mmArchive Data Table\n# Columns: {Oxs_CGEvolve:minimizer:Max mxHxm} Oxs_Demag::Energy    Oxs_UZeeman:applied:B Oxs_UZeeman:applied:Bx Oxs_UZeeman:applied:By Oxs_UZeeman:applied:Bz {Oxs_MinDriver:driver:Stage iteration} Oxs_MinDriver:driver:mx Oxs_MinDriver:driver:my Oxs_MinDriver:driver:mz\n# Units: A/m J mT mT mT mT {} {} {} {}\n${points
      .map(
        ([h, m]) =>
          `   93.8   1.2e-13   ${Math.abs(h) * mu0HA * 1000}  0  ${h * mu0HA * 1000}  0.65  75  -0.17  ${m}  6.4e-05  \n`,
      )
      .join('')}# Table End\n`,
  };

  const compare = async (name: string, what: ExportSubject = subject) => {
    const place = join(folder, `${name}-${what.curve ? 'solved' : 'unsolved'}`);
    for (const { path, content } of await oommfFormat.write(what)) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), content);
    }
    writeFileSync(join(place, 'oommf', name), outputs[name]);
    return output(plainPython!, ['compare.py', name], { cwd: join(place, 'oommf') });
  };

  for (const name of Object.keys(outputs))
    it(`finds in ${name} the anchor points of the library`, async () => {
      const lines = (await compare(name)).trim().split('\n').slice(1);
      const rows = lines.map((line) =>
        line
          .trim()
          .split(/\s{2,}|\s(?=Ms|HA)/)
          .map((cell) => cell.trim()),
      );
      expect(rows.map(([symbol]) => symbol)).toEqual(['M1', 'Mr', 'Hk90', 'Hk80', 'Hk70', 'Hc']);
      for (const [i, value] of Object.values(subject.anchors!).entries())
        expect(rows[i].slice(2)).toEqual([
          value!.toFixed(4),
          value!.toFixed(4),
          expect.stringMatching(/^[+-]0\.0000$/),
        ]);
    });

  it('before the program has run says so in one line', () => {
    writeFileSync(join(folder, 'alone.py'), compareScript);
    writeFileSync(join(folder, 'sweep.json'), '{}');
    expect(() => output(plainPython!, ['alone.py', 'run.odt'], { cwd: folder })).toThrow(
      /alone\.py run\.odt: run\.odt: no such file: run the program first\n$/,
    );
  });

  it('without a curve to compare with prints those of the program alone', async () => {
    const { curve: _, anchors: __, ...unsolved } = subject;
    const text = await compare('curve.csv', unsolved);
    expect(text).toContain(subject.anchors!.hc!.toFixed(4));
    expect(text).toContain('not solved');
  });
});
