// What a model says of labelled records, in portions: thousands of images need not be in memory at once.
import type { Dataset } from '../dataset/load.js';
import { joined } from '../joined.js';
import type { Prediction } from '../model/model.js';
import type { Predictor } from '../model/predictor.js';
import { imagesInPortions } from './labelled-codes.js';

/** Of records, count x 6: of structures at hand, and by way of their codes. */
export interface Said {
  structures: Prediction;
  codes: Prediction;
}

/** @param which positions in the data set */
export function askRecords(
  { images: ofImages, codes: ofCodes, encode }: Pick<Predictor, 'images' | 'codes' | 'encode'>,
  dataset: Pick<Dataset, 'images'>,
  which: readonly number[],
): Said {
  const portions = Array.from(imagesInPortions(dataset, which), ({ images }) => ({
    structures: ofImages(images),
    codes: ofCodes(encode(images)),
  }));
  return {
    structures: oneAfterTheOther(portions.map(({ structures }) => structures)),
    codes: oneAfterTheOther(portions.map(({ codes }) => codes)),
  };
}

function oneAfterTheOther(predictions: readonly Prediction[]): Prediction {
  const uncertainties = predictions.flatMap(({ uncertainty }) => uncertainty ?? []);
  return {
    anchors: joined(predictions.map(({ anchors }) => anchors)),
    uncertainty: uncertainties.length > 0 ? joined(uncertainties) : null,
  };
}
