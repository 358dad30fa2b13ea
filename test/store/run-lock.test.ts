import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startOf } from '../../src/store/process-life.js';
import { holderOf, lockRun } from '../../src/store/run-lock.js';
import { temporaryFolder } from './temporary-folder.js';

const base = temporaryFolder();
const dead = 2 ** 22 + 1;
const host = hostname();
let [count, run, lock] = [0, '', ''];

beforeEach(() => {
  run = join(base, `run-${count++}`);
  lock = join(run, 'lock');
  mkdirSync(run);
});
afterEach(() => void vi.restoreAllMocks());

const write = (holder: unknown) => writeFileSync(lock, JSON.stringify(holder));

test('the lock of a living process holds a run, and the message says how to be rid of it', () => {
  write({ pid: process.ppid, host, started: startOf(process.ppid) });
  expect(() => lockRun(run)).toThrow(
    `${run}: in progress (process ${process.ppid}); if that is another program by now, delete ${lock}`,
  );
  write({ pid: process.ppid, host });
  expect(holderOf(run)?.pid).toBe(process.ppid);
  write({ pid: 7, host: 'elsewhere' });
  expect(() => lockRun(run)).toThrow(
    `${run}: in progress (process 7 on elsewhere); if it has ended there, delete ${lock}`,
  );
});

test('a process holds what it locked itself, until it releases it', () => {
  const release = lockRun(run);
  expect(holderOf(run)?.pid).toBe(process.pid);
  expect(() => lockRun(run)).toThrow('in progress');
  release();
  expect(existsSync(lock)).toBe(false);
});

test('a lock of its own number that it does not hold is of a process before it', () => {
  for (const started of [undefined, '1']) {
    write({ pid: process.pid, host, started });
    expect(holderOf(run)).toBeNull();
    lockRun(run)();
  }
});

test.runIf(existsSync('/proc/self/stat'))('a process that began at another time is not the one that locked', () => {
  write({ pid: process.ppid, host, started: '1' });
  expect(holderOf(run)).toBeNull();
  lockRun(run)();
  expect(existsSync(lock)).toBe(false);
});

test('of two that find the lock of a dead process, one gets the run', () => {
  write({ pid: dead, host });
  const faster = JSON.stringify({ pid: 7, host: 'elsewhere' });
  vi.spyOn(process, 'kill').mockImplementation(() => {
    writeFileSync(lock, faster);
    throw new Error('no such process');
  });
  expect(() => lockRun(run)).toThrow('in progress (process 7 on elsewhere)');
  expect(readFileSync(lock, 'utf8')).toBe(faster);
});

test('a lock that another process has made since is not released', () => {
  const release = lockRun(run);
  write({ pid: 7, host: 'elsewhere' });
  release();
  expect(holderOf(run)?.pid).toBe(7);
});

test('a lock that was cut short counts as gone, one that is just being written does not', () => {
  writeFileSync(lock, '{"pid":');
  utimesSync(lock, 1, 1);
  lockRun(run)();
  writeFileSync(lock, '');
  const begun = performance.now();
  lockRun(run)();
  expect(performance.now() - begun).toBeGreaterThan(500);
});
