import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/model/backend.js';
import { createRandom } from '../../src/random.js';
import { expectClose } from '../expect-close.js';

beforeAll(() => startBackend('wasm'));

const random = createRandom(11, 'wasm-kernels');
const draw = (...shape: number[]) =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.uniform(-1, 1));

interface Convolution {
  cells: number;
  kernel: number;
  stride: number;
  pad: 'same' | 'valid';
}

// n, i, j, c, o run over batch, rows, columns, channels in and out, as in the equation of the kernel.
const [batch, channels, outputs] = [3, 2, 5];

const cases: Convolution[] = [
  { cells: 8, kernel: 4, stride: 2, pad: 'same' },
  { cells: 8, kernel: 2, stride: 2, pad: 'same' },
  { cells: 7, kernel: 3, stride: 1, pad: 'same' },
  { cells: 7, kernel: 3, stride: 2, pad: 'valid' },
  { cells: 8, kernel: 3, stride: 2, pad: 'valid' },
  { cells: 9, kernel: 2, stride: 3, pad: 'valid' },
  { cells: 9, kernel: 5, stride: 3, pad: 'same' },
];

/** The gradients of sum(conv(x, w) * weight) with respect to w and x, by the definition, in double precision. */
function gradientsByDefinition(
  { kernel, stride, pad, cells }: Convolution,
  x: Float32Array,
  w: Float32Array,
  dy: Float32Array,
) {
  const out = pad === 'same' ? Math.ceil(cells / stride) : Math.floor((cells - kernel) / stride) + 1;
  const padding = pad === 'same' ? Math.floor(Math.max(0, (out - 1) * stride + kernel - cells) / 2) : 0;
  const dw = new Float64Array(w.length);
  const dx = new Float64Array(x.length);
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < out; i++)
      for (let j = 0; j < out; j++)
        for (let a = 0; a < kernel; a++)
          for (let b = 0; b < kernel; b++) {
            const [row, column] = [stride * i + a - padding, stride * j + b - padding];
            if (row < 0 || column < 0 || row >= cells || column >= cells) continue;
            for (let c = 0; c < channels; c++)
              for (let o = 0; o < outputs; o++) {
                const at = ((n * cells + row) * cells + column) * channels + c;
                const tap = ((a * kernel + b) * channels + c) * outputs + o;
                const weight = dy[((n * out + i) * out + j) * outputs + o];
                dw[tap] += x[at] * weight;
                dx[at] += w[tap] * weight;
              }
          }
  return { dw, dx, out };
}

describe('gradients of a convolution on wasm', () => {
  it.each(cases)('agree with their definition: $cells cells, kernel $kernel, stride $stride, $pad', (convolution) => {
    const { cells, kernel, stride, pad } = convolution;
    const [x, w] = [draw(batch, cells, cells, channels), draw(kernel, kernel, channels, outputs)];
    const out = pad === 'same' ? Math.ceil(cells / stride) : Math.floor((cells - kernel) / stride) + 1;
    const dy = draw(batch, out, out, outputs);
    const { dw, dx } = gradientsByDefinition(convolution, x, w, dy);
    const gradient = tf.grads((image: tf.Tensor, filter: tf.Tensor) =>
      tf.sum(
        tf.mul(
          tf.conv2d(image as tf.Tensor4D, filter as tf.Tensor4D, stride, pad),
          tf.tensor4d(dy, [batch, out, out, outputs]),
        ),
      ),
    );
    const [gx, gw] = gradient([
      tf.tensor4d(x, [batch, cells, cells, channels]),
      tf.tensor4d(w, [kernel, kernel, channels, outputs]),
    ]);
    expectClose(gw.dataSync(), dw, { rtol: 1e-5, atol: 1e-5 });
    expectClose(gx.dataSync(), dx, { rtol: 1e-5, atol: 1e-5 });
  });

  it('leave no tensor behind', () => {
    const gradient = tf.grad((filter: tf.Tensor) =>
      tf.sum(tf.conv2d(tf.ones([2, 8, 8, 1]) as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same')),
    );
    const filter = tf.ones([4, 4, 1, 3]);
    gradient(filter).dispose();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) gradient(filter).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('matrix products on wasm', () => {
  it.each([
    [false, true],
    [true, false],
    [true, true],
  ])('agree with their definition where transposed (%s, %s)', (transposeA, transposeB) => {
    const [m, k, n] = [3, 4, 5];
    const [a, b] = [draw(2, m, k), draw(2, k, n)];
    const expected = new Float64Array(2 * m * n);
    for (let s = 0; s < 2; s++)
      for (let i = 0; i < m; i++)
        for (let j = 0; j < n; j++)
          for (let l = 0; l < k; l++) expected[(s * m + i) * n + j] += a[(s * m + i) * k + l] * b[(s * k + l) * n + j];
    const [left, right] = [tf.tensor3d(a, [2, m, k]), tf.tensor3d(b, [2, k, n])];
    const product = tf.matMul(
      transposeA ? tf.transpose(left, [0, 2, 1]) : left,
      transposeB ? tf.transpose(right, [0, 2, 1]) : right,
      transposeA,
      transposeB,
    );
    expectClose(product.dataSync(), expected, { rtol: 1e-5, atol: 1e-6 });
  });
});
