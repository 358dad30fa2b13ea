// From codes or images to anchor points: what a model's regressors are asked, whatever they are.
import { encodeImages, predictRows, take } from './codes.js';
import { askMembers } from './members-verdict.js';
import type { Prediction } from './model.js';
import type { ModelCard } from './model-card.js';
import { denormalize } from './normalization.js';
import type { Networks } from './save-model.js';
import { standardize, statisticsOf } from './standard.js';

export interface Predictor {
  codes(codes: Float32Array): Prediction;
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
  if (reader && estimator && standard && architecture.statistics) {
    const ensemble = { members: architecture.statistics.members, normalization };
    return {
      encode,
      codes: (codes) => askMembers(regressor, take(predictRows(reader, codes, latentDim)), ensemble),
      images: (images) => askMembers(estimator, standardize(statisticsOf(images, cells), standard), ensemble),
    };
  }
  const codes = (rows: Float32Array): Prediction => ({
    anchors: denormalize(take(predictRows(regressor, rows, latentDim)), normalization),
    uncertainty: null,
  });
  return { encode, codes, images: (images) => codes(encode(images)) };
}
