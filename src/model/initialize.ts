// First weights: Glorot uniform kernels, zero biases (the defaults of Keras), from the seeded generator.
import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random.js';

/** Draws all weights of a network anew. Same generator, same weights, on every backend. */
export function initializeWeights(network: tf.LayersModel, random: Random): void {
  for (const { val } of weightsOf(network)) {
    const { shape, size } = val;
    const values = new Float32Array(size);
    if (shape.length > 1) {
      const limit = Math.sqrt(6 / fanSum(shape));
      for (let i = 0; i < size; i++) values[i] = random.uniform(-limit, limit);
    }
    tf.tidy(() => val.assign(tf.tensor(values, shape)));
  }
}

/** Fan in + fan out of a kernel [...window, in, out]. */
function fanSum(shape: number[]): number {
  const window = shape.slice(0, -2).reduce((product, edge) => product * edge, 1);
  return window * (shape[shape.length - 2] + shape[shape.length - 1]);
}

export interface NamedVariable {
  readonly name: string;
  readonly val: tf.Variable;
}

/** Trainable variables of a network, in the order of its layers; names are unique within the network. */
export const weightsOf = (network: tf.LayersModel): NamedVariable[] =>
  network.trainableWeights.map((weight) => ({
    name: weight.originalName,
    val: variableOf(weight.read(), weight.name),
  }));

function variableOf(value: tf.Tensor, name: string): tf.Variable {
  if (value instanceof tf.Variable) return value;
  throw new Error(`weight ${name}: expected a variable`);
}
