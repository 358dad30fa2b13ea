import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/model/backend.js';
import { createNadam } from '../../src/model/nadam.js';
import { expectClose } from '../expect-close.js';
import { nativeMissing } from './tiny.js';

// Three weights, four steps, learning rate 0.01. The values are those of tf.keras.optimizers.Nadam of TensorFlow 2.15.1 in double
// precision: w = tf.Variable([1, -2, 0.5], dtype=float64); opt.apply_gradients([(g, w)]) for each g.
const start = [1, -2, 0.5];
const gradients = [
  [0.1, -0.2, 0],
  [0.3, 0.1, -1],
  [-0.2, 0.4, 0.5],
  [0.05, -3, 1e-4],
];
const keras = [
  [0.9893721324366479, -1.9893721271227167, 0.5],
  [0.9794512812560057, -1.9932980771352582, 0.5102167196133277],
  [0.9842711997327617, -2.002477480089478, 0.5062032350469505],
  [0.9823713459607589, -1.9913730566239862, 0.5065567225446977],
];

const backends = [
  ['wasm', false],
  ['native', nativeMissing !== null],
] as const;

describe.each(backends)('Nadam on %s', (backend, missing) => {
  beforeAll(async () => {
    if (!missing) await startBackend(backend);
  });
  const it = test.skipIf(missing);

  it('follows Keras step by step', () => {
    const w = tf.variable(tf.tensor1d(start));
    const nadam = createNadam([w]);
    for (const [i, g] of gradients.entries()) {
      const gradient = tf.tensor1d(g);
      nadam.step({ [w.name]: gradient }, 0.01);
      expectClose(w.dataSync(), keras[i], { rtol: 3e-7 });
    }
    nadam.dispose();
  });

  it('goes on from its saved state as if it had not stopped', () => {
    const run = (restart: boolean) => {
      const w = tf.variable(tf.tensor1d(start));
      let nadam = createNadam([w]);
      for (const [i, g] of gradients.entries()) {
        if (restart && i === 2) {
          const slots = nadam.slots();
          const state = nadam.state();
          nadam.dispose();
          nadam = createNadam([w]);
          nadam.restore(state, slots);
        }
        nadam.step({ [w.name]: tf.tensor1d(g) }, 0.01);
      }
      return w.dataSync();
    };
    expect(run(true)).toEqual(run(false));
  });

  it('comes to the same after its momentum schedule has come to rest', () => {
    // The formula in double precision, 600 steps.
    const gradient = (t: number) => Math.sin(0.7 * t) + 0.3;
    const w = tf.variable(tf.tensor1d([1]));
    const nadam = createNadam([w]);
    let [expected, m, v, product] = [1, 0, 0, 1];
    for (let t = 1; t <= 600; t++) {
      const g = gradient(t);
      const [u, next] = [0.9 * (1 - 0.5 * 0.96 ** t), 0.9 * (1 - 0.5 * 0.96 ** (t + 1))];
      product *= u;
      [m, v] = [0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g];
      const direction = (next * m) / (1 - product * next) + ((1 - u) * g) / (1 - product);
      expected -= (1e-3 * direction) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-7);
      tf.tidy(() => nadam.step({ [w.name]: tf.tensor1d([g]) }, 1e-3));
    }
    expectClose(w.dataSync()[0], expected, { rtol: 2e-5 });
    nadam.dispose();
  });

  it('holds as many tensors after many steps as after few, and leaves none behind', () => {
    const w = tf.variable(tf.ones([50, 4]));
    const gradient = tf.ones([50, 4]);
    const before = tf.memory().numTensors;
    const nadam = createNadam([w]);
    nadam.step({ [w.name]: gradient }, 1e-3);
    const held = tf.memory().numTensors;
    for (let i = 0; i < 50; i++) nadam.step({ [w.name]: gradient }, 1e-3);
    expect(tf.memory().numTensors).toBe(held);
    nadam.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
