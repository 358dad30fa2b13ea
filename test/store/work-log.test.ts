import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRememberingPool, fingerprint } from '../../src/pool/remembering-pool.js';
import { createWorkLog } from '../../src/store/work-log.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = join(temporaryFolder(), 'work');
const answer = { curve: Float64Array.of(0.1, -0, Number.NaN), anchors: { mr: 0.1 + 0.2, hc: null } };

describe('a work log', () => {
  it('gives back what a task answered to the last bit', () => {
    const log = createWorkLog(folder);
    expect(log.recall('a')).toBeUndefined();
    log.remember('a', answer);
    expect(createWorkLog(folder).recall('a')).toEqual({ output: answer });
  });

  it('knows nothing of what a file held that was edited or cut, and writes it anew', () => {
    const log = createWorkLog(folder);
    expect(log.problems()).toEqual([]);
    const path = join(folder, 'a.bin');
    const bytes = readFileSync(path);
    for (const [content, reason] of [
      [bytes.subarray(0, bytes.length - 1), 'was cut short or edited'],
      ['something else\n', 'is not of schema'],
      ['', 'is not of schema'],
    ] as const) {
      writeFileSync(path, content);
      expect(log.recall('a')).toBeUndefined();
      expect(log.problems()).toEqual([expect.stringContaining(`a.bin: ${reason}`)]);
    }
    log.remember('a', answer);
    expect(readFileSync(path)).toEqual(bytes);
  });
});

describe('a pool that remembers', () => {
  it('works once for one input, whatever the order of its keys, and anew for another', async () => {
    let worked = 0;
    const pool = {
      workers: 1,
      close: async () => {},
      run: async <_I, Output>() => ({ count: ++worked }) as Output,
    };
    const log = createWorkLog(folder);
    const remembering = createRememberingPool(pool, () => log);
    const angles = Float64Array.of(1, 2);
    const first = await remembering.run('task', { a: 1, b: angles });
    expect(await remembering.run('task', { b: Float64Array.of(1, 2), a: 1 })).toEqual(first);
    expect(worked).toBe(1);
    await remembering.run('task', { a: 1, b: Float64Array.of(1, 3) });
    await remembering.run('other', { a: 1, b: angles });
    expect(worked).toBe(3);
    expect(readdirSync(folder).filter((name) => name !== 'a.bin')).toHaveLength(3);
  });

  it('tells arrays of different types apart', () => {
    expect(fingerprint('t', Float64Array.of(0))).not.toBe(fingerprint('t', new Uint8Array(8)));
  });
});
