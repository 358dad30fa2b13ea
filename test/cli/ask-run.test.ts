import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeUpRun } from '../report/made-up-run.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const { path: cwd, remove } = createWorkplace();
afterAll(remove);

function runOfAnotherHost(name: string): string {
  const run = makeUpRun({ root: join(cwd, 'runs'), name });
  writeFileSync(join(run, 'lock'), JSON.stringify({ pid: 7, host: 'elsewhere' }));
  return run;
}

const isWaiting = (text: string) => text.includes('not taken so far');

test('an order that no process takes says for whom it waits, and is withdrawn by Ctrl-C', async () => {
  const run = runOfAnotherHost('waiting');
  const { code, stderr } = await loopsmith(['polish', run, '--candidate', '1'], {
    cwd,
    onStderr: (text, child) => void (isWaiting(text) && !text.includes('stopping') && child.kill('SIGINT')),
  });
  expect(stderr).toContain(
    `not taken so far: ${run}: in progress (process 7 on elsewhere); if it has ended there, delete ${join(run, 'lock')}`,
  );
  expect(stderr).toContain(`loopsmith: stopped; nothing was asked of ${run}`);
  expect(code).toBe(1);
  expect(readdirSync(join(run, 'orders'))).toEqual([]);
});

test('it goes on once the lock is gone', async () => {
  const run = runOfAnotherHost('gone');
  const { stderr } = await loopsmith(['verify', run, '--now'], {
    cwd,
    onStderr: (text) => void (isWaiting(text) && rmSync(join(run, 'lock'), { force: true })),
  });
  expect(stderr).toContain(`${run}: nothing searches in it now`);
  expect(existsSync(join(run, 'orders')) && readdirSync(join(run, 'orders'))).toEqual([]);
});
