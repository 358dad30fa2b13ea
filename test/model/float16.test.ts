import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/model/backend.js';
import { toFloat16 } from '../../src/model/float16.js';

beforeAll(() => startBackend('wasm'));

/** Back by the reader of TensorFlow.js itself. */
async function decode(halves: Uint16Array): Promise<Float32Array> {
  const spec = {
    name: 'w',
    shape: [halves.length],
    dtype: 'float32' as const,
    quantization: { dtype: 'float16' as const },
  };
  return (await tf.io.decodeWeights(new Uint16Array(halves).buffer, [spec])).w.dataSync<'float32'>();
}

describe('half precision', () => {
  it('keeps every half-precision number as it is', async () => {
    const finite = Uint16Array.from({ length: 1 << 16 }, (_, i) => i).filter((h) => ((h >>> 10) & 0x1f) < 31);
    expect(toFloat16(await decode(finite))).toEqual(finite);
  });

  it('rounds to the nearest number, a tie to the even one', async () => {
    const values = Float32Array.of(
      1 + 2 ** -11,
      1 + 3 * 2 ** -11,
      0.1,
      -(2 ** -25),
      1.5 * 2 ** -24,
      3e-9,
      2 ** -14 - 2 ** -26,
    );
    const expected = [1, 1 + 2 ** -9, 0.0999755859375, -0, 2 ** -23, 0, 2 ** -14];
    expect([...(await decode(toFloat16(values)))]).toEqual(expected);
  });

  it('is off by at most 2^-11 of the value', async () => {
    const values = Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i * 1.7) * 10 ** ((i % 7) - 3));
    const decoded = await decode(toFloat16(values));
    const worst = Math.max(...values.map((v, i) => Math.abs(v - decoded[i]) / Math.max(Math.abs(v), 6.2e-5)));
    expect(worst).toBeLessThanOrEqual(2 ** -11);
  });

  it('ends at its largest number', async () => {
    expect([...(await decode(toFloat16(Float32Array.of(1e6, -Infinity, 65519))))]).toEqual([65504, -65504, 65504]);
  });
});
