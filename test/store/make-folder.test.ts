import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../../src/store/make-folder.js';

const root = mkdtempSync(join(tmpdir(), 'loopsmith-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('makeFolder', () => {
  test('makes a folder and those above it, and leaves one that is there', () => {
    const path = join(root, 'a', 'b', 'c');
    makeFolder(path);
    makeFolder(path);
    expect(existsSync(path)).toBe(true);
  });

  test('names the folder that a file stands in the way of', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => makeFolder(join(root, 'file', 'below'))).toThrow(join(root, 'file', 'below'));
  });

  test('ends, with an error, where the working directory is gone', () => {
    const gone = mkdtempSync(join(root, 'gone-'));
    const module = resolve('dist/store/make-folder.js');
    const script = `
      const { makeFolder } = await import('${module}');
      process.chdir('${gone}');
      (await import('node:fs')).rmSync('${gone}', { recursive: true });
      try { makeFolder('training/vae'); } catch (error) { console.log(error.message); }`;
    const options = { encoding: 'utf8', timeout: 20_000 } as const;
    const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], options);
    expect(signal).toBeNull();
    expect(stdout).toContain('training');
  });
});
