// How the anchor points of a code change with the code: one backward pass through the networks for each of the six.
import * as tf from '@tensorflow/tfjs';
import { anchorNames } from '../quantities.js';
import { take } from './codes.js';

/** Codes [count, latentDim] -> normalized anchor points [count, 6], in tensors that can be differentiated. */
export type AnchorFunction = (codes: tf.Tensor2D) => tf.Tensor2D;

const n = anchorNames.length;

/**
 * d(anchor)/d(code). @param deviation of the normalized anchor points, in Ms and HA
 * @returns count x 6 x latentDim, in Ms or HA per unit of the code
 */
export function anchorSlopes(
  anchorsOf: AnchorFunction,
  codes: Float32Array,
  latentDim: number,
  deviation: readonly number[],
): Float32Array {
  const count = codes.length / latentDim;
  const slopes = new Float32Array(count * n * latentDim);
  const at = tf.tensor2d(codes, [count, latentDim]);
  for (let k = 0; k < n; k++) {
    const one = tf.grad((x) => tf.sum(tf.slice(anchorsOf(x as tf.Tensor2D), [0, k], [-1, 1])))(at);
    const values = take(one);
    for (let i = 0; i < count; i++)
      for (let d = 0; d < latentDim; d++)
        slopes[(i * n + k) * latentDim + d] = deviation[k] * values[i * latentDim + d];
  }
  at.dispose();
  return slopes;
}
