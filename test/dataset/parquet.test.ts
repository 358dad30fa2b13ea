import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { columns } from '../../src/dataset/columns.js';
import { generateDataset } from '../../src/dataset/generate.js';
import { createIdentity } from '../../src/dataset/identity.js';
import { datasetInfo } from '../../src/dataset/info.js';
import { loadDataset } from '../../src/dataset/load.js';
import { mergeDataset } from '../../src/dataset/merge.js';
import { readParquet, toParquet } from '../../src/dataset/parquet.js';
import { columnData, parquetSchema } from '../../src/dataset/parquet-schema.js';
import { formatRecord, parseRecord } from '../../src/dataset/record-line.js';
import { anchorNames } from '../../src/quantities.js';
import { toImage } from '../../src/structure/easy-axis-image.js';
import { drawStructure } from '../../src/structure/grains.js';
import { temporaryFolder } from '../store/temporary-folder.js';
import { madeUpPool, madeUpRecord, paper } from './made-up-labels.js';

const base = temporaryFolder();
const limits = { minimumGrains: 3, maximumGrains: 9, cells: 16 };
const identity = createIdentity({ physics: paper, seed: 4, limits });
const records = Array.from({ length: 12 }, (_, index) => madeUpRecord({ seed: 4, index, limits, physics: paper }));
const stored = records.map((record) => ({ ...record, seconds: null }));

const file = (name: string, bytes: Uint8Array) => {
  const path = join(base, name);
  writeFileSync(path, bytes);
  return path;
};

describe('records', () => {
  it('come back from a line of text exactly', () => {
    for (const record of records) expect(parseRecord(formatRecord(record))).toEqual(record);
    expect(() => parseRecord('{}')).toThrow();
  });

  it('come back from Parquet exactly, failures and anchors not reached included', async () => {
    const path = file('a.parquet', toParquet(records, identity));
    expect(await readParquet(path)).toMatchObject({ identity, records: stored });
  });
});

describe('readParquet', () => {
  const whole = toParquet(records, identity);
  const metadata = [{ key: 'loopsmith', value: JSON.stringify(identity) }];

  it('refuses a file cut short at any place, with its name', async () => {
    for (const left of [0, 3, 100, whole.length - 100, whole.length - 1]) {
      const path = file('cut.parquet', whole.slice(0, left));
      await expect(readParquet(path)).rejects.toThrow(`${path}: not a whole Parquet file: `);
    }
  });

  it('refuses damaged bytes, or reads them as records', async () => {
    for (let at = 10; at < whole.length; at += 97) {
      const damaged = whole.slice();
      damaged[at] ^= 0xff;
      const path = file('damaged.parquet', damaged);
      await readParquet(path).catch((error: Error) => {
        expect(error.name, error.stack).toBe('LoopsmithError');
        expect(error.message).toContain(path);
        expect(error.message).not.toContain('\n');
      });
    }
  });

  it('refuses missing columns and other types, naming the column', async () => {
    const data = columnData(columns, records).map(({ name, data }) => ({ name, data }));
    const schema = parquetSchema(columns);
    const without = columns.findIndex(({ name }) => name === 'hc');
    const changed = schema.map((element) => (element.name === 'hc' ? { ...element, type: 'FLOAT' as const } : element));
    const write = (schema: ReturnType<typeof parquetSchema>, columnData: typeof data) =>
      file('columns.parquet', new Uint8Array(parquetWriteBuffer({ columnData, schema, kvMetadata: metadata })));
    const fewer = [
      { name: 'root', num_children: columns.length - 1 },
      ...schema.slice(1).filter(({ name }) => name !== 'hc'),
    ];
    await expect(readParquet(write(fewer, data.toSpliced(without, 1)))).rejects.toThrow('column "hc" is missing');
    await expect(readParquet(write(changed, data))).rejects.toThrow('column "hc": expected DOUBLE, got FLOAT');
  });

  it('refuses values that are no numbers and lists of other lengths, naming the row', async () => {
    const broken = (change: object) =>
      file('b.parquet', toParquet(records.with(2, { ...records[2], ...change }), identity));
    const angles = Float64Array.of(0);
    const anchors = { ...records[2].anchors, mr: Number.NaN };
    await expect(readParquet(broken({ anchors }))).rejects.toThrow('b.parquet: row 2: mr: ');
    await expect(readParquet(broken({ easyAxisAngles: angles }))).rejects.toThrow('b.parquet: row 2: expected ');
    await expect(readParquet(broken({ seed: 5 }))).rejects.toThrow('b.parquet: row 2: seed: expected 4, got 5');
  });

  it('refuses a file that does not say which physics it belongs to', async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({ columnData: columnData(columns, records), schema: parquetSchema(columns) }),
    );
    await expect(readParquet(file('c.parquet', bytes))).rejects.toThrow('does not say which physics it belongs to');
  });
});

