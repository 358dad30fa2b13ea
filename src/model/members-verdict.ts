// What the members of an ensemble say together.
import * as tf from '@tensorflow/tfjs';
import { anchorNames } from '../quantities.js';
import { statisticNames } from '../structure/image-statistics.js';
import { predictRows, take } from './codes.js';
import { makeFalling } from './falling-curve.js';
import type { Prediction } from './model.js';
import { denormalize, type Normalization } from './normalization.js';

const n = anchorNames.length;

/** What an ensemble says of statistics, in Ms and HA. @param statistics count x statistics, standardized */
export function askMembers(
  network: tf.LayersModel,
  statistics: Float32Array,
  { members, normalization }: { members: number; normalization: Normalization },
): Prediction {
  const { mean, deviation } = verdictOf(membersOutputs(network, statistics), members);
  return {
    anchors: makeFalling(denormalize(mean, normalization)),
    uncertainty: deviation.map((value, i) => value * normalization.deviation[i % n]),
  };
}

/** What the members say together, as a tensor that can be differentiated. @param outputs count x (6 members + 6) */
export const meanOfMembers = (outputs: tf.Tensor2D, members: number): tf.Tensor2D =>
  tf.mean(tf.reshape<tf.Rank.R3>(tf.slice(outputs, [0, 0], [-1, members * n]), [-1, members, n]), 1);

/** All outputs of the network, count x (6 members + 6). */
export const membersOutputs = (network: tf.LayersModel, statistics: Float32Array): Float32Array =>
  take(predictRows(network, statistics, statisticNames.length));

/** What the members say together, normalized. */
interface Verdict {
  /** count x 6, mean of the members. */
  readonly mean: Float32Array;
  /** count x 6: the deviation to expect and how far the members part, as independent errors. */
  readonly deviation: Float32Array;
}

/** Within the training set, knowing nothing else is a deviation of 1. How far the members part beyond it knows no such limit. */
const mostExpected = 1;

/** @param outputs count x (6 members + 6) */
function verdictOf(outputs: Float32Array, members: number): Verdict {
  const width = n * (members + 1);
  const count = outputs.length / width;
  const [mean, deviation] = [new Float32Array(count * n), new Float32Array(count * n)];
  for (let row = 0; row < count; row++)
    for (let k = 0; k < n; k++) {
      let [sum, squares] = [0, 0];
      for (let i = 0; i < members; i++) {
        const value = outputs[row * width + i * n + k];
        sum += value / members;
        squares += (value * value) / members;
      }
      const spread = Math.max(0, squares - sum * sum);
      const expected = Math.min(mostExpected, Math.exp(2 * outputs[row * width + members * n + k]));
      mean[row * n + k] = sum;
      deviation[row * n + k] = Math.sqrt(spread + expected);
    }
  return { mean, deviation };
}
