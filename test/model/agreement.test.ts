// Native and wasm are two programs for the same mathematics.
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { startBackend } from '../../src/model/backend.js';
import { initializeWeights, weightsOf } from '../../src/model/initialize.js';
import { createRegressor } from '../../src/model/regressor.js';
import { trainRegressor } from '../../src/model/train-regressor.js';
import { trainVae } from '../../src/model/train-vae.js';
import { createDecoder, createEncoder } from '../../src/model/vae.js';
import { vaeLoss } from '../../src/model/vae-loss.js';
import { createRandom } from '../../src/random.js';
import { nativeMissing, tiny, tinyBatch } from './tiny.js';

/** Largest difference, relative to the largest value. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let [worst, largest] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    worst = Math.max(worst, Math.abs(a[i] - b[i]));
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return worst / largest;
}

/** What `compute` gives on wasm and on native. */
async function onBoth(compute: () => Float32Array[] | Promise<Float32Array[]>): Promise<number[]> {
  await startBackend('wasm');
  const wasm = await compute();
  await startBackend('native');
  const native = await compute();
  return wasm.map((values, i) => difference(values, native[i]));
}

const read = (tensor: tf.Tensor) => new Float32Array(tensor.dataSync<'float32'>());

describe.skipIf(nativeMissing !== null)('native and wasm agree to 1e-4', () => {
  it('in codes, images and anchors', async () => {
    const differences = await onBoth(() => {
      const [encoder, decoder] = [createEncoder(tiny.vae), createDecoder(tiny.vae)];
      const regressor = createRegressor(tiny.regressor, tiny.vae.latentDim);
      for (const network of [encoder, decoder, regressor]) initializeWeights(network, createRandom(1, network.name));
      const images = tf.tensor4d(tinyBatch(0, 10), [10, 16, 16, 1]);
      const [zMean, zLogVar] = encoder.predict(images, { batchSize: 10 }) as tf.Tensor[];
      return [zMean, zLogVar, decoder.predict(zMean) as tf.Tensor, regressor.predict(zMean) as tf.Tensor].map(read);
    });
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  });

  it('in every gradient of the loss of the small architecture', async () => {
    const { architectures } = await import('../../src/model/architecture.js');
    const { vae } = architectures.small;
    const differences = await onBoth(() => {
      const networks = { encoder: createEncoder(vae), decoder: createDecoder(vae) };
      for (const network of Object.values(networks)) initializeWeights(network, createRandom(1, network.name));
      const variables = Object.values(networks).flatMap((network) => weightsOf(network).map(({ val }) => val));
      const random = createRandom(2, 'image');
      const pixels = Float32Array.from({ length: 2 * vae.cells ** 2 }, () => random.uniform(-1, 1));
      const { grads, value } = tf.variableGrads(
        () =>
          vaeLoss(networks, tf.tensor4d(pixels, [2, vae.cells, vae.cells, 1]), tf.ones([2, vae.latentDim]), 0.1).loss,
        variables,
      );
      return [value, ...variables.map(({ name }) => grads[name])].map(read);
    });
    expect(differences.length).toBe(31);
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  });

  // Not after many steps: where a gradient is nearly zero, Nadam divides rounding errors by their own size.
  it('in the weights after a training step of autoencoder and regressor', async () => {
    const differences = await onBoth(async () => {
      const step = { steps: 1, batchSize: 8, batches: tinyBatch, learningRate: 1e-3 };
      const { encoder, decoder } = await trainVae({ architecture: tiny.vae, ...step });
      const random = createRandom(3, 'labels');
      const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
      const labels = { codes: draw(64), anchors: draw(96), latentDim: 4 };
      const { regressor } = await trainRegressor({ architecture: tiny.regressor, ...labels, epochs: 1, batchSize: 16 });
      return [encoder, decoder, regressor].flatMap((network) => weightsOf(network).map(({ val }) => read(val)));
    });
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  });
});
