import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Epoch, RunEvent } from '../../src/events.js';
import { startBackend } from '../../src/model/backend.js';
import { weightsOf } from '../../src/model/initialize.js';
import { trainVae, type VaeTrainingOptions } from '../../src/model/train-vae.js';
import { nativeMissing, tiny, tinyBatch } from './tiny.js';

let folder = '';
beforeAll(() => startBackend('wasm'));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loopsmith-training-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const train = (options: Partial<VaeTrainingOptions> = {}) =>
  trainVae({
    architecture: tiny.vae,
    batches: tinyBatch,
    steps: 24,
    stepsPerEpoch: 5,
    batchSize: 8,
    learningRate: 3e-3,
    finalLearningRate: 1e-3,
    seed: 4,
    validation: tinyBatch(-1, 20),
    ...options,
  });

type Trained = Awaited<ReturnType<typeof train>>;
const weights = ({ encoder, decoder }: Trained) =>
  [...weightsOf(encoder), ...weightsOf(decoder)].map(({ val }) => [...val.dataSync<'float32'>()]);

/** Trains until `steps` are done, then stops by the signal. */
function trainUntil(steps: number, checkpointDir: string): Promise<Trained> {
  const stop = new AbortController();
  const batches = (step: number, size: number) => {
    if (step === steps) stop.abort();
    return tinyBatch(step, size);
  };
  return train({ checkpointDir, batches, signal: stop.signal });
}