describe('loadDataset', () => {
  const generate = async (name: string, changed: object = {}) => {
    const out = join(base, name);
    await generateDataset({ out, physics: paper, seed: 4, limits, count: 12, pool: madeUpPool(), ...changed });
    return out;
  };

  it('gives complete records only, with structures, images and anchors that belong together', async () => {
    const data = await loadDataset(await generate('load'));
    expect(data.count).toBe(10);
    expect(data.cells).toBe(16);
    expect(data.incomplete).toEqual([
      { index: 3, reason: 'no minimum within 100000 steps', failed: true },
      { index: 5, reason: 'not reached: hc', failed: false },
    ]);
    expect(data.anchors.every(Number.isFinite)).toBe(true);
    const position = data.records.findIndex(({ index }) => index === 7);
    const { name, ...structure } = data.structures[position];
    expect(name).toBe('4-7');
    expect(structure).toEqual(drawStructure(4, 7, limits));
    expect([...data.anchors.slice(6 * position, 6 * position + 6)]).toEqual(
      anchorNames.map((anchor) => Math.fround(records[7].anchors[anchor] ?? 0)),
    );
    expect(data.images([position])).toEqual(toImage(drawStructure(4, 7, limits), 16));
    expect(data.images()).toHaveLength(10 * 16 * 16);
  });

  it('refuses a file that was altered and still reads as records', async () => {
    const folder = await generate('altered');
    const path = join(folder, 'records/00000.parquet');
    const whole = readFileSync(path);
    let altered = 0;
    for (let at = 10; at < whole.length && altered < 3; at += 97) {
      const damaged = Buffer.from(whole);
      damaged[at] ^= 0x01;
      writeFileSync(path, damaged);
      if (await readParquet(path).then(Boolean, () => false)) altered++;
      else continue;
      await expect(loadDataset(folder)).rejects.toThrow(`${path}: was altered after it was written`);
      await expect(datasetInfo(folder)).rejects.toThrow(`${path}: was altered after it was written`);
    }
    expect(altered).toBe(3);
    writeFileSync(path, whole);
    expect((await loadDataset(folder)).count).toBe(10);
  });

  it('joins folders of one physics and refuses two, naming both', async () => {
    const one = await generate('one');
    const two = await generate('two', { seed: 5, limits: { ...limits, maximumGrains: 20 } });
    const other = await generate('other', { physics: { ...paper, name: 'resolved', cellSize: 1e-9 } });
    expect((await loadDataset([one, two])).count).toBe(20);
    const more = await generate('more', { count: 18 });
    expect((await loadDataset([one, more])).records).toEqual((await loadDataset(more)).records);
    await expect(loadDataset([one, other])).rejects.toThrow(
      /mixed: .*one \(physics paper\).*other \(physics resolved\)/,
    );
    await expect(mergeDataset({ out: join(base, 'all'), sources: [one, other] })).rejects.toThrow('cannot be mixed');
    await expect(mergeDataset({ out: join(base, 'all') })).rejects.toThrow('no labelled data');
  });

  it('refuses a folder without card, a broken card and a missing file', async () => {
    await expect(loadDataset(base)).rejects.toThrow(`${base}: no dataset.json`);
    const out = await generate('broken');
    const card = join(out, 'dataset.json');
    const text = readFileSync(card, 'utf8');
    const withCard = (changed: string) => {
      writeFileSync(card, changed);
      return loadDataset(out);
    };
    await expect(withCard(text.slice(0, 40))).rejects.toThrow(`${card}: cut short or not JSON`);
    await expect(withCard(text.replace('dataset@1', 'dataset@2'))).rejects.toThrow(
      `expected a data card of loopsmith/dataset@1`,
    );
    await expect(withCard(text.replace('00000.parquet', '09000.parquet'))).rejects.toThrow('no such file or folder');
    await expect(withCard(text.replace('"rows": 12', '"rows": 13'))).rejects.toThrow('was altered');
    await expect(withCard(text.replace('"rows": 12', '"rows": 11'))).rejects.toThrow(/expected 11 rows .* ends it$/);
  });
});
