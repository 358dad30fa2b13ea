import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeUpRun } from '../report/made-up-run.js';
import { malformations } from '../report/well-formed.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const workplace = createWorkplace();
const cwd = workplace.path;
afterAll(workplace.remove);

let run = '';
beforeAll(() => {
  run = makeUpRun({ root: join(cwd, 'runs') });
});
const report = (...args: string[]) => loopsmith(['report', ...args], { cwd });

describe('loopsmith report', () => {
  test('writes report.html into the folder of the run, also called by its name', async () => {
    const { code, stdout, stderr } = await report(run.split('/').at(-1) ?? '');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/report\.html: done, 1 of 3 candidates verified, \d+ kB/);
    expect(malformations(readFileSync(join(run, 'report.html'), 'utf8'))).toEqual([]);
    expect((await loopsmith(['runs', 'check', run], { cwd })).stdout).toContain('sound');
  });

  test('writes it where it is told to, and says so as one JSON document', async () => {
    const { code, stdout } = await report(run, '--out', 'sub/mine.html', '--best', '1', '--json');
    expect(code).toBe(0);
    const { bytes, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({ run, out: 'sub/mine.html', state: 'done', candidates: 3, verified: 1, problems: [] });
    expect(readFileSync(join(cwd, 'sub/mine.html')).length).toBe(bytes);
  });

  test('of a run that was killed warns of nothing, of one that lost a file says which', async () => {
    const killed = makeUpRun({ root: join(cwd, 'runs'), name: 'killed', state: null });
    expect(await report(killed)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('unfinished') });
    const { stdout } = await loopsmith(['runs', 'show', killed], { cwd });
    expect(stdout).toContain(`no report yet: "loopsmith runs resume ${killed}" goes on with it`);
    rmSync(join(killed, 'candidates/01/curve.csv'));
    expect(await report(killed)).toMatchObject({ code: 0, stderr: 'warning: candidates/01/curve.csv is missing\n' });
  });

  test.each([
    [['nothing'], 2, /no run "nothing": expected a run folder/],
    [[], 2, /missing required argument 'run'/],
    [['runs', '--best', '0'], 2, /--best.*1 to 12/],
  ] as [string[], number, RegExp][])('%j: exit code %i and one line', async (args, exit, message) => {
    const { code, stdout, stderr } = await report(...args);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([exit, '']);
  });

  test('fails with exit code 1 where it cannot be written, and leaves nothing behind', async () => {
    const { code, stderr } = await report(run, '--out', join(run, 'config.json/x.html'));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^loopsmith: cannot (create|write) /)]);
    expect(existsSync(join(run, 'config.json/x.html'))).toBe(false);
  });
});

test('runs show of a stopped run says how to go on', async () => {
  const stopped = makeUpRun({ root: join(cwd, 'runs'), name: 'stopped', state: 'stopped' });
  const { stdout } = await loopsmith(['runs', 'show', stopped], { cwd });
  expect(stdout).toContain(`stopped before its end: "loopsmith runs resume ${stopped}" goes on with it`);
  writeFileSync(join(stopped, 'report.json'), '[]');
  const { code, stderr } = await loopsmith(['runs', 'show', stopped], { cwd });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/report\.json: .*expected the report of a design/)]);
});
