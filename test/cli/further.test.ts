// What is asked of a run beside its preset: verify now, verify more, polish.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Order } from '../../src/events.js';
import { readEvents } from '../../src/store/run-events.js';
import { createWorkplace, loopsmith } from './loopsmith.js';
import { candidateFiles, createSmallDesign, type SmallDesign } from './small-design.js';

const workplace = createWorkplace();
const cwd = workplace.path;
// What no code of this model is predicted to have.
const unreachable = ['--target', 'mr=0.3'];
const endless = [...unreachable, '--set', 'search.generations=100000', '--set', 'search.stallGenerations=100000'];
let small: SmallDesign;
/** A run that was asked for more after it was done. */
let asked: string;

const report = (run: string) => JSON.parse(readFileSync(join(run, 'report.json'), 'utf8'));
const newest = (root: string) => small.newest(root) ?? '';
const ordersIn = (run: string) =>
  [...readEvents(join(run, 'events.jsonl'))].flatMap((event) => (event.type === 'asked' ? [event.order] : []));
/** The arguments of a stored command. */
const argsOf = (run: string): string[] => String(report(run).command).split(' ').slice(1);

beforeAll(async () => {
  small = await createSmallDesign(cwd);
  await small.design('asked');
  asked = newest('asked');
});
afterAll(workplace.remove);

describe('a run that is done', () => {
  test('verifies the next best candidates, and polishes one that its preset did not', async () => {
    const before = candidateFiles(asked);
    const verified = await small.run('verify', asked, '--more', '1');
    expect(verified.code).toBe(0);
    expect(verified.stderr).not.toContain('report.html');
    expect(report(asked).candidates).toHaveLength(3);
    const page = join(asked, 'report.html');
    writeFileSync(page, 'of the run before it was polished');
    const { code, stdout, stderr } = await small.run('polish', asked, '--candidate', '3', '--solves', '3', '--json');
    expect(code).toBe(0);
    expect(stderr).toContain(`report.html is older: loopsmith report ${report(asked).run} writes it anew`);
    rmSync(page);
    expect(JSON.parse(stdout).orders).toEqual([
      { do: 'verify-more', candidates: 1 },
      { do: 'polish', candidate: 2, solves: 3 },
    ]);
    const after = candidateFiles(asked);
    for (const name of Object.keys(before)) expect(after[name]).toBe(before[name]);
    const polished = [...readEvents(join(asked, 'events.jsonl'))].filter(
      (event) => event.type === 'candidate-polished' && event.candidate === 2,
    );
    expect(polished).toHaveLength(3);
    expect(ordersIn(asked)).toHaveLength(2);
  });

  test('comes to the same when all was asked for at its beginning, by the command that its report names', async () => {
    const { code } = await loopsmith([...argsOf(asked), '--runs', 'repeated'], { cwd });
    expect(code).toBe(0);
    expect(report(asked).command).toContain('--then more=1 --then polish=3:3');
    expect(candidateFiles(newest('repeated'))).toEqual(candidateFiles(asked));
    // The repeated one names each order once, too.
    expect(report(newest('repeated')).command.match(/--then /g)).toHaveLength(2);
  });

  test('and was killed while it carried an order out resumes to the same bytes', async () => {
    await small.design('killed');
    const run = newest('killed');
    await small.run('verify', run, '--more', '1');
    const polish = ['polish', run, '--candidate', '3', '--solves', '3'];
    await loopsmith(polish, {
      cwd,
      onStderr: (text, child) => {
        if (text.includes('candidate 3, polish 1')) child.kill('SIGKILL');
      },
    });
    expect(ordersIn(run)).toHaveLength(2);
    expect((await small.run('runs', 'resume', run, '--workers', '1')).code).toBe(0);
    expect(candidateFiles(run)).toEqual(candidateFiles(asked));
    expect(ordersIn(run)).toHaveLength(2);
  });

  test('says how many are left where more were asked for, and that an unknown candidate is none', async () => {
    const { code, stderr } = await small.run('verify', asked, '--more', '9');
    expect(code).toBe(0);
    expect(stderr).toContain('9 more candidates were asked for: only 1 of them is left of the search');
    expect((await small.run('polish', asked, '--candidate', '99')).stderr).toMatch(/no candidate 99: expected one of/);
    expect((await small.run('verify', asked, '--now')).stderr).toContain('nothing searches in it now');
  });

  test('is refused once its model is another one, and keeps what it found', async () => {
    const card = join(cwd, 'presets/models/tiny/card.json');
    const text = readFileSync(card, 'utf8');
    const files = () => readdirSync(asked, { recursive: true, encoding: 'utf8' }).sort();
    const before = [files(), report(asked)];
    writeFileSync(card, text.replace('2026-01-01', '2026-01-02'));
    for (const args of [
      ['verify', asked, '--more', '1'],
      ['polish', asked, '--candidate', '1'],
    ]) {
      const { code, stderr } = await small.run(...args);
      expect(code).toBe(1);
      expect(stderr).toMatch(/its model has changed .* repeat it instead: loopsmith design .* --then more=1/);
      expect([files(), report(asked)]).toEqual(before);
    }
    writeFileSync(card, text);
  });

  test('takes no order of another form', async () => {
    for (const order of ['more', 'more=0', 'polish=0', 'polish=1:0', 'wish=3'])
      expect((await small.design('never', ['--then', order])).stderr).toContain('expected more=N');
    expect(existsSync(join(cwd, 'never'))).toBe(false);
  });
});

