// From codes or images to anchor points: what a model's regressors are asked, whatever they are.
import type * as tf from '@tensorflow/tfjs';
import { encodeImages, predictRows, take } from './codes.js';
import { makeFalling } from './falling-curve.js';
import { askMembers, meanOfMembers } from './members-verdict.js';
import type { Prediction } from './model.js';
import type { ModelCard } from './model-card.js';
import { denormalize } from './normalization.js';
import type { Networks } from './save-model.js';
import { type AnchorFunction, anchorSlopes } from './slopes.js';
import { standardize, statisticsOf } from './standard.js';

export interface Predictor {
  codes(codes: Float32Array): Prediction;
  /** d(anchor)/d(code), count x 6 x latentDim, in Ms or HA per unit of the code. */
  slopes(codes: Float32Array): Float32Array;
  images(images: Float32Array): Prediction;
  encode(images: Float32Array): Float32Array;
}

/** What a card must say of a model to ask it. */
type Spoken = Pick<ModelCard, 'normalization' | 'statistics' | 'architecture'>;

export function createPredictor(networks: Networks, card: Spoken): Predictor {
  const { normalization, statistics: standard } = card;
  const { vae, regressor: architecture } = card.architecture;
  const { encoder, regressor, reader, estimator } = networks;
  const { latentDim, cells } = vae;
  const encode = (images: Float32Array) => encodeImages(encoder, images, vae);
  const slopesOf = (anchorsOf: AnchorFunction) => (codes: Float32Array) =>
    anchorSlopes(anchorsOf, codes, latentDim, normalization.deviation);
  if (reader && estimator && standard && architecture.statistics) {
    const ensemble = { members: architecture.statistics.members, normalization };
    return {
      encode,
      slopes: slopesOf((z) => meanOfMembers(apply(regressor, apply(reader, z)), ensemble.members)),
      codes: (codes) => askMembers(regressor, take(predictRows(reader, codes, latentDim)), ensemble),
      images: (images) => askMembers(estimator, standardize(statisticsOf(images, cells), standard), ensemble),
    };
  }
  const codes = (rows: Float32Array): Prediction => ({
    anchors: makeFalling(denormalize(take(predictRows(regressor, rows, latentDim)), normalization)),
    uncertainty: null,
  });
  return { encode, codes, slopes: slopesOf((z) => apply(regressor, z)), images: (images) => codes(encode(images)) };
}

/** A network as a function that can be differentiated. */
const apply = (network: tf.LayersModel, x: tf.Tensor): tf.Tensor2D => network.apply(x) as tf.Tensor2D;
