import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPreset } from '../../src/config/preset.js';
import { createRunRecorder } from '../../src/design/run-recorder.js';
import type { RunEvent, RunStarted } from '../../src/events.js';
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

const ended: RunEvent = { type: 'run-finished', state: 'done', verified: 0, candidates: 0, seconds: 1 };
const searchEnded = (generation: number) => ({ type: 'search-ended', generation, generations: 20 }) as RunEvent;
const ordersOf = (path: string) =>
  openRun(path)
    .orders.taken()
    .map(({ text }) => JSON.parse(text));

test('an order that comes after the end is left for the process that takes the run up again', async () => {
  const path = makeUpRun({ root, name: 'late', state: null });
  const recorder = resuming(path);
  recorder.start(started);
  recorder.orders.open(recorder.emit);
  openRun(path).orders.leave({ do: 'verify-more', candidates: 2 });
  await expect.poll(() => ordersOf(path)).toHaveLength(1);
  recorder.emit(ended);
  const late = openRun(path).orders.leave({ do: 'polish', candidate: 0, solves: 2 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  recorder.close();
  expect(existsSync(late)).toBe(true);
  expect(ordersOf(path)).toHaveLength(1);
});

test('a "verify now" that came too late ends no search of the run that goes on', () => {
  const path = makeUpRun({ root, name: 'too-late', state: null });
  const [first, second] = [resuming(path), resuming(path)];
  first.start(started);
  first.orders.open(first.emit);
  for (const event of [searchEnded(10), ended]) first.emit(event);
  first.orders.searched(10, true);
  openRun(path).orders.leave({ do: 'verify-now' });
  expect(first.orders.next()).toBeNull();
  first.close();
  second.start(started);
  second.emit(searchEnded(10));
  second.close();
  expect(ordersOf(path)).toEqual([{ do: 'verify-now' }]);
});

test('a "verify now" that ended the search keeps where it did', () => {
  const path = makeUpRun({ root, name: 'in-time', state: null });
  const recorder = resuming(path);
  recorder.start(started);
  recorder.orders.open(recorder.emit);
  recorder.orders.searched(4, false);
  openRun(path).orders.leave({ do: 'verify-now' });
  expect(recorder.orders.next()).toBeNull();
  expect(ordersOf(path)).toEqual([{ do: 'verify-now', generation: 4 }]);
  recorder.emit(searchEnded(5));
  recorder.close();
  expect(ordersOf(path)).toEqual([{ do: 'verify-now', generation: 5 }]);
});
