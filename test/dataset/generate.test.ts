import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateDataset } from '../../src/dataset/generate.js';
import { datasetInfo } from '../../src/dataset/info.js';
import { loadDataset } from '../../src/dataset/load.js';
import { mergeDataset } from '../../src/dataset/merge.js';
import { readParquet, toParquet } from '../../src/dataset/parquet.js';
import { parseShard, type Shard } from '../../src/dataset/shard.js';
import type { Progress, RunEvent } from '../../src/events.js';
import { chooseKernel } from '../../src/solver/choose-kernel.js';
import { type DrawLimits, paperLimits } from '../../src/structure/grains.js';
import { temporaryFolder } from '../store/temporary-folder.js';
import { madeUpPool, paper } from './made-up-labels.js';

const base = temporaryFolder();
let folders = 0;
const newFolder = () => join(base, `data-${folders++}`);
const limits = { minimumGrains: 3, maximumGrains: 9 };
const options = { physics: paper, seed: 4, limits };

const bytes = (folder: string) =>
  readdirSync(join(folder, 'records')).map((name) => [
    name,
    readFileSync(join(folder, 'records', name)).toString('hex'),
  ]);

async function reference(count = 20) {
  const out = newFolder();
  await generateDataset({ out, ...options, count, pool: madeUpPool(1) });
  return bytes(out);
}

