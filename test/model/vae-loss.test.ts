import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/model/backend.js';
import { initializeWeights } from '../../src/model/initialize.js';
import { createDecoder, createEncoder } from '../../src/model/vae.js';
import { kullbackLeibler, sampleCode, vaeLoss } from '../../src/model/vae-loss.js';
import { createRandom } from '../../src/random.js';
import { expectClose } from '../expect-close.js';
import { tiny, tinyBatch } from './tiny.js';

beforeAll(() => startBackend('wasm'));

describe('the divergence from N(0, I)', () => {
  it('is zero for N(0, I) and 1/2 (mu^2 + s^2 - 1 - ln s^2) for N(mu, s^2) in each dimension', () => {
    expectClose(kullbackLeibler(tf.zeros([3, 4]), tf.zeros([3, 4])).dataSync()[0], 0, { atol: 1e-7 });
    const [mu, s] = [0.7, 0.3];
    const [zMean, zLogVar] = [tf.fill([5, 2], mu), tf.fill([5, 2], Math.log(s * s))] as tf.Tensor2D[];
    const expected = 2 * 0.5 * (mu * mu + s * s - 1 - Math.log(s * s));
    expectClose(kullbackLeibler(zMean, zLogVar).dataSync()[0], expected, { rtol: 1e-6 });
  });
});

describe('a sampled code', () => {
  it('has the mean and the deviation that the encoder gives', () => {
    const count = 20000;
    const random = createRandom(2, 'noise');
    const noise = tf.tensor2d(
      Float32Array.from({ length: count }, () => random.normal()),
      [count, 1],
    );
    const z = sampleCode(tf.fill([count, 1], 0.5), tf.fill([count, 1], Math.log(0.04)), noise);
    const { mean, variance } = tf.moments(z);
    expectClose(mean.dataSync()[0], 0.5, { atol: 0.2 * (4 / Math.sqrt(count)) });
    expectClose(variance.dataSync()[0], 0.04, { rtol: 0.04 });
  });
});

describe('the loss', () => {
  it('is the mean squared error per cell plus the weighted divergence per cell', () => {
    const networks = { encoder: createEncoder(tiny.vae), decoder: createDecoder(tiny.vae) };
    initializeWeights(networks.encoder, createRandom(1, 'e'));
    initializeWeights(networks.decoder, createRandom(1, 'd'));
    const images = tf.tensor4d(tinyBatch(0, 6), [6, 16, 16, 1]);
    const { loss, imageError, divergence } = vaeLoss(networks, images, null, 0.5);
    const [z] = networks.encoder.predict(images) as tf.Tensor[];
    const decoded = (networks.decoder.predict(z) as tf.Tensor).dataSync<'float32'>();
    const error = images.dataSync<'float32'>().reduce((sum, x, i) => sum + (x - decoded[i]) ** 2, 0) / decoded.length;
    expectClose(imageError.dataSync()[0], error, { rtol: 1e-5 });
    expectClose(loss.dataSync()[0], error + (0.5 * divergence.dataSync()[0]) / 256, { rtol: 1e-5 });
    expect(divergence.dataSync()[0]).toBeGreaterThan(0);
  });
});
