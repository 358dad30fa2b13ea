// What all networks build and fill their layers with.
import * as tf from '@tensorflow/tfjs';

/** A network, for those who hold one without computing with it: only this folder imports TensorFlow.js. */
export type LayersModel = tf.LayersModel;

// Zeros, because drawing the weights is a step of its own (initialize.ts) and loaded ones overwrite them.
export const zero = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const;
export const elu = { ...zero, activation: 'elu' } as const;

/** The output of a layer that has one. */
export function apply(layer: tf.layers.Layer, input: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  const output = layer.apply(input);
  if (output instanceof tf.SymbolicTensor) return output;
  throw new Error(`layer ${layer.name}: expected one symbolic output`);
}

/** Sets the weights of a layer, in its own order; null is zeros. */
export function setLayer(network: tf.LayersModel, name: string, values: readonly (Float32Array | null)[]): void {
  const layer = network.getLayer(name);
  tf.tidy(() =>
    layer.setWeights(
      layer.getWeights().map(({ shape, size }, i) => tf.tensor(values[i] ?? new Float32Array(size), shape)),
    ),
  );
}
