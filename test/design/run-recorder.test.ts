import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPreset } from '../../src/config/preset.js';
import { createRunRecorder } from '../../src/design/run-recorder.js';
import type { RunStarted } from '../../src/events.js';
import { openRun } from '../../src/store/run-store.js';
import { makeUpRun } from '../report/made-up-run.js';
import { temporaryFolder } from '../store/temporary-folder.js';

const root = temporaryFolder();
const preset = loadPreset('quick');
const started = { backend: 'wasm', kernel: 'webassembly', objective: '' } as RunStarted;
const resuming = (path: string) => createRunRecorder({ preset, command: 'loopsmith', resumed: openRun(path) });

test('nothing is written into a run that another process works in', () => {
  const path = makeUpRun({ root, name: 'busy', state: null });
  writeFileSync(join(path, 'lock'), JSON.stringify({ pid: process.ppid, host: hostname() }));
  const before = readFileSync(join(path, 'events.jsonl'), 'utf8');
  const recorder = resuming(path);
  expect(() => recorder.start(started)).toThrow('in progress');
  recorder.emit({ type: 'run-finished', state: 'failed', verified: 0, candidates: 0, seconds: 1 });
  recorder.close();
  expect(readFileSync(join(path, 'events.jsonl'), 'utf8')).toBe(before);
  expect(existsSync(join(path, 'lock'))).toBe(true);
});

test('a run that goes on has no result until it ends', () => {
  const path = makeUpRun({ root, name: 'further' });
  expect(existsSync(join(path, 'report.json'))).toBe(true);
  const recorder = resuming(path);
  recorder.start(started);
  expect(existsSync(join(path, 'report.json'))).toBe(false);
  recorder.close();
});