describe('a search that is ended by "verify now"', () => {
  let run: string;

  test('goes on with what it has, and says so in events and report', async () => {
    let now: ReturnType<typeof small.run> | undefined;
    const { code, stderr } = await small.design('now', endless, {
      onStderr: (text) => {
        if (text.includes('generation 1 of')) now ??= small.run('verify', newest('now'), '--now', '--json');
      },
    });
    run = newest('now');
    expect([code, stderr]).toEqual([0, expect.stringContaining('asked: the search ends early')]);
    const [order] = report(run).orders;
    expect(order).toEqual({ do: 'verify-now', generation: expect.any(Number) });
    expect(stderr).toContain(`ended after generation ${order.generation} of 100000: as asked`);
    expect(JSON.parse((await now)?.stdout ?? '')).toMatchObject({ asked: { do: 'verify-now' } });
    expect(report(run).candidates).toHaveLength(2);
  });

  test('is repeated by the command that its report names', async () => {
    const { code } = await loopsmith([...argsOf(run), '--runs', 'now-again'], { cwd });
    expect(code).toBe(0);
    expect(candidateFiles(newest('now-again'))).toEqual(candidateFiles(run));
  });

  test('and is killed after that resumes to the same bytes, also without what it had worked out', async () => {
    let now: ReturnType<typeof small.run> | undefined;
    await small.design('now-killed', endless, {
      onStderr: (text, child) => {
        if (text.includes('generation 1 of')) now ??= small.run('verify', newest('now-killed'), '--now');
        if (text.includes('polish 1')) child.kill('SIGKILL');
      },
    });
    await now;
    const killed = newest('now-killed');
    const { generation } = ordersAsked(killed);
    const forgetful = join(cwd, 'forgetful');
    cpSync(killed, forgetful, { recursive: true });
    rmSync(join(forgetful, 'work'), { recursive: true });
    const args = [
      ...unreachable,
      ...['--set', 'search.stallGenerations=100000'],
      ...['--set', `search.generations=${generation}`],
    ];
    await small.design('whole', args);
    for (const run of [killed, forgetful]) {
      expect((await small.run('runs', 'resume', run)).code).toBe(0);
      expect(candidateFiles(run)).toEqual(candidateFiles(newest('whole')));
    }
  });

  /** As it lies in the run. */
  const ordersAsked = (path: string): Extract<Order, { do: 'verify-now' }> => {
    const [name] = readdirSync(join(path, 'orders')).filter((file) => /^\d/.test(file));
    return JSON.parse(readFileSync(join(path, 'orders', name), 'utf8'));
  };
});
