// The loss of the variational autoencoder, per number of the picture (cells x cells x channels) and as a mean over the batch:
//   loss = [ sum over numbers of (x - g(z))^2 + klWeight KL(N(zMean, exp(zLogVar)) || N(0, I)) ] / numbers
//   z    = zMean + exp(zLogVar / 2) noise,   KL = -1/2 sum over latent dimensions of (1 + zLogVar - zMean^2 - exp(zLogVar))
// klWeight = 2 s^2 is the evidence lower bound of a decoder whose pictures deviate by s: the right weight is twice the image error that
// it leads to. Smaller, codes scatter (they describe noise and leave gaps between them); larger, dimensions collapse. 0.1 expects 0.05.
import * as tf from '@tensorflow/tfjs';

export interface VaeNetworks {
  readonly encoder: tf.LayersModel;
  readonly decoder: tf.LayersModel;
}

export interface VaeLoss {
  readonly loss: tf.Scalar;
  /** Mean squared error per number of the picture. */
  readonly imageError: tf.Scalar;
  /** Kullback-Leibler divergence per image, in nat. */
  readonly divergence: tf.Scalar;
}

/**
 * @param images [batch, cells, cells, channels]
 * @param noise [batch, latentDim] of N(0, 1); null takes z = zMean, for validation
 */
export function vaeLoss(
  { encoder, decoder }: VaeNetworks,
  images: tf.Tensor4D,
  noise: tf.Tensor2D | null,
  klWeight: number,
): VaeLoss {
  const [zMean, zLogVar] = encoder.apply(images, { training: true }) as tf.Tensor2D[];
  const z = noise === null ? zMean : sampleCode(zMean, zLogVar, noise);
  const decoded = decoder.apply(z, { training: true }) as tf.Tensor4D;
  const imageError = tf.mean<tf.Scalar>(tf.squaredDifference(images, decoded));
  const divergence = kullbackLeibler(zMean, zLogVar);
  const [, height, width, channels] = images.shape;
  const loss = tf.add<tf.Scalar>(imageError, tf.mul(divergence, klWeight / (height * width * channels)));
  return { loss, imageError, divergence };
}

/** z = zMean + exp(zLogVar / 2) noise. */
export const sampleCode = (zMean: tf.Tensor2D, zLogVar: tf.Tensor2D, noise: tf.Tensor2D): tf.Tensor2D =>
  tf.add(zMean, tf.mul(tf.exp(tf.mul(zLogVar, 0.5)), noise));

/** Divergence of N(zMean, exp(zLogVar)) from N(0, I), mean over the batch, in nat. */
export function kullbackLeibler(zMean: tf.Tensor2D, zLogVar: tf.Tensor2D): tf.Scalar {
  const term = tf.sub(tf.sub(tf.add(zLogVar, 1), tf.square(zMean)), tf.exp(zLogVar));
  return tf.mul(tf.mean(tf.sum(term, 1)), -0.5);
}