describe('training the autoencoder', () => {
  it('leaves an eighth of the variance of images that no step saw', async () => {
    const { history, state } = await train({ steps: 300, stepsPerEpoch: 100 });
    expect(state).toBe('done');
    // Cells are uniform in [-1, 1]: their variance, 1/3, is the error of a network that has learned nothing.
    expect(history[2].validationLoss).toBeLessThan(1 / 3 / 8);
    expect(history[2].measures.imageError).toBeLessThan(history[2].trainingLoss);
    expect(history[2].measures['validation.activeDimensions']).toBeGreaterThan(0);
  });

  it('gives the same weights for the same seed, and others for another', async () => {
    const [a, b, c] = [await train(), await train(), await train({ seed: 5 })];
    expect(weights(a)).toEqual(weights(b));
    expect(weights(a)).not.toEqual(weights(c));
  });

  it('resumed, in the middle of an epoch, equals one that was not interrupted', async () => {
    const whole = await train();
    expect((await trainUntil(7, folder)).state).toBe('stopped');
    expect((await trainUntil(13, folder)).state).toBe('stopped');
    const resumed = await train({ checkpointDir: folder });
    expect(resumed.state).toBe('done');
    expect(weights(resumed)).toEqual(weights(whole));
    expect(resumed.history).toEqual(whole.history);
  });

  it.skipIf(nativeMissing !== null)('resumed on the native backend equals it to the last digit', async () => {
    await startBackend('native');
    try {
      const whole = await train();
      await trainUntil(7, folder);
      expect(weights(await train({ checkpointDir: folder }))).toEqual(weights(whole));
    } finally {
      await startBackend('wasm');
    }
  });

  it('that is done already gives its result again', async () => {
    const done = await train({ checkpointDir: folder });
    const again = await train({ checkpointDir: folder });
    expect(weights(again)).toEqual(weights(done));
    expect(again.history).toEqual(done.history);
  });

  it('that was to go on for longer may end where it is, and not before', async () => {
    const constant = { finalLearningRate: undefined, checkpointDir: folder };
    await train({ ...constant, steps: 8 });
    await expect(train({ ...constant, steps: 7 })).rejects.toThrow(
      /8 steps are done: expected at least as many, got 7/,
    );
    const { history } = await train({ ...constant, steps: 8 });
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it('further than it was to go equals one that was to go that far', async () => {
    const options = { finalLearningRate: undefined, steps: 14 };
    const whole = await train(options);
    await train({ ...options, steps: 7, checkpointDir: folder });
    const further = await train({ ...options, checkpointDir: folder });
    expect(weights(further)).toEqual(weights(whole));
    expect(further.history).toEqual(whole.history);
  });

  it('reports each epoch', async () => {
    const events: RunEvent[] = [];
    await train({ emit: (event) => events.push(event) });
    const epochs = events.filter((event): event is Epoch => event.type === 'epoch');
    expect(epochs.map(({ epoch, epochs }) => [epoch, epochs])).toEqual([1, 2, 3, 4, 5].map((i) => [i, 5]));
    expect(epochs[4].secondsLeft).toBe(0);
    expect(epochs.every(({ samplesPerSecond, network }) => samplesPerSecond > 0 && network === 'vae')).toBe(true);
  });

  it('leaves no tensor behind but its networks', async () => {
    const before = tf.memory().numTensors;
    const { encoder, decoder } = await train();
    encoder.dispose();
    decoder.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('that diverges ends, and its last good checkpoint stays', async () => {
    const before = tf.memory().numTensors;
    const batches = (step: number, size: number) => tinyBatch(step, size).fill(step < 7 ? 0.5 : Number.NaN);
    const diverging = train({ batches, checkpointDir: folder, checkpointSeconds: 0 });
    await expect(diverging).rejects.toThrow(
      `vae: the loss is no longer a number after step 8: begin again with a smaller --learning-rate, in another folder; the checkpoints before are in ${folder}`,
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['checkpoint-000000006.bin', 'checkpoint-000000007.bin']);
    expect((await train({ checkpointDir: folder })).state).toBe('done');
  });

  it('ends where only what no step saw shows that it diverges', async () => {
    const validation = tinyBatch(-1, 20).fill(Number.NaN);
    await expect(train({ validation })).rejects.toThrow('the loss is no longer a number after step 5');
  });

  it('passes on what fails while a batch is made', async () => {
    const batches = (step: number, size: number) =>
      step === 3 ? Promise.reject(new Error('no batch')) : tinyBatch(step, size);
    await expect(train({ batches })).rejects.toThrow('no batch');
  });
});

describe('checkpoints', () => {
  const file = (index: number) => join(folder, readdirSync(folder).sort().at(index) ?? '');

  it('are kept two at a time, none half-written', async () => {
    await train({ checkpointDir: folder, checkpointSeconds: 0 });
    expect(readdirSync(folder).sort()).toEqual(['checkpoint-000000023.bin', 'checkpoint-000000024.bin']);
  });

  it('that are cut short are refused, and the one before is named', async () => {
    await train({ checkpointDir: folder, checkpointSeconds: 0 });
    truncateSync(file(-1), 5000);
    await expect(train({ checkpointDir: folder })).rejects.toThrow(
      /checkpoint-000000024\.bin: expected \d+ bytes, found 5000; remove it to go on from checkpoint-000000023\.bin/,
    );
    rmSync(file(-1));
    expect((await train({ checkpointDir: folder })).state).toBe('done');
  });

  it('of a damaged or foreign kind are refused with file and reason', async () => {
    await trainUntil(6, folder);
    const path = file(-1);
    for (const [content, reason] of [
      ['', /not a checkpoint of this program/],
      ['loopsmith/tensors@1\n', /cut short \(20 bytes\)/],
      ['loopsmith/tensors@1\n\u0002\0\0\0{]', /its header is damaged/],
    ] as const) {
      writeFileSync(path, content);
      await expect(train({ checkpointDir: folder })).rejects.toThrow(reason);
      await expect(train({ checkpointDir: folder })).rejects.toThrow(path);
    }
  });

  it('of other settings are refused with the setting', async () => {
    await trainUntil(6, folder);
    await expect(train({ checkpointDir: folder, batchSize: 4 })).rejects.toThrow(
      /made with batchSize 8, now 4; use the same settings, or delete .* to begin anew/,
    );
  });
});
