// The variational autoencoder: encoder q(z | image) = N(zMean, exp(zLogVar)), decoder image = g(z).
// Layers as in Kovacs et al., arXiv 2203.16676, Table 1; elu throughout, the means and variances linear, the image tanh.
import * as tf from '@tensorflow/tfjs';
import { innerCells, pictureShape, type VaeArchitecture } from './architecture.js';
import { apply, elu, zero } from './layers.js';
import { createModesDecoder, createModesEncoder } from './modes.js';

/** [batch, cells, cells, 1] -> [zMean, zLogVar], each [batch, latentDim]. Weights are zero until they are set. */
export function createEncoder(architecture: VaeArchitecture): tf.LayersModel {
  if (architecture.modes) return createModesEncoder(architecture);
  const { stride, convolutions, denseUnits, latentDim } = architecture;
  const image = tf.input({ shape: pictureShape(architecture), name: 'image' });
  let y: tf.SymbolicTensor = image;
  for (const [i, { filters, kernel }] of convolutions.entries()) {
    const name = `encoder_conv_${i + 1}`;
    y = apply(tf.layers.conv2d({ ...elu, name, filters, kernelSize: kernel, strides: stride, padding: 'same' }), y);
  }
  y = apply(tf.layers.flatten({ name: 'encoder_flatten' }), y);
  y = apply(tf.layers.dense({ ...elu, name: 'encoder_dense', units: denseUnits }), y);
  const zMean = apply(tf.layers.dense({ ...zero, name: 'z_mean', units: latentDim }), y);
  const zLogVar = apply(tf.layers.dense({ ...zero, name: 'z_log_var', units: latentDim }), y);
  return tf.model({ name: 'encoder', inputs: image, outputs: [zMean, zLogVar] });
}

/** [batch, latentDim] -> [batch, cells, cells, 1] in (-1, 1). Weights are zero until they are set. */
export function createDecoder(architecture: VaeArchitecture): tf.LayersModel {
  if (architecture.modes) return createModesDecoder(architecture);
  const { stride, convolutions, denseUnits, latentDim, channels: seen = 1 } = architecture;
  const inner = innerCells(architecture);
  const channels = convolutions[convolutions.length - 1].filters;
  const z = tf.input({ shape: [latentDim], name: 'z' });
  let y = apply(tf.layers.dense({ ...elu, name: 'decoder_dense_1', units: denseUnits }), z);
  y = apply(tf.layers.dense({ ...elu, name: 'decoder_dense_2', units: inner * inner * channels }), y);
  y = apply(tf.layers.reshape({ name: 'decoder_reshape', targetShape: [inner, inner, channels] }), y);
  for (let i = convolutions.length - 1; i >= 0; i--) {
    const last = i === 0;
    const layer = tf.layers.conv2dTranspose({
      ...(last ? { ...zero, activation: 'tanh' as const } : elu),
      name: `decoder_conv_${convolutions.length - i}`,
      filters: last ? seen : convolutions[i - 1].filters,
      kernelSize: convolutions[i].kernel,
      strides: stride,
      padding: 'same',
    });
    y = apply(layer, y);
  }
  return tf.model({ name: 'decoder', inputs: z, outputs: y });
}
