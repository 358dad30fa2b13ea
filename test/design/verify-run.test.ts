import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyRun } from '../../src/design/verify-run.js';
import type { RunEvent } from '../../src/events.js';
import type { DemagnetizeInput } from '../../src/pool/tasks/demagnetize.js';
import { whyNoNativeKernel } from '../../src/solver/native-kernel.js';
import { candidateFileNames, candidateFolder } from '../../src/store/candidates.js';
import { openRun } from '../../src/store/run-store.js';
import { madeUpCurve, makeUpRun } from '../report/made-up-run.js';
import { temporaryFolder } from '../store/temporary-folder.js';

const root = temporaryFolder();
const readSolved = (run: string) => readFileSync(join(candidateFolder(run, 1), candidateFileNames.solved), 'utf8');

/** Solves a made-up run of one candidate again, to Mr that differs by so much. */
async function again(kernel: string, difference: number) {
  const run = openRun(makeUpRun({ root, name: kernel, candidates: 1 }));
  run.saveState({ backend: 'wasm', kernel, startFrom: [] });
  const asked: unknown[] = [];
  const events: RunEvent[] = [];
  const pool = {
    workers: 1,
    close: async () => {},
    async run<Input, Output>(_: string, input: Input) {
      asked.push((input as DemagnetizeInput).options?.kernel);
      const anchors = { ...stored, mr: stored.mr + difference };
      return { curve: madeUpCurve(0.92, 0.41), anchors, warnings: [] } as Output;
    },
  };
  const { anchors: stored } = JSON.parse(readSolved(run.path));
  const [check] = await verifyRun(run, { pool, emit: (event) => events.push(event) });
  return { check, asked, warned: events.some(({ type }) => type === 'warning') };
}

describe('a run that is solved again', () => {
  test('is solved by the kernel that it had, and must come out to a millionth', async () => {
    const { check, asked, warned } = await again('webassembly', 2e-6);
    expect(asked).toEqual(['webassembly']);
    expect([check.same, warned]).toEqual([false, false]);
    expect((await again('webassembly', 5e-7)).check.same).toBe(true);
  });

  test('on another processor, native or not, may differ by its arithmetic', async () => {
    const { check, asked, warned } = await again('native', 1e-4);
    const here = whyNoNativeKernel() === null;
    expect(asked).toEqual([here ? 'native' : 'webassembly']);
    expect([check.same, warned]).toEqual([true, !here]);
    expect((await again('native', 3e-4)).check.same).toBe(false);
  });
});
