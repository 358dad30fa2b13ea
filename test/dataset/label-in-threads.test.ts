// The whole way with real threads and the real solver, on samples so small that a label takes milliseconds.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type GenerateOptions, generateDataset } from '../../src/dataset/generate.js';
import { loadDataset } from '../../src/dataset/load.js';
import { partPath } from '../../src/dataset/parts.js';
import { wholeShard } from '../../src/dataset/shard.js';
import { createThreadPool } from '../../src/pool/thread-pool.js';
import { demagnetize } from '../../src/solver/demagnetize.js';
import { temporaryFolder } from '../store/temporary-folder.js';
import { paper } from './made-up-labels.js';

const base = temporaryFolder();
const limits = { size: 24e-9, cells: 12, minimumGrains: 2, maximumGrains: 4, maximumMisorientation: 1 };
const count = 40;
const options: Omit<GenerateOptions, 'out' | 'pool'> = {
  physics: paper,
  seed: 9,
  limits,
  count,
  solver: { fieldStep: 0.05 },
};
const pools = [1, 2].map((workers) => createThreadPool({ workers }));
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

const bytes = (folder: string) =>
  readdirSync(join(folder, 'records')).map((name) => readFileSync(join(folder, 'records', name)).toString('hex'));

const program = (out: string) => `
  import { generateDataset } from './dist/dataset/generate.js';
  import { createThreadPool } from './dist/pool/thread-pool.js';
  const pool = createThreadPool({ workers: 2 });
  await generateDataset({ ...${JSON.stringify({ ...options, out })}, pool });
  await pool.close();
`;

/** Starts labelling in a process of its own and kills it at once when the part has grown beyond `size` bytes. */
function killAt(size: number, out: string): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(out)], { stdio: 'inherit' });
  const part = partPath(out, wholeShard);
  const watch = setInterval(() => {
    if (existsSync(part) && readFileSync(part).length > size) child.kill('SIGKILL');
  }, 1);
  return new Promise((resolve) => child.on('exit', () => resolve(clearInterval(watch))));
}

describe('labelling in threads', () => {
  it('gives the same bytes for 1 worker, 2 workers and a run killed three times', async () => {
    const [one, two, killed] = ['one', 'two', 'killed'].map((name) => join(base, name));
    await generateDataset({ ...options, out: one, pool: pools[0] });
    await generateDataset({ ...options, out: two, pool: pools[1] });
    for (const size of [1, 8_000, 20_000]) await killAt(size, killed);
    expect(existsSync(join(killed, 'dataset.json'))).toBe(false);
    await generateDataset({ ...options, out: killed, pool: pools[1] });
    expect(bytes(two)).toEqual(bytes(one));
    expect(bytes(killed)).toEqual(bytes(one));
  });

  it('stores what the solver gives for the stored structure, the curve in single precision', async () => {
    const { records, structures, physics } = await loadDataset(join(base, 'one'));
    expect(physics).toEqual(paper);
    expect(records.length).toBeGreaterThan(count / 2);
    for (const i of [0, records.length - 1]) {
      const { curve, anchors, fieldEvaluations } = demagnetize(structures[i], paper, options.solver);
      expect(records[i].anchors).toEqual(anchors);
      expect(records[i].curve.magnetization).toEqual(Float32Array.from(curve.magnetization));
      expect(records[i].fieldEvaluations).toBe(fieldEvaluations);
    }
  });

  it('solves in a thread as here, and reports every field step', async () => {
    const { structures } = await loadDataset(join(base, 'one'));
    const here = demagnetize(structures[0], paper, { fieldStep: 0.1 });
    const steps: { appliedField: number }[] = [];
    const input = { structure: structures[0], physics: paper, options: { fieldStep: 0.1 } };
    const onProgress = (step: { appliedField: number }) => steps.push(step);
    const { curve } = await pools[1].run<object, typeof here, { appliedField: number }>('demagnetize', input, {
      onProgress,
    });
    expect(curve).toEqual(here.curve);
    expect(steps.map(({ appliedField }) => appliedField)).toEqual([...here.curve.appliedField]);
  });
});
