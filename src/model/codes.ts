// Images to codes, in portions that keep the memory small, and where real structures lie among the codes.
import * as tf from '@tensorflow/tfjs';
import { joined } from '../joined.js';
import type { VaeArchitecture } from './architecture.js';
import { toImages } from './picture.js';
import { toTensor } from './train-vae.js';

// Images a pass: the first convolution holds 400 kB for each.
const portion = 128;

/** zMean of each image. @returns count x latentDim */
export function encodeImages(encoder: tf.LayersModel, images: Float32Array, vae: VaeArchitecture): Float32Array {
  const { cells } = vae;
  return inPortions(images, cells * cells, (part) => {
    const count = part.length / cells ** 2;
    return tf.tidy(() => (encoder.predict(toTensor(part, vae), { batchSize: count }) as tf.Tensor[])[0]);
  });
}

/** The image of each code. @returns count x cells x cells */
export function decodeCodes(decoder: tf.LayersModel, codes: Float32Array, vae: VaeArchitecture): Float32Array {
  const pictures = inPortions(codes, vae.latentDim, (part) => predictRows(decoder, part, vae.latentDim));
  return toImages(pictures, vae);
}

/** The outputs of a network for each row of so many numbers, all in one pass. */
export function predictRows(network: tf.LayersModel, rows: Float32Array, width: number): tf.Tensor {
  const count = rows.length / width;
  // Without batchSize, predict cuts into batches of 32 and takes nine times as long.
  return tf.tidy(() => network.predict(tf.tensor2d(rows, [count, width]), { batchSize: count }) as tf.Tensor);
}

/** Reads a tensor and disposes it. Outside of tidy, which walks every element of an array that is returned from it. */
export function take(tensor: tf.Tensor): Float32Array {
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return values;
}

function inPortions(rows: Float32Array, width: number, compute: (part: Float32Array) => tf.Tensor): Float32Array {
  const parts: Float32Array[] = [];
  for (let start = 0; start < rows.length; start += portion * width)
    parts.push(take(compute(rows.subarray(start, start + portion * width))));
  return joined(parts);
}
