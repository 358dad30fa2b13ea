import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../src/model/architecture.js';
import { startBackend } from '../../src/model/backend.js';
import { encodeImages, predictRows, take } from '../../src/model/codes.js';
import { askMembers } from '../../src/model/members-verdict.js';
import { toPictures } from '../../src/model/picture.js';
import { readerOf } from '../../src/model/reader.js';
import { applyLinear, fitRidge } from '../../src/model/ridge.js';
import { trainMembers } from '../../src/model/train-members.js';
import { trainReader } from '../../src/model/train-reader.js';
import { trainVae } from '../../src/model/train-vae.js';
import { createRandom } from '../../src/random.js';
import { statisticNames } from '../../src/structure/image-statistics.js';
import { expectClose } from '../expect-close.js';
import { tinyBatch } from './tiny.js';

beforeAll(() => startBackend('wasm'));

const inputs = statisticNames.length;
const modes: Architecture = {
  name: 'tiny modes',
  vae: {
    cells: 16,
    stride: 2,
    convolutions: [],
    denseUnits: 8,
    latentDim: 24,
    channels: 2,
    coarsening: 2,
    modes: true,
  },
  regressor: { trunk: [], head: [8], statistics: { cells: 4, filters: [4, 4], denseUnits: 8, members: 4 } },
};

describe('ridge regression', () => {
  it('finds the map that made the data where lambda is small, and shrinks where it is large', () => {
    const random = createRandom(1, 'ridge');
    const x = { values: Float32Array.from({ length: 300 }, () => random.normal()), width: 3 };
    const rows = Array.from({ length: 100 }, (_, i) => i);
    const map = { kernel: Float32Array.of(1, 2, -1, 0.5, 0.25, 3), bias: Float32Array.of(0.7, -2) };
    const y = { values: applyLinear(map, x, rows), width: 2 };
    const found = fitRidge(x, y, rows, 1e-6);
    expectClose(found.kernel, map.kernel, { atol: 1e-5 });
    expectClose(found.bias, map.bias, { atol: 1e-5 });
    const shrunk = fitRidge(x, y, rows, 1e6);
    expect(Math.max(...shrunk.kernel.map(Math.abs))).toBeLessThan(1e-2);
  });
});

describe('an autoencoder that starts at cosine modes', () => {
  const start = () =>
    trainVae({
      architecture: modes.vae,
      batches: tinyBatch,
      steps: 1,
      batchSize: 4,
      learningRate: 1e-9,
      klWeight: 0.02,
    });

  it('keeps at once what its modes can hold', async () => {
    const { encoder, decoder } = await start();
    const pictures = toPictures(tinyBatch(9, 32), modes.vae);
    const codes = encodeImages(encoder, tinyBatch(9, 32), modes.vae);
    const decoded = take(predictRows(decoder, codes, modes.vae.latentDim));
    const mean = pictures.reduce((sum, value) => sum + value, 0) / pictures.length;
    const error = pictures.reduce((sum, value, i) => sum + (value - decoded[i]) ** 2, 0);
    const spread = pictures.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(error / spread).toBeLessThan(0.1);
    encoder.dispose();
    decoder.dispose();
  });

  it('and its reader leave no tensor behind but their networks', async () => {
    const before = tf.memory().numTensors;
    const networks = await start();
    const architecture = readerOf(modes);
    const options = { architecture, networks, batches: tinyBatch, steps: 2, batchSize: 4 };
    const { reader } = await trainReader({ ...options, validation: tinyBatch(7, 3) });
    for (const network of [networks.encoder, networks.decoder, reader]) network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('an ensemble over statistics', () => {
  /** Anchors that follow from the first two statistics, with noise that grows with the third. */
  const labelled = (count: number, seed: number) => {
    const random = createRandom(seed, 'ensemble');
    const statistics = Float32Array.from({ length: count * inputs }, () => random.normal());
    const anchors = Float32Array.from({ length: count * 6 }, (_, i) => {
      const [a, b, noise] = statistics.subarray(Math.floor(i / 6) * inputs);
      return 0.5 + 0.1 * a + 0.02 * Math.abs(b) + 0.01 * Math.exp(0.7 * noise) * random.normal();
    });
    return { statistics, anchors, groups: Array.from({ length: count }, (_, i) => i) };
  };
  const options = { architecture: modes.regressor, epochs: 8, batchSize: 64, learningRate: 3e-3 };
  const trained = () => trainMembers({ ...options, ...labelled(600, 1) });

  it('predicts records that it has not seen as well as each member those that it left out', async () => {
    const { members, normalization, unseen } = await trained();
    const known = labelled(600, 1);
    const fresh = labelled(300, 2);
    const { anchors, uncertainty } = askMembers(members, fresh.statistics, { members: 4, normalization });
    const error = (a: Float32Array, b: Float32Array) =>
      Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length);
    expectClose(error(anchors, fresh.anchors), error(unseen, known.anchors), { rtol: 0.15 });
    const ratios = anchors.map((value, i) => (value - fresh.anchors[i]) / (uncertainty?.[i] ?? Number.NaN));
    const meanSquare = ratios.reduce((sum, ratio) => sum + ratio * ratio, 0) / ratios.length;
    expectClose(meanSquare, 1, { atol: 0.35 });
    members.dispose();
  });

  it('expects larger errors where errors are larger', async () => {
    const { members, normalization } = await trained();
    const at = (noise: number) => Float32Array.from({ length: inputs }, (_, i) => (i === 2 ? noise : 0));
    const [quiet, loud] = [-1.5, 1.5].map(
      (noise) => askMembers(members, at(noise), { members: 4, normalization }).uncertainty?.[0] ?? Number.NaN,
    );
    expect(loud).toBeGreaterThan(2 * quiet);
    members.dispose();
  });
});
