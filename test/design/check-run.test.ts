import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRun } from '../../src/design/check-run.js';
import { readReport } from '../../src/design/stored-report.js';
import { openRun } from '../../src/store/run-store.js';
import { makeUpRun } from '../report/made-up-run.js';
import { temporaryFolder } from '../store/temporary-folder.js';

const root = temporaryFolder();

test('a run as a design leaves it is sound', () => {
  const path = makeUpRun({ root, name: 'sound' });
  const run = openRun(path);
  run.work.remember('demagnetize-1', { mr: 0.9 });
  run.orders.leave({ do: 'verify-more', candidates: 2 });
  run.orders.take();
  const { problems, candidates, events } = checkRun(path);
  expect(problems).toEqual([]);
  expect(candidates).toBe(3);
  expect(events).toBeGreaterThan(5);
});

test('every file that was cut is named', () => {
  const path = makeUpRun({ root, name: 'cut' });
  const run = openRun(path);
  run.work.remember('demagnetize-1', { mr: 0.9 });
  run.orders.leave({ do: 'rm' });
  run.orders.take();
  run.saveState({ step: 1 });
  const files = ['structure.json', 'predicted.json', 'solved.json', 'curve.csv'].map((name) => `candidates/02/${name}`);
  const cut = [...files, 'report.json', 'state.json', 'work/demagnetize-1.bin'].map((name) => join(path, name));
  // A curve is cut in the middle of a number of its last line.
  for (const file of cut) writeFileSync(file, readFileSync(file).subarray(0, file.endsWith('csv') ? -20 : 30));
  appendFileSync(join(path, 'events.jsonl'), '{"type":\n{}\n');
  const { problems } = checkRun(path);
  for (const file of [...cut, join(path, 'events.jsonl'), `${path}: order 1 is none`])
    expect(problems.filter((problem) => problem.startsWith(file))).toHaveLength(1);
  expect(problems).toHaveLength(cut.length + 2);
});

test('a file that is missing of a run that is done is named', () => {
  const path = makeUpRun({ root, name: 'gutted' });
  const gone = ['report.json', 'candidates/01/curve.csv', 'candidates/03/structure.json'].map((name) =>
    join(path, name),
  );
  for (const file of gone) rmSync(file);
  expect(checkRun(path).problems.sort()).toEqual(gone.map((file) => `${file}: is missing`).sort());
});

test('a broken config is all that can be said', () => {
  const path = makeUpRun({ root, name: 'config' });
  writeFileSync(join(path, 'config.json'), '{');
  expect(checkRun(path).problems).toEqual([`${join(path, 'config.json')}: cut short or not JSON`]);
});

test('a report that is none is named, with what was expected', () => {
  const path = makeUpRun({ root, name: 'report' });
  const report = join(path, 'report.json');
  for (const text of ['{}', '[]', '{"target":{},"candidates":[{}]}']) {
    writeFileSync(report, text);
    const [problem, ...more] = checkRun(path).problems;
    expect(problem).toMatch(/report\.json: .*: expected the report of a design, with target and candidates$/);
    expect(more).toEqual([]);
    expect(() => readReport(path)).toThrow(problem);
  }
});
