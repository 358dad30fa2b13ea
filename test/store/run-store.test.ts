import { appendFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chdir, cwd } from 'node:process';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/events.js';
import { readRun } from '../../src/store/read-run.js';
import { type StoredEvent, secondsWorked } from '../../src/store/run-events.js';
import { listRuns } from '../../src/store/run-list.js';
import { createRun, openRun } from '../../src/store/run-store.js';
import { temporaryFolder } from './temporary-folder.js';

const base = temporaryFolder();
let count = 0;
const newRoot = () => join(base, `runs-${count++}`);
const time = new Date(2025, 0, 2, 3, 4, 5);
const config = { objective: 'mr=0.7', search: { populationSize: 400, range: [0.1, 1e-9] } };
const warning = (message: string): RunEvent => ({ type: 'warning', message });
const finished: RunEvent = { type: 'run-finished', state: 'done', verified: 2, candidates: 3, seconds: 4.5 };

describe('run store', () => {
  it('names a run by time and name, each its own where several start in the same second', () => {
    const root = newRoot();
    for (let i = 0; i < 3; i++) createRun({ root, name: 'first light', config, time });
    expect(readdirSync(root)).toEqual([
      '20250102-030405-first-light',
      '20250102-030405-first-light-2',
      '20250102-030405-first-light-3',
    ]);
  });

  it('of two folders of one name reads the one that is a run, whole', () => {
    const root = newRoot();
    const name = '20250102-030405-mine';
    const run = createRun({ root, name: 'mine', config, objective: 'Mr', time });
    run.append(warning('one'));
    run.close();
    const other = join(base, name); // by the name alone, from this folder, another program's
    mkdirSync(other);
    writeFileSync(join(other, 'config.json'), '{"tool": "another"}');
    writeFileSync(join(other, 'report.json'), '{}');
    const before = cwd();
    chdir(base);
    try {
      const read = readRun(name, { root });
      expect(read).toMatchObject({ path: join(root, name), objective: 'Mr', report: null });
      expect([...read.events()]).toHaveLength(1);
      expect(readRun(other, { root }).problems[0]).toContain('a run of another version');
    } finally {
      chdir(before);
    }
  });

  it('gives back the config, the state, the events and the candidates that were stored', () => {
    const root = newRoot();
    const made = { objective: 'Mr = 0.7 Ms', version: '1.2.3', command: 'loopsmith design' };
    const run = createRun({ root, name: 'a', config, ...made, time });
    expect(run.loadState()).toBeNull();
    run.append(warning('one'));
    run.append(finished);
    run.saveState({ generation: 1 });
    run.saveState({ generation: 2 });
    const image = Uint8Array.of(137, 80);
    const folder = run.saveCandidate(1, { structure: '{}', image, predicted: { mr: null } });
    run.saveCandidate(1, { solved: { mr: 0.7 }, curveCsv: 'h,m\n', curveSvg: '<svg/>' });
    run.saveCandidate(12, { structure: '{}' });
    run.saveReport({ verified: 2 });
    run.close();

    const again = openRun('20250102-030405-a', { root });
    expect(again).toMatchObject({ name: 'a', created: time.toISOString(), config, ...made });
    expect(again.node).toBe(process.versions.node);
    expect([...again.events()]).toMatchObject([warning('one'), finished]);
    expect(again.loadState()).toEqual({ generation: 2 });
    expect(again.candidates()).toEqual([1, 12]);
    expect(readdirSync(folder).sort()).toEqual(
      ['curve.csv', 'curve.svg', 'image.png', 'predicted.json', 'solved.json', 'structure.json'].sort(),
    );
    expect(readFileSync(join(folder, 'predicted.json'), 'utf8')).toBe('{\n  "mr": null\n}\n');
  });

  it('goes on after half a last line, which is cut off', () => {
    const run = createRun({ root: newRoot(), name: 'killed', config });
    run.append(warning('one'));
    run.append(warning('two'));
    run.close();
    const log = join(run.path, 'events.jsonl');
    truncateSync(log, readFileSync(log).length - 7);
    const again = openRun(run.path);
    expect([...again.events()]).toMatchObject([warning('one')]);
    again.append(warning('three'));
    expect([...again.events()]).toMatchObject([warning('one'), warning('three')]);
    expect(readFileSync(log, 'utf8').endsWith('\n')).toBe(true);
    again.close();
  });

  it('refuses a run of another version, an edited one and one cut short, naming file and reason', () => {
    const run = createRun({ root: newRoot(), name: 'a', config });
    const path = join(run.path, 'config.json');
    const text = readFileSync(path, 'utf8');
    const withText = (changed: string) => {
      writeFileSync(path, changed);
      return () => openRun(run.path);
    };
    expect(withText(text.replace('run@1', 'run@9'))).toThrow(
      `${path}: a run of another version: expected schema loopsmith/run@1, got "loopsmith/run@9"`,
    );
    expect(withText(text.replace('400', '500'))).toThrow(`${path}: was edited after it was written`);
    expect(withText(text.slice(0, 50))).toThrow(`${path}: cut short or not JSON`);
    expect(withText(text)).not.toThrow();
  });

  it('refuses a broken line inside the log and a broken state', () => {
    const run = createRun({ root: newRoot(), name: 'a', config });
    run.append(warning('one'));
    run.saveState([1, 2]);
    appendFileSync(join(run.path, 'events.jsonl'), '{"type":\n');
    run.append(warning('two'));
    expect(() => [...run.events()]).toThrow('line 2 is no event: was the file edited?');
    writeFileSync(join(run.path, 'state.json'), '{}');
    expect(() => run.loadState()).toThrow('a run state of another version');
    run.close();
  });

  it('says where a run was looked for', () => {
    const root = newRoot();
    expect(() => openRun('nothing', { root })).toThrow(`no run "nothing": expected a run folder`);
    expect(listRuns({ root })).toEqual([]);
  });

  it('lists runs newest first, with how each ended', () => {
    const root = newRoot();
    const at = (minute: number) => new Date(2025, 0, 1, 0, minute);
    createRun({ root, name: 'killed', config, time: at(1) });
    const done = createRun({ root, name: 'done', config, time: at(2), objective: 'Hc = 0.3 HA' });
    done.append(finished);
    const broken = createRun({ root, name: 'broken', config, time: at(3) });
    writeFileSync(join(broken.path, 'config.json'), '{');
    mkdirSync(join(root, 'a-project-of-something-else'));
    writeFileSync(join(root, 'a-project-of-something-else', 'config.json'), '{"name":"x"}');
    expect(listRuns({ root })).toMatchObject([
      { path: broken.path, state: 'broken', problem: expect.stringContaining('cut short') },
      { name: 'done', state: 'done', verified: 2, seconds: 4.5, objective: 'Hc = 0.3 HA' },
      { name: 'killed', state: 'unfinished', verified: null },
    ]);
  });

  it('leaves nothing behind where the root cannot be a folder', () => {
    const file = join(base, 'a-file');
    writeFileSync(file, '');
    expect(() => createRun({ root: join(file, 'runs'), name: 'a', config })).toThrow(
      /cannot create .*: a part of the path is a file/,
    );
  });

  it('writes no file outside the run folder', () => {
    const run = createRun({ root: newRoot(), name: '../../escape', config });
    expect(run.path).toMatch(/-\.\.-\.\.-escape$/);
    expect(() => run.saveFile('../x', '')).toThrow('not a plain file name');
  });
});

it('counts the time of a run over all processes that worked in it', () => {
  const at = (second: number, event: { type: string; stage?: string; state?: string }) =>
    ({ ...event, time: new Date(1e12 + 1000 * second).toISOString() }) as StoredEvent;
  const load = { type: 'stage', stage: 'load', state: 'started' };
  /** As a run writes them: what came before the folder was made stands before its beginning. */
  const process = (from: number, to: number) => [
    at(from, { type: 'warning' }),
    at(from, load),
    at(from, { ...load, state: 'finished' }),
    at(from, { type: 'run-started' }),
    at(from + 1, { type: 'warning' }),
    at(to, { type: 'stage', stage: 'search', state: 'started' }),
  ];
  expect(secondsWorked([])).toBe(0);
  expect(secondsWorked(process(0, 12))).toBe(12);
  expect(secondsWorked([...process(0, 12), ...process(3600, 3603)])).toBe(15);
});
