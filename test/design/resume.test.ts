import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openResumable } from '../../src/design/resume.js';
import { openRun } from '../../src/store/run-store.js';
import { makeUpRun } from '../report/made-up-run.js';
import { temporaryFolder } from '../store/temporary-folder.js';

const root = temporaryFolder();

function runWithState(name: string): string {
  const path = makeUpRun({ root, name });
  openRun(path).saveState({ backend: 'wasm', kernel: 'webassembly', startFrom: [] });
  return path;
}

test('a run that is done is resumed only where it was killed before its report', () => {
  const path = runWithState('done');
  expect(() => openResumable(path)).toThrow(`${path}: is done, nothing is left to resume`);
  rmSync(join(path, 'report.json'));
  expect(openResumable(path).run.path).toBe(path);
});

test('a run of before, which does not say what it was made with, is taken up', () => {
  expect(openResumable(runWithState('before'), { further: true }).madeWith).toBeUndefined();
});