describe('generateDataset', () => {
  it('gives the same bytes for 1 and 3 workers', async () => {
    const out = newFolder();
    expect(await generateDataset({ out, ...options, count: 20, pool: madeUpPool(3) })).toMatchObject({
      state: 'done',
      done: 20,
      total: 20,
      failures: 1,
      warned: { records: 1, first: { index: 7, warning: 'a cell is coarser than a domain wall' } },
      card: { count: 20, complete: 18, warned: { records: 1, first: { index: 7 } }, seed: 4, physics: paper },
    });
    expect(bytes(out)).toEqual(await reference());
  });

  it('says which kernel labelled, and warns where that was another', async () => {
    const out = newFolder();
    const { card } = await generateDataset({ out, ...options, count: 3, pool: madeUpPool() });
    expect(card?.kernels).toEqual([chooseKernel()]);
    const path = join(out, 'dataset.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(`"${chooseKernel()}"`, '"abacus"'));
    for (const name of readdirSync(join(out, 'parts'))) rmSync(join(out, 'parts', name));
    const events: RunEvent[] = [];
    const more = { out, ...options, count: 4, pool: madeUpPool(), emit: (event: RunEvent) => void events.push(event) };
    expect((await generateDataset(more)).card?.kernels).toEqual(['abacus', chooseKernel()].sort());
    expect(events).toContainEqual({
      type: 'warning',
      message: `${out}: labelled with the abacus kernel so far, now with ${chooseKernel()}: the last digits differ`,
    });
  });

  it('gives the same bytes from shards as from one', async () => {
    const [out, other] = [newFolder(), newFolder()];
    for (const [folder, shard] of [
      [out, '2/3'],
      [out, '1/3'],
      [other, '3/3'],
    ]) {
      const pool = madeUpPool(2);
      const done = await generateDataset({ out: folder, ...options, count: 20, shard: parseShard(shard), pool });
      expect(done).toMatchObject({ state: 'done', card: null });
      expect([6, 7]).toContain(pool.labels);
    }
    const card = await mergeDataset({ out, sources: [other], command: 'merge' });
    expect(card).toMatchObject({ count: 20, command: 'merge', files: [{ file: 'records/00000.parquet', rows: 20 }] });
    expect(bytes(out)).toEqual(await reference());
    rmSync(join(out, 'parts'), { recursive: true });
    expect(await mergeDataset({ out })).toMatchObject({ count: 20, timing: card.timing });
    expect(bytes(out)).toEqual(await reference());
  });

  it('of a shard that no draw falls to leaves a folder that can be merged', async () => {
    const [out, ...shards] = [newFolder(), newFolder(), newFolder()];
    for (const [i, folder] of shards.entries()) {
      const shard = { part: 4 * i + 1, of: 5 };
      await generateDataset({ out: folder, ...options, count: 4, shard, pool: madeUpPool() });
    }
    expect(await mergeDataset({ out, sources: shards })).toMatchObject({ count: 1, seed: 4 });
  });

  it('takes its own label of a draw that another folder holds too, merged there or not', async () => {
    const [out, other] = [newFolder(), newFolder()];
    const label = (folder: string, part: number) =>
      generateDataset({ out: folder, ...options, count: 20, shard: { part, of: 2 }, pool: madeUpPool() });
    await label(out, 1);
    await label(other, 1);
    const path = join(other, 'parts', 'shard-001-of-002.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/"fieldEvaluations":\d+/g, '"fieldEvaluations":7777'));
    await mergeDataset({ out: other });
    await mergeDataset({ out, sources: [other] });
    const { records } = await readParquet(join(out, 'records/00000.parquet'));
    expect(records).toHaveLength(10);
    expect(records.filter(({ fieldEvaluations }) => fieldEvaluations === 7777)).toEqual([]);
  });

  it('refuses merged data that were altered, and lines that are no records', async () => {
    const [out, other] = [newFolder(), newFolder()];
    await generateDataset({ out: other, ...options, count: 12, pool: madeUpPool() });
    const part = join(other, 'parts', 'shard-001-of-001.jsonl');
    const text = readFileSync(part, 'utf8');
    for (const [from, to] of [
      [/"warnings":\[[^\]]*\]/, '"warnings":3'],
      [/"fieldEvaluations":\d+/, '"fieldEvaluations":null'],
      [/"failure":null/, '"failure":7'],
    ] as const) {
      writeFileSync(part, text.replace(from, to));
      await expect(datasetInfo(other)).rejects.toThrow(
        /jsonl: line \d+: (warnings|fieldEvaluations|failure): expected/,
      );
    }
    writeFileSync(part, text);
    const file = join(other, 'records/00000.parquet');
    const { records, identity } = await readParquet(file);
    writeFileSync(file, toParquet(records.with(0, { ...records[0], fieldEvaluations: 1 }), identity));
    await expect(mergeDataset({ out, sources: [other] })).rejects.toThrow('00000.parquet: was altered');
    await expect(generateDataset({ out: other, ...options, count: 13, pool: madeUpPool() })).rejects.toThrow('altered');
  });

  it('loses nothing to a merge that goes on beside it', async () => {
    const sources = await Promise.all(
      [1, 2].map(async (part) => {
        const source = newFolder();
        await generateDataset({ out: source, ...options, count: 20, shard: { part, of: 2 }, pool: madeUpPool() });
        return source;
      }),
    );
    const out = newFolder();
    const ended = await Promise.allSettled(sources.map((source) => mergeDataset({ out, sources: [source] })));
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(String(ended.find((one) => one.status === 'rejected')?.reason)).toContain('in progress');
    for (const source of sources) await mergeDataset({ out, sources: [source] });
    expect(bytes(out)).toEqual(await reference());
  });

  it('says of which shards draws are missing', async () => {
    const out = newFolder();
    const label = (part: number) =>
      generateDataset({ out, ...options, count: 20, shard: { part, of: 4 }, pool: madeUpPool() });
    for (const part of [1, 2]) await label(part);
    writeFileSync(join(out, 'parts/shard-004-of-004.jsonl'), ''); // a copy that was cut off
    const message = `10 of 20 draws are not labelled (of shard 3/4, 4/4): "loopsmith dataset generate" with the same settings goes on`;
    const events: RunEvent[] = [];
    await mergeDataset({ out, emit: (event) => void events.push(event) });
    expect(events).toEqual([{ type: 'warning', message: `${out}: ${message}` }]);
    expect((await datasetInfo(out)).missing).toEqual({ draws: 10, of: 20, shards: ['3/4', '4/4'] });
    for (const part of [3, 4]) await label(part);
    expect((await datasetInfo(out)).missing).toBeNull();
  });

  it('leaves no folder where it refuses what it is given', async () => {
    const out = newFolder();
    await expect(mergeDataset({ out, sources: [join(base, 'typo')] })).rejects.toThrow('no labelled data');
    expect(existsSync(out)).toBe(false);
  });

  it('says how many draws are wanted now, where more were asked for later', async () => {
    const out = newFolder();
    const label = (count: number, part: number) =>
      generateDataset({ out, ...options, count, shard: { part, of: 2 }, pool: madeUpPool() });
    for (const part of [1, 2]) await label(10, part);
    await label(20, 1);
    expect((await datasetInfo(out)).missing).toEqual({ draws: 5, of: 20, shards: ['2/2'] });
  });

  it('refuses merged data from which rows were taken away', async () => {
    const out = newFolder();
    await generateDataset({ out, ...options, count: 20, pool: madeUpPool() });
    const path = join(out, 'records/00000.parquet');
    const { records, identity } = await readParquet(path);
    writeFileSync(path, toParquet(records.slice(1), identity));
    await expect(mergeDataset({ out })).rejects.toThrow(`${path}: was altered after it was written`);
    await expect(datasetInfo(out)).rejects.toThrow(`${path}: was altered after it was written`);
  });

  it('counts the time of a draw that two folders hold once', async () => {
    const [out, one, two] = [newFolder(), newFolder(), newFolder()];
    const shard = { part: 1, of: 2 };
    for (const folder of [one, two])
      await generateDataset({ out: folder, ...options, count: 20, shard, pool: madeUpPool() });
    expect(await mergeDataset({ out, sources: [one, two] })).toMatchObject({ count: 10, timing: { records: 10 } });
  });

  it('goes on after a stop, labels nothing twice and loses nothing', async () => {
    const out = newFolder();
    const controller = new AbortController();
    const first = madeUpPool(2, { onLabel: (index) => index === 6 && controller.abort() });
    const stopped = await generateDataset({ out, ...options, count: 20, pool: first, signal: controller.signal });
    expect(stopped).toMatchObject({ state: 'stopped', card: null });
    expect(stopped.done).toBeLessThan(20);
    expect((await datasetInfo(out)).count).toBe(stopped.done);
    const second = madeUpPool(2);
    await generateDataset({ out, ...options, count: 20, pool: second });
    expect(second.labels).toBe(20 - stopped.done);
    expect(bytes(out)).toEqual(await reference());
  });

  it('goes on after half a last line, or half a header', async () => {
    for (const left of [0.5, 0.001]) {
      const out = newFolder();
      await generateDataset({ out, ...options, count: 20, shard: { part: 1, of: 2 }, pool: madeUpPool() });
      const part = join(out, 'parts', 'shard-001-of-002.jsonl');
      truncateSync(part, Math.floor(readFileSync(part).length * left));
      for (const shard of [
        { part: 1, of: 2 },
        { part: 2, of: 2 },
      ])
        await generateDataset({ out, ...options, count: 20, shard, pool: madeUpPool() });
      await mergeDataset({ out });
      expect(bytes(out)).toEqual(await reference());
    }
  });

  it('adds to merged data, also where their parts are gone', async () => {
    const out = newFolder();
    await generateDataset({ out, ...options, count: 12, pool: madeUpPool() });
    await mergeDataset({ out });
    rmSync(join(out, 'parts'), { recursive: true });
    const pool = madeUpPool();
    expect(await generateDataset({ out, ...options, count: 20, pool })).toMatchObject({ done: 20, failures: 0 });
    expect(pool.labels).toBe(8);
    expect(bytes(out)).toEqual(await reference());
  });

  it('leaves the card alone where nothing is missing', async () => {
    const out = newFolder();
    const { card } = await generateDataset({ out, ...options, count: 12, pool: madeUpPool(), command: 'first' });
    const again = await generateDataset({ out, ...options, count: 12, pool: madeUpPool(), command: 'second' });
    expect(again).toEqual({ state: 'done', done: 12, total: 12, failures: 0, warned: null, card });
    expect(JSON.parse(readFileSync(join(out, 'dataset.json'), 'utf8'))).toMatchObject({ command: 'first' });
  });

  it('keeps full files as they are when more is labelled', async () => {
    const out = newFolder();
    const tiny = { minimumGrains: 1, maximumGrains: 1 };
    const wide = { ...options, limits: tiny, pool: madeUpPool(4) };
    await generateDataset({ out, ...wide, count: 1002 });
    const [full, rest] = bytes(out);
    await generateDataset({ out, ...wide, count: 1005 });
    const [fullAfter, restAfter] = bytes(out);
    expect([full[0], rest[0]]).toEqual(['00000.parquet', '01000.parquet']);
    expect(fullAfter).toEqual(full);
    expect(restAfter).not.toEqual(rest);
    expect((await loadDataset(out)).records.at(-1)?.index).toBe(1004);
  });

  it('reports labels done, labels per minute and time left, from where it goes on', async () => {
    const out = newFolder();
    const events: RunEvent[] = [];
    await generateDataset({ out, ...options, count: 4, pool: madeUpPool() });
    await generateDataset({ out, ...options, count: 10, pool: madeUpPool(), emit: (event) => events.push(event) });
    const progress = events as Progress[];
    expect(progress.map(({ done }) => done)).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(progress[0]).toMatchObject({ type: 'progress', what: 'labels', total: 10, secondsLeft: null });
    expect(progress[3].message).toMatch(/^[\d.e+]+ labels\/min$/);
    expect(progress[3].secondsLeft).toBeGreaterThan(0);
    expect(progress[6].secondsLeft).toBe(0);
  });

  it('ends with the first error of wrong use, and keeps what was labelled before', async () => {
    const out = newFolder();
    const pool = madeUpPool(2, { failAt: 9 });
    await expect(generateDataset({ out, ...options, count: 20, pool })).rejects.toThrow('draw 9: wrong use');
    expect((await datasetInfo(out)).count).toBeGreaterThanOrEqual(8);
  });

  it('refuses to add data of another physics, material, seed or draw, naming both', async () => {
    const out = newFolder();
    await generateDataset({ out, ...options, count: 3, pool: madeUpPool() });
    const again = (changed: object) => generateDataset({ out, ...options, count: 9, pool: madeUpPool(), ...changed });
    const weak = { ...paper, material: { ...paper.material, anisotropyConstant: 1e6 } };
    await expect(again({ physics: { ...paper, name: 'resolved' } })).rejects.toThrow(
      `these data cannot be mixed: ${out} (physics paper) has physics.name paper, this call (physics resolved) has physics.name resolved`,
    );
    await expect(again({ physics: weak })).rejects.toThrow(/anisotropyConstant 4200000, .*anisotropyConstant 1000000/);
    await expect(again({ seed: 5 })).rejects.toThrow(/has seed 4, .* has seed 5/);
    await expect(again({ limits: { ...limits, maximumGrains: 12 } })).rejects.toThrow(/maximumGrains 9, .* 12/);
    await expect(again({ solver: { stopAt: 'full' } })).rejects.toThrow(/stopAt coercivity, .* full/);
  });

  it('refuses a shard that another call labels, and lets other shards be labelled beside it', async () => {
    const out = newFolder();
    const [first, second] = ['1/2', '2/2'].map(parseShard);
    const label = (shard: Shard) => generateDataset({ out, ...options, count: 20, shard, pool: madeUpPool() });
    const all = await Promise.allSettled([label(first), label(first), label(second)]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(String((all[1] as PromiseRejectedResult).reason)).toMatch(
      /shard-001-of-002\.lock: in progress \(process \d+\)/,
    );
    await mergeDataset({ out });
    expect(bytes(out)).toEqual(await reference());
    expect(readdirSync(join(out, 'parts'))).toEqual(['shard-001-of-002.jsonl', 'shard-002-of-002.jsonl']);
  });

  it('reads a part with two headers, as two calls at once wrote it, unless they differ', async () => {
    const out = newFolder();
    const shard = { part: 1, of: 2 };
    await generateDataset({ out, ...options, count: 20, shard, pool: madeUpPool() });
    const part = join(out, 'parts', 'shard-001-of-002.jsonl');
    const [header, ...records] = readFileSync(part, 'utf8').split('\n');
    const withSecond = (second: string) => writeFileSync(part, [header, second, ...records].join('\n'));
    withSecond(header);
    expect(await datasetInfo(out)).toMatchObject({ count: 10 });
    expect(await mergeDataset({ out })).toMatchObject({ count: 10 });
    withSecond(header.replace('"seed":4', '"seed":5'));
    await expect(datasetInfo(out)).rejects.toThrow(`has seed 4, ${part}: line 2 (physics paper) has seed 5`);
  });

  it('refuses a broken line inside a part, with file and line', async () => {
    const out = newFolder();
    const shard = { part: 1, of: 2 };
    await generateDataset({ out, ...options, count: 6, shard, pool: madeUpPool() });
    const part = join(out, 'parts', 'shard-001-of-002.jsonl');
    appendFileSync(part, '{"index":4}\n');
    await expect(generateDataset({ out, ...options, count: 9, shard, pool: madeUpPool() })).rejects.toThrow(
      `${part}: line 5: not a record`,
    );
  });
});

it.each([
  { part: 0, of: 2 },
  { part: 3, of: 2 },
  { part: 1.5, of: 2 },
])('there is no shard $part of $of', async (shard) => {
  const out = newFolder();
  await expect(generateDataset({ out, ...options, count: 4, shard, pool: madeUpPool(1) })).rejects.toThrow(
    'shard: expected whole numbers with 1 <= part <= of',
  );
  expect(existsSync(out)).toBe(false);
});

it('limits that draw the same are the same, however they are written', async () => {
  const draw = async (own: DrawLimits) => {
    const out = newFolder();
    await generateDataset({ out, physics: paper, seed: 4, count: 4, limits: own, pool: madeUpPool() });
    return out;
  };
  const folders = [await draw({ maximumGrains: 9, minimumGrains: 3 }), await draw({ ...paperLimits, ...limits })];
  expect((await loadDataset(folders)).records.map(({ index }) => index)).toEqual([0, 1, 2]);
  const misspelt = { minGrains: 3 } as DrawLimits;
  await expect(draw(misspelt)).rejects.toThrow('limits of the draw: expected minimumGrains, maximumGrains,');
  // 3.2 rad is beyond pi, whatever angles the first draws have.
  await expect(draw({ maximumMisorientation: 3.2 })).rejects.toThrow('least to the most, 0 to pi rad, got 0 to 3.2');
});

it('there is no draw from more grains to fewer', async () => {
  const wrong = { ...options, limits: { minimumGrains: 9, maximumGrains: 3 } };
  await expect(generateDataset({ out: newFolder(), ...wrong, count: 4, pool: madeUpPool(1) })).rejects.toThrow(
    'limits of the draw: expected from the least to the most, got 9 to 3 grains',
  );
});

describe('parseShard', () => {
  it('takes k/n with 1 <= k <= n only', () => {
    expect(parseShard('3/16')).toEqual({ part: 3, of: 16 });
    for (const wrong of ['0/4', '5/4', '1', '1/0', 'a/b', '-1/4', '1/4/2'])
      expect(() => parseShard(wrong)).toThrow(`for example 3/16, got "${wrong}"`);
  });
});
