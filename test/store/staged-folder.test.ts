import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStagedFolder } from '../../src/store/staged-folder.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = temporaryFolder();
let count = 0;
/** A place of its own for each test, so that what lies around it can be counted. */
const place = () => {
  const path = join(folder, String(count++));
  mkdirSync(path);
  return path;
};

describe('createStagedFolder', () => {
  it('shows nothing before it is published, and then everything', () => {
    const target = join(place(), 'a b', 'out');
    const staged = createStagedFolder(target);
    staged.write('x.txt', 'x');
    staged.write('inner/y.bin', Uint8Array.of(1, 2));
    expect(existsSync(target)).toBe(false);
    staged.publish();
    expect(readFileSync(join(target, 'x.txt'), 'utf8')).toBe('x');
    expect([...readFileSync(join(target, 'inner', 'y.bin'))]).toEqual([1, 2]);
    expect(readdirSync(join(target, '..'))).toEqual(['out']);
  });

  it('may be read by whom other new folders may', () => {
    const base = place();
    const target = join(base, 'shared');
    const staged = createStagedFolder(target);
    staged.write('a', 'x');
    staged.publish();
    mkdirSync(join(base, 'ordinary'));
    expect(statSync(target).mode).toBe(statSync(join(base, 'ordinary')).mode);
  });

  it('leaves nothing behind when it is discarded', () => {
    const parent = place();
    const staged = createStagedFolder(join(parent, 'out'));
    staged.write('x.txt', 'x');
    staged.discard();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('fills an empty folder', () => {
    const target = place();
    const staged = createStagedFolder(target);
    staged.write('x.txt', 'x');
    staged.publish();
    expect(readdirSync(target)).toEqual(['x.txt']);
  });

  it('refuses a folder that holds files, before anything is written', () => {
    const target = place();
    writeFileSync(join(target, 'mine.txt'), 'mine');
    expect(() => createStagedFolder(target)).toThrow(
      /the folder is not empty; give another one with --out, or --force/,
    );
  });

  it('with force replaces files of the same name and keeps others', () => {
    const target = place();
    writeFileSync(join(target, 'mine.txt'), 'mine');
    writeFileSync(join(target, 'x.txt'), 'old');
    const staged = createStagedFolder(target, { existing: 'merge' });
    staged.write('x.txt', 'new');
    staged.write('inner/y.txt', 'y');
    expect(readFileSync(join(target, 'x.txt'), 'utf8')).toBe('old');
    staged.publish();
    expect(readdirSync(target).sort()).toEqual(['inner', 'mine.txt', 'x.txt']);
    expect(readFileSync(join(target, 'x.txt'), 'utf8')).toBe('new');
    expect(readFileSync(join(target, 'mine.txt'), 'utf8')).toBe('mine');
  });

  it('that cannot be published whole leaves every file as it was', () => {
    const parent = place();
    const target = join(parent, 'out');
    mkdirSync(join(target, 'y.txt'), { recursive: true });
    writeFileSync(join(target, 'x.txt'), 'old');
    const staged = createStagedFolder(target, { existing: 'merge' });
    for (const name of ['x.txt', 'new.txt', 'y.txt']) staged.write(name, 'new');
    expect(() => staged.publish()).toThrow(/cannot write .*out\/y\.txt: it is a folder/);
    expect(readdirSync(target).sort()).toEqual(['x.txt', 'y.txt']);
    expect(readFileSync(join(target, 'x.txt'), 'utf8')).toBe('old');
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('that meets a file where a folder is needed leaves nothing', () => {
    const target = place();
    writeFileSync(join(target, 'inner'), 'a file');
    const staged = createStagedFolder(target, { existing: 'merge' });
    staged.write('a.txt', 'a');
    staged.write('inner/b.txt', 'b');
    expect(() => staged.publish()).toThrow(/inner/);
    expect(readdirSync(target)).toEqual(['inner']);
    expect(readFileSync(join(target, 'inner'), 'utf8')).toBe('a file');
  });

  it('takes the place of a whole folder, and gives it back where it cannot', () => {
    const parent = place();
    const target = join(parent, 'out');
    mkdirSync(join(target, 'inner'), { recursive: true });
    writeFileSync(join(target, 'inner/old.txt'), 'old');
    const staged = createStagedFolder(target, { existing: 'replace' });
    staged.write('new.txt', 'new');
    expect(readdirSync(target)).toEqual(['inner']);
    staged.publish();
    expect(readdirSync(target)).toEqual(['new.txt']);
    expect(readdirSync(parent)).toEqual(['out']);

    const lost = createStagedFolder(target, { existing: 'replace' });
    lost.write('x.txt', 'x');
    rmSync(join(parent, readdirSync(parent).find((name) => name.includes('.tmp-')) ?? ''), { recursive: true });
    expect(() => lost.publish()).toThrow(/cannot write .*out/);
    expect(readFileSync(join(target, 'new.txt'), 'utf8')).toBe('new');
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('publishes nothing of what a process of the same number left', () => {
    const parent = place();
    for (const name of [`.out.${process.pid}.tmp`, '.out.tmp-abc']) {
      mkdirSync(join(parent, name));
      writeFileSync(join(parent, name, 'stale.txt'), 'stale');
    }
    const staged = createStagedFolder(join(parent, 'out'));
    staged.write('x.txt', 'x');
    staged.publish();
    expect(readdirSync(join(parent, 'out'))).toEqual(['x.txt']);
  });

  it('refuses a file as its place, and the same name twice', () => {
    const target = place();
    writeFileSync(join(target, 'file'), '');
    expect(() => createStagedFolder(join(target, 'file'))).toThrow(/expected a folder, but it is a file/);
    const staged = createStagedFolder(join(target, 'out'));
    staged.write('x', '');
    expect(() => staged.write('x', '')).toThrow(/out\/x: would be written twice/);
    staged.discard();
  });
});
