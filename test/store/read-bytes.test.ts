import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBytes, readStart, readText } from '../../src/store/read-bytes.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = temporaryFolder();
const path = (name: string) => join(folder, name);
writeFileSync(path('text'), 'grün');
mkdirSync(path('folder'));
const sparse = openSync(path('large'), 'w');
ftruncateSync(sparse, 10 * 2 ** 30);
closeSync(sparse);

describe('a file the user named', () => {
  it('is read whole, as bytes and as text, or from its start', () => {
    expect(readBytes(path('text'), 5)).toEqual(new Uint8Array(Buffer.from('grün')));
    expect(readText(path('text'), 100)).toBe('grün');
    expect(readStart(path('text'), 2)).toEqual(new Uint8Array(Buffer.from('gr')));
    expect(readStart(path('large'), 3)).toEqual(new Uint8Array(3));
  });

  it('that is larger than expected is refused before it is read', () => {
    expect(() => readText(path('large'), 2 ** 20)).toThrow(/large: expected at most 1 MiB, got 10240 MiB$/);
    expect(() => readBytes(path('text'), 4, 'shown')).toThrow(/^shown: expected at most 1 MiB/);
  });

  it('that never ends, is a folder or absent is refused', () => {
    expect(() => readText('/dev/zero', 100)).toThrow('/dev/zero: cannot be read: it is no regular file');
    expect(() => readText(path('folder'), 100)).toThrow('it is a folder');
    expect(() => readText(path('absent'), 100, 'mine.yaml')).toThrow('mine.yaml: cannot be read: no such file');
  });
});
