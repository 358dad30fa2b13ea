import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/model/backend.js';
import { assignFolds, crossValidate } from '../../src/model/cross-validation.js';
import { weightsOf } from '../../src/model/initialize.js';
import { denormalize, fitNormalization, normalize } from '../../src/model/normalization.js';
import { trainRegressor } from '../../src/model/train-regressor.js';
import { createRandom } from '../../src/random.js';
import { expectClose } from '../expect-close.js';
import { tiny } from './tiny.js';

beforeAll(() => startBackend('wasm'));

/** Codes, and anchors that are smooth functions of them. */
function labelled(count: number, seed = 1) {
  const random = createRandom(seed, 'labelled');
  const codes = Float32Array.from({ length: count * 4 }, () => random.normal());
  const anchors = Float32Array.from({ length: count * 6 }, (_, i) => {
    const [a, b] = codes.subarray(Math.floor(i / 6) * 4);
    return 0.5 + 0.05 * (i % 6) + 0.1 * Math.tanh(a + 0.2 * (i % 6) * b);
  });
  return { codes, anchors };
}

const train = (options: Partial<Parameters<typeof trainRegressor>[0]> = {}) =>
  trainRegressor({
    ...labelled(60),
    latentDim: 4,
    architecture: tiny.regressor,
    epochs: 6,
    batchSize: 16,
    learningRate: 3e-3,
    ...options,
  });
type Trained = Awaited<ReturnType<typeof train>>;
const weights = ({ regressor }: Trained) => weightsOf(regressor).map(({ val }) => [...val.dataSync<'float32'>()]);

describe('normalization', () => {
  it('gives mean 0 and deviation 1, and back', () => {
    const { anchors } = labelled(50);
    const normalization = fitNormalization(anchors);
    const again = fitNormalization(normalize(anchors, normalization));
    expectClose(again.mean, Array(6).fill(0), { atol: 1e-6 });
    expectClose(again.deviation, Array(6).fill(1), { rtol: 1e-6 });
    expectClose(denormalize(normalize(anchors, normalization), normalization), anchors, { rtol: 1e-6 });
  });

  it('leaves out what is not reached, and does not divide by zero', () => {
    const anchors = Float32Array.of(1, 2, 3, 4, 5, Number.NaN, 3, 2, 3, 4, 5, 0.5);
    expect(fitNormalization(anchors)).toEqual({ mean: [2, 2, 3, 4, 5, 0.5], deviation: [1, 1, 1, 1, 1, 1] });
  });
});

describe('training the regressor', () => {
  it('learns a smooth function', async () => {
    const { history } = await train({ ...labelled(400), epochs: 60, validation: labelled(100, 2) });
    expect(history[59].validationLoss).toBeLessThan(0.1);
  });

  it('resumed equals uninterrupted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loopsmith-regressor-'));
    const stop = new AbortController();
    const first = await train({
      checkpointDir: folder,
      signal: stop.signal,
      emit: (e) => e.type === 'epoch' && e.epoch === 2 && stop.abort(),
    });
    expect(first).toMatchObject({ state: 'stopped', steps: 8 });
    const resumed = await train({ checkpointDir: folder });
    expect(weights(resumed)).toEqual(weights(await train()));
    rmSync(folder, { recursive: true });
  });

  it('goes on where codes of the same origin are rounded otherwise, as on another machine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loopsmith-regressor-'));
    const { codes, anchors } = labelled(60);
    const begin = { codes, anchors, epochs: 2, checkpointDir: folder, learningRate: 3e-3 };
    const signal = () => {
      const stop = new AbortController();
      return { signal: stop.signal, emit: () => stop.abort() };
    };
    await train({ ...begin, origin: 'one encoder', ...signal() });
    const rounded = codes.map((code) => code * (1 + 2 ** -22));
    expect(rounded).not.toEqual(codes);
    expect((await train({ ...begin, codes: rounded, origin: 'one encoder' })).state).toBe('done');
    const made = /made with data /;
    await expect(train({ ...begin, codes: rounded })).rejects.toThrow(made);
    await expect(train({ ...begin, origin: 'another encoder' })).rejects.toThrow(made);
    const others = { anchors: anchors.map((anchor) => anchor + 1e-6) };
    await expect(train({ ...begin, ...others, origin: 'one encoder' })).rejects.toThrow(made);
    rmSync(folder, { recursive: true });
  });

  it('masks what is not reached: those records still teach the other anchors', async () => {
    const { codes, anchors } = labelled(60);
    const masked = anchors.map((value, i) => (i % 6 === 5 && i < 180 ? Number.NaN : value));
    const other = await train({ codes, anchors: masked });
    expect(other.history.every(({ trainingLoss }) => Number.isFinite(trainingLoss))).toBe(true);
    expect(weights(other).flat().every(Number.isFinite)).toBe(true);
    // What such a record says of another anchor point counts; the mean over all stays as it was.
    const moved = masked.map((value, i) => (i === 0 ? value + 0.3 : i === 6 ? value - 0.3 : value));
    expect(weights(await train({ codes, anchors: moved }))).not.toEqual(weights(other));
  });

  it('leaves no tensor behind but its network', async () => {
    const before = tf.memory().numTensors;
    const { regressor } = await train({ validation: labelled(10, 2) });
    regressor.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses codes and anchors that do not fit', async () => {
    await expect(train({ codes: new Float32Array(10) })).rejects.toThrow(
      'expected 4 code and 6 anchor values for each record, got 10 and 360 values',
    );
  });
});

describe('cross validation', () => {
  it('finds the epoch with the lowest mean validation loss over four parts', async () => {
    const options = { ...labelled(40), latentDim: 4, architecture: tiny.regressor, learningRate: 3e-3 };
    const { epochs, folds, validationLoss, state } = await crossValidate({ ...options, maximumEpochs: 5 });
    expect(state).toBe('done');
    expect(folds.map(({ length }) => length)).toEqual([5, 5, 5, 5]);
    expectClose(validationLoss[2], folds.reduce((sum, fold) => sum + fold[2], 0) / 4, { rtol: 1e-12 });
    expect(validationLoss[epochs - 1]).toBe(Math.min(...validationLoss));
  });

  it('deals records out evenly and keeps groups together', () => {
    const groups = Array.from({ length: 80 }, (_, i) => i % 20);
    const fold = assignFolds(groups, 4, 1);
    expect([0, 1, 2, 3].map((k) => fold.filter((f) => f === k).length)).toEqual([20, 20, 20, 20]);
    for (let i = 20; i < 80; i++) expect(fold[i]).toBe(fold[i % 20]);
    expect(assignFolds(groups, 4, 1)).toEqual(fold);
    expect(assignFolds(groups, 4, 2)).not.toEqual(fold);
  });
});
