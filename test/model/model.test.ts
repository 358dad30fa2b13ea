import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/model/backend.js';
import { initializeWeights } from '../../src/model/initialize.js';
import { createModel, loadModel } from '../../src/model/model.js';
import { createRegressor } from '../../src/model/regressor.js';
import { columnStatistics } from '../../src/model/rows.js';
import { type CardDraft, saveModel } from '../../src/model/save-model.js';
import { createDecoder, createEncoder } from '../../src/model/vae.js';
import { createRandom } from '../../src/random.js';
import { expectClose } from '../expect-close.js';
import { nativeMissing, tiny, tinyBatch } from './tiny.js';

const root = mkdtempSync(join(tmpdir(), 'loopsmith-model-'));
const good = join(root, 'good');
const folder = join(root, 'copy');
const { latentDim } = tiny.vae;

/** Of a curve that falls; from each other and from the limits of a prediction so far that what a random network adds changes nothing. */
const means = [0.8, 0.4, 0.3, 0.5, 0.7, 0.9];

const draft: CardDraft = {
  name: 'tiny',
  physics: {
    name: 'paper',
    material: { mu0SaturationMagnetization: 1.61, exchangeStiffness: 8e-12, anisotropyConstant: 4.2e6 },
    cellSize: 2e-9,
    magnetization: 'planar',
  },
  architecture: {
    ...tiny,
    vae: { ...tiny.vae, convolutions: [...tiny.vae.convolutions] },
    regressor: { trunk: [16, 8], head: [4] },
  },
  normalization: { mean: means, deviation: [1, 1, 1, 1, 1, 2].map((d) => 0.01 * d) },
  codes: { mean: [0, 0, 0, 0], deviation: [1, 1, 1, 1] },
  created: '2026-01-01T00:00:00.000Z',
  command: 'loopsmith train',
  seed: 1,
  data: { labels: 0 },
  losses: {},
  versions: {},
};

function drawNetworks() {
  const networks = {
    encoder: createEncoder(tiny.vae),
    decoder: createDecoder(tiny.vae),
    regressor: createRegressor(tiny.regressor, latentDim),
  };
  for (const [name, network] of Object.entries(networks)) initializeWeights(network, createRandom(7, name));
  return networks;
}

const images = tinyBatch(3, 5);

