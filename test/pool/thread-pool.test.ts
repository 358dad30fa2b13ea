import { availableParallelism } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { createThreadPool } from '../../src/pool/thread-pool.js';

const one = createThreadPool({ workers: 1 });
const two = createThreadPool({ workers: 2 });
afterAll(() => Promise.all([one.close(), two.close()]));

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('expected a rejection');
    },
    (error: unknown) => error,
  );

describe('thread pool', () => {
  it('runs a task and returns what it returns', async () => {
    expect(await one.run('countPrimes', { limit: 1000 })).toBe(168);
  });

  it('gives results in the order asked, whatever the number of workers', async () => {
    const limits = [60_000, 10, 20_000, 100, 40_000, 1000];
    const all = (pool: typeof one) =>
      Promise.all(limits.map((limit) => pool.run<object, number>('countPrimes', { limit })));
    expect(await all(two)).toEqual(await all(one));
    expect(await all(two)).toEqual([6057, 4, 2262, 25, 4203, 168]);
  });

  it('delivers every progress report before the result', async () => {
    const counts: number[] = [];
    await two.run<object, number, number>('countPrimes', { limit: 100 }, { onProgress: (count) => counts.push(count) });
    expect(counts).toEqual([4, 8, 10, 12, 15, 17, 19, 22, 24]);
  });

  it('keeps the kind of an expected error across the thread boundary', async () => {
    const error = await caught(one.run('countPrimes', { limit: -1 }));
    expect(error).toBeInstanceOf(LoopsmithError);
    expect(error).toMatchObject({ kind: 'usage', message: 'countPrimes: limit must be 0 or more, got -1' });
  });

  it('keeps message and stack of an unexpected error', async () => {
    const error = await caught(one.run('countPrimes', undefined));
    expect(error).not.toBeInstanceOf(LoopsmithError);
    expect((error as Error).stack).toContain('count-primes');
  });

  it('names the known tasks when asked for an unknown one', async () => {
    expect(await caught(one.run('toString', {}))).toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(/no task is named "toString"; known: .*demagnetize/),
    });
  });

  it('stops a task that never looks up, with the reason of the signal, and works on', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const running = caught(one.run('countPrimes', { limit: 1e12 }, { signal: controller.signal }));
    const waiting = caught(one.run('countPrimes', { limit: 1e12 }, { signal: controller.signal }));
    setTimeout(() => controller.abort(reason), 300);
    expect(await running).toBe(reason);
    expect(await waiting).toBe(reason);
    expect(await one.run('countPrimes', { limit: 10 })).toBe(4);
  });

  it('ends a task whose listener fails, with what that threw, and works on', async () => {
    const reason = new Error('the disk is full');
    const onProgress = () => {
      throw reason;
    };
    expect(await caught(one.run('countPrimes', { limit: 3e6 }, { onProgress }))).toBe(reason);
    expect(await caught(one.run('countPrimes', { limit: 10 }, { onProgress }))).toBe(reason);
    expect(await one.run('countPrimes', { limit: 10 })).toBe(4);
  });

  it('does not start under a signal that is already aborted', async () => {
    const reason = new Error('too late');
    expect(await caught(one.run('countPrimes', { limit: 10 }, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  });

  it('takes as many workers as the machine offers, and refuses none', async () => {
    const pool = createThreadPool();
    expect(pool.workers).toBe(availableParallelism());
    await pool.close();
    expect(() => createThreadPool({ workers: 0 })).toThrow('workers: expected a whole number of at least 1, got 0');
  });

  it('ends what still runs when it is closed', async () => {
    const pool = createThreadPool({ workers: 1 });
    const running = caught(pool.run('countPrimes', { limit: 1e12 }));
    await pool.run('countPrimes', { limit: 10 }, { signal: AbortSignal.timeout(200) }).catch(() => undefined);
    await pool.close();
    expect(await running).toMatchObject({ kind: 'failed', message: 'the worker pool was closed' });
    expect(await caught(pool.run('countPrimes', { limit: 10 }))).toMatchObject({ kind: 'failed' });
  });
});
