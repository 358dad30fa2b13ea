import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { fileFailure } from '../../src/store/file-failure.js';
import { createLineLog, readLines } from '../../src/store/line-log.js';
import { removeLeftovers, writeWhole } from '../../src/store/write-whole.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = temporaryFolder();

describe('writeWhole', () => {
  it('replaces a file and leaves nothing beside it', () => {
    const path = join(folder, 'new', 'folder', 'a.txt');
    writeWhole(path, 'one');
    writeWhole(path, Uint8Array.of(116, 119, 111));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'new', 'folder'))).toEqual(['a.txt']);
  });

  it('writes to what a link leads to, and leaves the link', () => {
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'led-to'), link);
    writeWhole(link, 'one');
    expect(readFileSync(join(folder, 'led-to'), 'utf8')).toBe('one');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('keeps what was there when it fails', () => {
    writeFileSync(join(folder, 'file'), 'old');
    expect(() => writeWhole(join(folder, 'file', 'below'), 'new')).toThrow(LoopsmithError);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('removeLeftovers', () => {
  it('removes what killed processes left, in all folders, and not what one that lives is writing', () => {
    const place = join(folder, 'leftovers');
    mkdirSync(join(place, 'inner'), { recursive: true });
    const gone = spawnSync(process.execPath, ['--version']).pid;
    const files = [`.a.json.${gone}.1.tmp`, `inner/.b.csv.${gone}.22.tmp`, `.mine.${process.pid}.3.tmp`];
    const others = [`.live.json.${process.ppid}.4.tmp`, 'a.json', '.hidden', 'note.tmp'];
    for (const name of [...files, ...others]) writeFileSync(join(place, name), '');
    removeLeftovers(place);
    expect(readdirSync(place).sort()).toEqual([...others, 'inner'].sort());
    expect(readdirSync(join(place, 'inner'))).toEqual([]);
  });
});

describe('fileFailure', () => {
  it('says in one line what a full or read-only disk refuses', () => {
    for (const [code, reason] of [
      ['ENOSPC', 'the disk is full (ENOSPC)'],
      ['EROFS', 'the disk is read-only (EROFS)'],
      ['EACCES', 'permission denied (EACCES)'],
    ] as const) {
      const error = Object.assign(new Error('x'), { code, syscall: 'write' });
      expect(fileFailure(error, 'write', 'a/b')).toMatchObject({
        kind: 'failed',
        message: `cannot write a/b: ${reason}`,
      });
    }
  });

  it('leaves errors of programs alone', () => {
    const error = new TypeError('x');
    expect(fileFailure(error, 'write', 'a')).toBe(error);
  });

  it.runIf(existsSync('/dev/full'))('is what appending to a really full device gives', () => {
    // A device that answers every write with "no space left".
    expect(() => createLineLog('/dev/full').append('x')).toThrow('cannot write /dev/full: the disk is full (ENOSPC)');
  });
});

describe('line log', () => {
  it('reads lines longer than any buffer, with their places', () => {
    const path = join(folder, 'long.jsonl');
    const lines = ['a', 'ü'.repeat(100_000), '', 'b'.repeat(65_535), 'c'];
    const log = createLineLog(path);
    for (const line of lines) log.append(line);
    log.close();
    const bytes = readFileSync(path);
    const read = [...readLines(path)];
    expect(read.map(({ text }) => text)).toEqual(lines);
    for (const { text, offset, length } of read) expect(bytes.toString('utf8', offset, offset + length)).toBe(text);
  });

  it('cuts half a last line off before it appends, also one longer than any buffer', () => {
    const path = join(folder, 'half.jsonl');
    writeFileSync(path, `one\n${'x'.repeat(200_000)}`);
    expect([...readLines(path)].map(({ text }) => text)).toEqual(['one']);
    const log = createLineLog(path);
    log.append('two');
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
    writeFileSync(path, 'only half');
    const again = createLineLog(path);
    again.append('first');
    again.close();
    expect(readFileSync(path, 'utf8')).toBe('first\n');
  });
});
