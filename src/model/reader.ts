// The reader: code -> image statistics, standardized. What it learns costs no labels: the statistics of a drawn structure are exact.
// A linear layer draws the picture of the code, started at the decoder's modes; convolutions look at cells and their neighbours, and
// averages over the cells say what there is, wherever it lies: a statistic is an average of something over the picture, or nearly so.
// Strides of 2 make a reader several times as fast as looking at every cell, and a better one for the same training.
import * as tf from '@tensorflow/tfjs';
import { type Architecture, pictureShape, type StatisticsArchitecture, type VaeArchitecture } from './architecture.js';
import { apply, elu, zero } from './layers.js';

/** [batch, latentDim] -> [batch, statistics]. Weights are zero until they are set. */
export function createReader(
  { vae, statistics: architecture }: ReaderArchitecture,
  statistics: number,
): tf.LayersModel {
  const { cells, filters, denseUnits } = architecture;
  const shape = [cells, cells, pictureShape(vae)[2]];
  const z = tf.input({ shape: [vae.latentDim], name: 'z' });
  const units = shape[0] * shape[1] * shape[2];
  let y = apply(tf.layers.dense({ ...zero, name: 'reader_picture', units }), z);
  y = apply(tf.layers.reshape({ name: 'reader_cells', targetShape: shape }), y);
  for (const [i, count] of filters.entries()) {
    const window = { kernelSize: 3, strides: 2, padding: 'same' } as const;
    const layer = tf.layers.conv2d({ ...elu, ...window, name: `reader_conv_${i + 1}`, filters: count });
    y = apply(layer, y);
  }
  y = apply(tf.layers.globalAveragePooling2d({ name: 'reader_average' }), y);
  y = apply(tf.layers.dense({ ...elu, name: 'reader_dense', units: denseUnits }), y);
  const outputs = apply(tf.layers.dense({ ...zero, name: 'statistics', units: statistics }), y);
  return tf.model({ name: 'reader', inputs: z, outputs });
}

export interface ReaderArchitecture {
  vae: VaeArchitecture;
  statistics: StatisticsArchitecture;
}

/** What the reader of an architecture is built from. @throws Error where it has none */
export function readerOf({ name, vae, regressor }: Architecture): ReaderArchitecture {
  if (regressor.statistics) return { vae, statistics: regressor.statistics };
  throw new Error(`architecture ${name} has no reader`);
}

/** Sets the first layer to what the decoder's linear map draws, averaged over squares of cells. */
export function startAtDecoder(
  reader: tf.LayersModel,
  decoder: tf.LayersModel,
  { vae, statistics }: ReaderArchitecture,
) {
  const [n, , channels] = pictureShape(vae);
  const [kernel, bias] = decoder.getLayer('picture_modes').getWeights();
  tf.tidy(() => {
    const coarse = (rows: tf.Tensor, shape: number[]) => {
      const pictures = tf.reshape<tf.Rank.R4>(rows, [-1, n, n, channels]);
      const edge = n / statistics.cells;
      // A new tensor: the wasm backend remembers the shape that the numbers had first.
      return tf.tensor(tf.avgPool(pictures, edge, edge, 'valid').dataSync(), shape);
    };
    const units = statistics.cells ** 2 * channels;
    reader.getLayer('reader_picture').setWeights([coarse(kernel, [vae.latentDim, units]), coarse(bias, [units])]);
  });
}
