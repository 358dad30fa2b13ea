import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeRuns } from '../../src/store/remove-runs.js';
import { lockRun } from '../../src/store/run-lock.js';
import { createRun } from '../../src/store/run-store.js';
import { temporaryFolder } from './temporary-folder.js';

const root = temporaryFolder();
const newRun = (name: string) => createRun({ root, name, config: {} }).path;

test('a folder of another program is not removed, though it holds a config.json', () => {
  for (const config of ['{"my":"app"}', '{"schema":"app@1"}', '{"my":', 'null']) {
    const project = join(root, 'project');
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, 'config.json'), config);
    expect(() => removeRuns([project])).toThrow(`${project}: not removed, it is no run: expected schema`);
    expect(existsSync(join(project, 'config.json'))).toBe(true);
  }
});

test('a run is removed, of another version and with a broken config as well', () => {
  const [whole, old, cut] = [newRun('whole'), newRun('old'), newRun('cut')];
  writeFileSync(join(old, 'config.json'), '{"schema":"loopsmith/run@0"}');
  writeFileSync(join(cut, 'config.json'), '{"sch');
  writeFileSync(join(cut, 'events.jsonl'), '');
  expect(removeRuns([whole, old, cut])).toEqual([whole, old, cut]);
  for (const path of [whole, old, cut]) expect(existsSync(path)).toBe(false);
});

test('none of several is removed where one is no run, or one is in progress', () => {
  const [first, busy] = [newRun('first'), newRun('busy')];
  expect(() => removeRuns([first, 'nosuch'], { root })).toThrow('no run "nosuch"');
  const release = lockRun(busy);
  expect(() => removeRuns([first, busy])).toThrow('in progress');
  release();
  expect([first, busy].every((path) => existsSync(path))).toBe(true);
  expect(existsSync(join(first, 'lock'))).toBe(false);
  // Named twice, it is removed once.
  expect(removeRuns([first, busy, first])).toEqual([first, busy]);
});
