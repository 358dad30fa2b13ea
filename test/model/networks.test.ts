import type * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { architectures, findArchitecture, pictureShape } from '../../src/model/architecture.js';
import { startBackend } from '../../src/model/backend.js';
import { initializeWeights } from '../../src/model/initialize.js';
import { createRegressor } from '../../src/model/regressor.js';
import { createDecoder, createEncoder } from '../../src/model/vae.js';
import { createRandom } from '../../src/random.js';

const counts = (network: tf.LayersModel) => network.layers.map((layer) => layer.countParams()).filter((n) => n > 0);

beforeAll(() => startBackend('wasm'));

describe('the networks of the paper', () => {
  it('has an encoder of 15 382 256 parameters, layer by layer', () => {
    const encoder = createEncoder(architectures.paper.vae);
    expect(counts(encoder)).toEqual([272, 2080, 8256, 32896, 131328, 13109248, 1049088, 1049088]);
    expect(encoder.countParams()).toBe(15_382_256);
    expect(encoder.outputs.map(({ shape }) => shape)).toEqual([
      [null, 512],
      [null, 512],
    ]);
    encoder.dispose();
  });

  // The transposed 32-filter layer has 2 x 2 x 32 x 64 + 32 = 8224, as the total says.
  it('has a decoder of 14 338 801 parameters, layer by layer', () => {
    const decoder = createDecoder(architectures.paper.vae);
    expect(counts(decoder)).toEqual([1050624, 13113600, 131200, 32832, 8224, 2064, 257]);
    expect(decoder.countParams()).toBe(14_338_801);
    decoder.dispose();
  });

  it('has a regressor of 1 502 006 parameters', () => {
    const regressor = createRegressor(architectures.paper.regressor, 512);
    const trunk = [262656, 525312, 524800, 131328, 32896, 8256];
    const head = [2080, 528, 136, 36, 10, 3];
    expect(regressor.countParams()).toBe(1_502_006);
    expect([...counts(regressor)].sort((a, b) => b - a)).toEqual(
      [...trunk, ...head.flatMap((n) => Array(6).fill(n))].sort((a, b) => b - a),
    );
    expect(regressor.outputs[0].shape).toEqual([null, 6]);
    regressor.dispose();
  });
});

describe('an architecture', () => {
  it('that is not known is refused with the known ones', () => {
    expect(() => findArchitecture('papr')).toThrow('unknown architecture "papr", expected one of paper, small, modes');
  });

  it('of any name gives pictures of the size that it takes', () => {
    for (const { vae } of Object.values(architectures)) {
      const decoder = createDecoder(vae);
      expect(decoder.outputs[0].shape).toEqual([null, ...pictureShape(vae)]);
      decoder.dispose();
    }
  });
});

describe('first weights', () => {
  it('are Glorot uniform with zero biases, and the same for the same seed', () => {
    const { regressor } = architectures.small;
    const draw = () => {
      const network = createRegressor(regressor, 128);
      initializeWeights(network, createRandom(3, 'weights'));
      const [kernel, bias] = network.layers[1].getWeights().map((w) => w.dataSync<'float32'>());
      network.dispose();
      return { kernel, bias };
    };
    const { kernel, bias } = draw();
    const limit = Math.sqrt(6 / (128 + regressor.trunk[0]));
    const variance = kernel.reduce((sum, w) => sum + w * w, 0) / kernel.length;
    expect(Math.max(...kernel.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(Math.abs(variance / (limit ** 2 / 3) - 1)).toBeLessThan(0.02);
    expect(bias.every((b) => b === 0)).toBe(true);
    expect(draw().kernel).toEqual(kernel);
  });
});
