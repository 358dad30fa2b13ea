// An autoencoder that starts from what is known: of all linear codes of a picture x with d numbers, the one with the highest evidence
// is probabilistic principal components (Tipping and Bishop 1999), and the principal components of grains at random are cosine modes,
// since grains fill the sample evenly. With a = U^T (x - mean), U the d modes of largest variance v, and s^2 the deviation expected
// of a picture's number (klWeight = 2 s^2, vae-loss.ts):
//   zMean = sqrt(v - s^2) / v a,   zLogVar = ln(s^2 / v),   g(z) = mean + U sqrt(v - s^2) z
// Dense layers beside these linear maps start at zero and learn what is not linear: grains have edges, axes have length one.
import * as tf from '@tensorflow/tfjs';
import { pictureShape, type VaeArchitecture } from './architecture.js';
import { apply, elu, setLayer, zero } from './layers.js';
import type { VaeNetworks } from './vae-loss.js';

const product = (shape: readonly number[]): number => shape.reduce((size, edge) => size * edge, 1);

/** [batch, n, n, channels] -> [zMean, zLogVar], each [batch, latentDim]. */
export function createModesEncoder(architecture: VaeArchitecture): tf.LayersModel {
  const { denseUnits, latentDim } = architecture;
  const image = tf.input({ shape: pictureShape(architecture), name: 'image' });
  const x = apply(tf.layers.flatten({ name: 'encoder_flatten' }), image);
  const y = apply(tf.layers.dense({ ...elu, name: 'encoder_dense', units: denseUnits }), x);
  const dense = (name: string, from: tf.SymbolicTensor, useBias = true) =>
    apply(tf.layers.dense({ ...zero, name, units: latentDim, useBias }), from);
  const parts = [dense('z_mean_modes', x), dense('z_mean_dense', y, false)];
  const zMean = apply(tf.layers.add({ name: 'z_mean' }), parts);
  return tf.model({ name: 'encoder', inputs: image, outputs: [zMean, dense('z_log_var', y)] });
}

/** [batch, latentDim] -> [batch, n, n, channels]. */
export function createModesDecoder(architecture: VaeArchitecture): tf.LayersModel {
  const shape = pictureShape(architecture);
  const z = tf.input({ shape: [architecture.latentDim], name: 'z' });
  const y = apply(tf.layers.dense({ ...elu, name: 'decoder_dense', units: architecture.denseUnits }), z);
  const dense = (name: string, from: tf.SymbolicTensor, useBias = true) =>
    apply(tf.layers.dense({ ...zero, name, units: product(shape), useBias }), from);
  const parts = [dense('picture_modes', z), dense('picture_dense', y, false)];
  const picture = apply(tf.layers.add({ name: 'picture_sum' }), parts);
  const image = apply(tf.layers.reshape({ name: 'picture', targetShape: shape }), picture);
  return tf.model({ name: 'decoder', inputs: z, outputs: image });
}

/** Sets the linear maps to the modes of these pictures and what is added to them to zero. @param pictures of the kind to be learned */
export function startAtModes(
  { encoder, decoder }: VaeNetworks,
  { architecture, pictures, klWeight }: { architecture: VaeArchitecture; pictures: Float32Array; klWeight: number },
): void {
  const [n, , channels] = pictureShape(architecture);
  const { latentDim } = architecture;
  const size = n * n * channels;
  const { modes, mean } = largestModes(pictures, n, channels, latentDim);
  const noise = klWeight / 2;
  const encode = new Float32Array(size * latentDim);
  const decode = new Float32Array(latentDim * size);
  const [encodeBias, logVariance] = [new Float32Array(latentDim), new Float32Array(latentDim)];
  const cosines = cosineTable(n);
  for (const [j, { kx, ky, channel, variance }] of modes.entries()) {
    const kept = Math.sqrt(Math.max(variance - noise, 0));
    logVariance[j] = Math.log(Math.min(1, noise / variance));
    for (let y = 0; y < n; y++)
      for (let x = 0; x < n; x++) {
        const i = (y * n + x) * channels + channel;
        const u = cosines[ky * n + y] * cosines[kx * n + x];
        encode[i * latentDim + j] = (u * kept) / variance;
        decode[j * size + i] = u * kept;
        encodeBias[j] -= encode[i * latentDim + j] * mean[channel];
      }
  }
  const decodeBias = Float32Array.from({ length: size }, (_, i) => mean[i % channels]);
  setLayer(encoder, 'z_mean_modes', [encode, encodeBias]);
  setLayer(encoder, 'z_log_var', [null, logVariance]);
  setLayer(encoder, 'z_mean_dense', [null]);
  setLayer(decoder, 'picture_modes', [decode, decodeBias]);
  setLayer(decoder, 'picture_dense', [null]);
}

interface Mode {
  kx: number;
  ky: number;
  channel: number;
  /** Of its amplitude over the pictures. */
  variance: number;
}

/** The modes that vary most, and the mean of each channel. */
function largestModes(pictures: Float32Array, n: number, channels: number, wanted: number) {
  const size = n * n * channels;
  const count = pictures.length / size;
  const mean = Array.from({ length: channels }, (_, channel) =>
    pictures.reduce((sum, value, i) => (i % channels === channel ? sum + value : sum), 0),
  ).map((sum) => sum / (count * n * n));
  const squares = new Float64Array(size);
  const amplitudes = new Float64Array(n * n);
  for (let k = 0; k < count; k++)
    for (let channel = 0; channel < channels; channel++) {
      for (let i = 0; i < n * n; i++) amplitudes[i] = pictures[k * size + i * channels + channel] - mean[channel];
      for (const [i, a] of cosineTransform(amplitudes, n).entries()) squares[i * channels + channel] += (a * a) / count;
    }
  const modes = Array.from(squares, (variance, i): Mode => {
    const cell = Math.floor(i / channels);
    return { kx: cell % n, ky: Math.floor(cell / n), channel: i % channels, variance };
  });
  return { mean, modes: modes.sort((a, b) => b.variance - a.variance).slice(0, wanted) };
}

/** Orthonormal cosine modes, row k: sqrt((k ? 2 : 1) / n) cos(pi k (i + 1/2) / n). */
function cosineTable(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [k, i] = [Math.floor(at / n), at % n];
    return Math.sqrt((k === 0 ? 1 : 2) / n) * Math.cos((Math.PI * k * (i + 0.5)) / n);
  });
}

/** Amplitudes of the modes of n x n values, row ky. */
function cosineTransform(values: Float64Array, n: number): Float64Array {
  const cosines = cosineTable(n);
  const rows = new Float64Array(n * n);
  for (let y = 0; y < n; y++)
    for (let k = 0; k < n; k++) for (let x = 0; x < n; x++) rows[y * n + k] += cosines[k * n + x] * values[y * n + x];
  const all = new Float64Array(n * n);
  for (let k = 0; k < n; k++)
    for (let y = 0; y < n; y++) for (let x = 0; x < n; x++) all[k * n + x] += cosines[k * n + y] * rows[y * n + x];
  return all;
}