beforeAll(async () => {
  await startBackend('wasm');
  await saveModel(good, drawNetworks(), draft);
});
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(good, folder, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const load = (path = folder) => loadModel(path, { backend: 'wasm' });

describe('a saved model', () => {
  it('encodes, decodes and predicts like the one that was saved, to half precision', async () => {
    const backend = await startBackend('wasm');
    const card = await saveModel(join(root, 'exact'), drawNetworks(), draft, 'float32');
    const before = createModel(drawNetworks(), card, backend);
    const codes = before.encode(images, 5);
    for (const [path, rtol] of [
      [join(root, 'exact'), 1e-6],
      [good, 5e-3],
    ] as const) {
      const model = await load(path);
      expectClose(model.encode(images, 5), codes, { rtol, atol: rtol });
      expectClose(model.decode(codes, 5), before.decode(codes, 5), { rtol, atol: rtol });
      expectClose(model.predictAnchors(codes, 5), before.predictAnchors(codes, 5), { rtol, atol: rtol });
      model.dispose();
    }
  });

  it('has predictions in Ms and HA: outputs times deviation plus mean', async () => {
    const model = await load();
    const halves = means.map((mean) => mean / 2);
    const other = { ...model.card, normalization: { mean: halves, deviation: Array(6).fill(0.01) } };
    const codes = Float32Array.of(0.1, -0.4, 1, 2);
    const outputs = createModel(drawNetworks(), other, model.backend).predictAnchors(codes, 1);
    const expected = [...outputs].map((y, k) => (k === 5 ? 2 : 1) * (y - halves[k]) + means[k]);
    expectClose(model.predictAnchors(codes, 1), expected, { atol: 2e-5 });
  });

  it('has slopes that its predictions have by differences', async () => {
    const model = await load();
    const codes = Float32Array.of(0.1, -0.4, 1, 2, -0.7, 0.3, 0.2, -1);
    const step = 1e-2;
    const slopes = model.slopes(codes, 2);
    for (let d = 0; d < latentDim; d++) {
      const at = (by: number) =>
        model.predictAnchors(
          codes.map((z, i) => (i % latentDim === d ? z + by : z)),
          2,
        );
      const [up, down] = [at(step), at(-step)];
      for (let row = 0; row < 12; row++)
        expectClose(slopes[row * latentDim + d], (up[row] - down[row]) / (2 * step), { rtol: 2e-2, atol: 2e-5 });
    }
  });

  it('gives the same for a structure alone and in a batch of many portions', async () => {
    const model = await load();
    const many = tinyBatch(1, 300);
    const codes = model.encode(many, 300);
    expect(codes.length).toBe(300 * latentDim);
    expectClose(codes.subarray(299 * latentDim), model.encode(many.subarray(299 * 256), 1), { rtol: 1e-5, atol: 1e-6 });
    expect(model.decode(codes, 300).length).toBe(300 * 256);
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const model = await load();
    const loaded = tf.memory().numTensors;
    model.predictAnchors(model.encode(model.decode(new Float32Array(8), 2), 2), 2);
    model.slopes(new Float32Array(8), 2);
    expect(tf.memory().numTensors).toBe(loaded);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a wrong number of values', async () => {
    const model = await load();
    expect(() => model.predictAnchors(new Float32Array(7), 2)).toThrow('codes: expected 2 times 4 values, got 7');
    expect(() => model.encode(images, 4)).toThrow('images: expected 4 times 256 values, got 1280');
  });

  it('replaces the one before it and leaves nothing else in the folder', async () => {
    await saveModel(folder, drawNetworks(), { ...draft, name: 'second' });
    expect((await load()).card.name).toBe('second');
    expect(readdirSync(dirname(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it.skipIf(nativeMissing !== null)(
    'is a TensorFlow.js layers model that tfjs-node opens by its own reader',
    async () => {
      await startBackend('native');
      const network = await tf.loadLayersModel(`file://${join(good, 'regressor', 'model.json')}`);
      const outputs = (network.predict(tf.zeros([1, latentDim])) as tf.Tensor).dataSync();
      await startBackend('wasm');
      const model = await load();
      expectClose(
        model.predictAnchors(new Float32Array(4), 1),
        outputs.map((y, k) => (k === 5 ? 2 : 1) * y + means[k]),
        { rtol: 1e-5 },
      );
    },
  );
});

describe('a model folder', () => {
  const spoil: [what: string, spoil: () => void, message: RegExp][] = [
    ['without a card', () => rmSync(join(folder, 'card.json')), /copy: no card\.json: expected a model's folder/],
    [
      'with a card that is not JSON',
      () => truncateSync(join(folder, 'card.json'), 30),
      /card\.json: cut short or not JSON/,
    ],
    ['with a card of another schema', () => replace('card.json', 'model@1', 'model@9'), /card\.json: schema: /],
    ['with an unknown key in its card', () => replace('card.json', '"seed"', '"sead"'), /card\.json: /],
    [
      'without weights',
      () => rmSync(join(folder, 'decoder/weights.bin')),
      /cannot read .*decoder\/weights\.bin: no such file/,
    ],
    [
      'with weights cut short',
      () => truncateSync(join(folder, 'encoder/weights.bin'), 100),
      /encoder\/weights\.bin: expected \d+ bytes, found 100/,
    ],
    [
      'with altered weights',
      () => alter('regressor/weights.bin'),
      /regressor\/weights\.bin: does not match the digest/,
    ],
    ['without layers', () => rmSync(join(folder, 'encoder/model.json')), /encoder\/model\.json: no such file/],
    [
      'with empty layers',
      () => writeFileSync(join(folder, 'encoder/model.json'), ''),
      /encoder\/model\.json: expected \d+ bytes, found 0/,
    ],
  ];

  it.each(spoil)('%s is refused with the file', async (_, spoilIt, message) => {
    spoilIt();
    await expect(load()).rejects.toThrow(message);
    await expect(load()).rejects.toMatchObject({ name: 'LoopsmithError' });
  });

  it('does not take the place of one whose folder holds files of the user', async () => {
    writeFileSync(join(folder, 'notes.md'), 'mine');
    await expect(saveModel(folder, drawNetworks(), draft)).rejects.toThrow(
      `${folder}: holds other files than a model (notes.md): expected a new folder, or a model to replace`,
    );
    expect(readFileSync(join(folder, 'notes.md'), 'utf8')).toBe('mine');
  });

  it('whose layers are no network is refused with the file also where no digest tells', async () => {
    for (const text of ['[]', '{"format":"layers-model"}']) {
      writeFileSync(join(folder, 'encoder/model.json'), text);
      const card = JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8'));
      writeFileSync(join(folder, 'card.json'), JSON.stringify({ ...card, files: {} }));
      await expect(load()).rejects.toThrow(/encoder\/model\.json: .*expected a TensorFlow\.js layers model/);
    }
  });

  it('whose networks are of another size than its card says is refused', async () => {
    const card = JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8'));
    card.architecture.vae.cells = 32;
    writeFileSync(join(folder, 'card.json'), JSON.stringify(card));
    await expect(load()).rejects.toThrow(/encoder: takes 16 x 16 x 1 values, the card says 32 x 32 x 1/);
  });

  it('that does not exist is refused with the known names', async () => {
    await expect(load('no-such-model')).rejects.toThrow(/unknown model "no-such-model" \(known: /);
    expect(existsSync(folder)).toBe(true);
  });

  function replace(file: string, from: string, to: string): void {
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replace(from, to));
  }

  function alter(file: string): void {
    const bytes = readFileSync(join(folder, file));
    bytes[10] ^= 0xff;
    writeFileSync(join(folder, file), bytes);
  }
});

describe('the statistics of codes', () => {
  it('are mean and deviation of each dimension', () => {
    expect(columnStatistics(Float32Array.of(1, 10, 3, 10), 2)).toEqual({ mean: [2, 10], deviation: [1, 0] });
  });
});
