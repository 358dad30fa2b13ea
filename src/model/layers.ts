// What all networks build their layers with.
import * as tf from '@tensorflow/tfjs';

// Zeros, because drawing the weights is a step of its own (initialize.ts) and loaded ones overwrite them.
export const zero = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const;
export const elu = { ...zero, activation: 'elu' } as const;

/** The output of a layer that has one. */
export function apply(layer: tf.layers.Layer, input: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  const output = layer.apply(input);
  if (output instanceof tf.SymbolicTensor) return output;
  throw new Error(`layer ${layer.name}: expected one symbolic output`);
}
