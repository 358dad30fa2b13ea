// What holds for every export format.
import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { completeFormats, exportFormats, findFormat } from '../../src/export/formats.js';
import { bytesOf, formats, smallSubject, write } from './small-subject.js';

const subject = smallSubject();
const other = smallSubject({ seed: 2 });
const { curve: _, anchors: __, ...unsolved } = { ...subject, states: [] };

/** Every ending that an export may have, and how such a file begins. */
const beginnings: Record<string, RegExp | Buffer> = {
  json: /^\{/,
  ovf: /^# OOMMF OVF 2\.0\n/,
  vti: /^<\?xml version="1\.0"\?>\n<VTKFile type="ImageData"/,
  pvd: /^<\?xml version="1\.0"\?>\n<VTKFile type="Collection"/,
  png: Buffer.of(0x89, 0x50, 0x4e, 0x47),
  svg: /^<svg /,
  csv: /^appliedField_HA,mu0_appliedField_T,/,
  parquet: /^PAR1/,
  mx3: /^\/\/ .*mumax3 run\.mx3/,
  mif: /^# MIF 2\.2\n/,
  py: /^("""|#!\/usr\/bin\/env python3\n""")/,
  md: /^# /,
};

describe('export formats', () => {
  it('have names of their own and are found by them', () => {
    const names = exportFormats.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const format of exportFormats) {
      expect(format.name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(findFormat(format.name)).toBe(format);
      expect(findFormat(format.name.toUpperCase())).toBe(format);
    }
    expect(findFormat('ovf').name).toBe('ovf-binary4');
  });

  it('that are unknown are refused with the nearest name', () => {
    expect(() => findFormat('mumax')).toThrow(/unknown format "mumax"; did you mean "mumax3"/);
    expect(() => findFormat('paraview')).toThrow(/known: structure, ovf-binary4/);
  });

  it('of a complete folder write each file once', async () => {
    const files = await Promise.all(
      completeFormats.filter((format) => formats.includes(format)).map((format) => write(format, subject)),
    );
    const paths = files.flat().map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('write each file once, whichever are asked for together', async () => {
    const files = await Promise.all(formats.map((format) => write(format, subject)));
    const paths = files.flat().map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

for (const format of exportFormats)
  describe.skipIf(!formats.includes(format))(
    `export format ${format.name}${formats.includes(format) ? '' : ' (skipped: no rasterizer or no font)'}`,
    () => {
      it('says in one line what it is', () => {
        expect(format.summary).toMatch(/^\S.{10,100}$/);
      });

      it('gives files with a relative path, a known ending and content of that kind', async () => {
        const files = await write(format, subject);
        expect(files.length).toBeGreaterThan(0);
        for (const file of files) {
          expect(file.path).toMatch(/^([a-z0-9-]+\/)?[\w.+-]+$/i);
          const begins = beginnings[file.path.split('.').at(-1) ?? ''];
          expect(begins, file.path).toBeDefined();
          const bytes = bytesOf(file);
          if (begins instanceof RegExp) expect(bytes.subarray(0, 200).toString('latin1')).toMatch(begins);
          else expect(bytes.subarray(0, begins.length)).toEqual(begins);
          expect(bytes.length).toBeGreaterThan(100);
        }
      });

      it('gives the same bytes for the same subject, and other ones for another', async () => {
        const [once, again, different] = [
          await write(format, subject),
          await write(format, subject),
          await write(format, other),
        ];
        expect(again.map(({ path }) => path)).toEqual(once.map(({ path }) => path));
        for (const [i, file] of once.entries()) expect(bytesOf(again[i]).equals(bytesOf(file)), file.path).toBe(true);
        expect(different.some((file, i) => !bytesOf(file).equals(bytesOf(once[i])))).toBe(true);
      });

      it('keeps what it is not asked to change', async () => {
        const before = structuredClone(subject);
        await write(format, subject);
        expect(subject).toEqual(before);
      });

      if (format.curve === 'needed')
        it('refuses a structure that was not solved', async () => {
          await expect(async () => write(format, unsolved)).rejects.toThrow(LoopsmithError);
        });
      else
        it('writes a structure that was not solved', async () => {
          const files = await write(format, unsolved);
          for (const file of files) expect(bytesOf(file).toString('latin1'), file.path).not.toMatch(/undefined|NaN/);
        });
    },
  );
