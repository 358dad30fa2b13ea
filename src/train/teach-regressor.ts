// A regressor over codes, as in the paper: trunk and heads, with the number of epochs from cross validation where asked for.
import { join } from 'node:path';
import { crossValidate } from '../model/cross-validation.js';
import { poseCount } from '../model/structure-batches.js';
import { trainRegressor } from '../model/train-regressor.js';
import { networksDigest } from '../model/weights.js';
import { encodeRecords } from './labelled-codes.js';
import type { Teach } from './teach.js';

export const teachRegressor: Teach = async ({ architecture, autoencoder, dataset, training, test, ...options }) => {
  const { epochs: most = 300, batchSize = 16, learningRate = 1e-4, crossValidation, checkpointDir } = options;
  const { encoder } = autoencoder;
  const encode = (which: number[], poses = 1) => encodeRecords(dataset, encoder, architecture.vae, which, poses);
  const encoded = encode(training, poseCount);
  const { latentDim } = architecture.vae;
  const origin = networksDigest([encoder]);
  const layers = { architecture: architecture.regressor, latentDim };
  const shared = { ...options, ...encoded, ...layers, origin, batchSize, learningRate };
  let epochs = most;
  if (crossValidation) {
    const found = await crossValidate({ ...shared, maximumEpochs: most, checkpointDir: join(checkpointDir, 'folds') });
    if (found.state === 'stopped') return null;
    epochs = Math.max(1, found.epochs);
  }
  const validation = test.length > 0 ? encode(test) : undefined;
  const trained = await trainRegressor({ ...shared, epochs, validation, checkpointDir: join(checkpointDir, 'all') });
  const { regressor, normalization, state, history } = trained;
  if (state === 'stopped') {
    regressor.dispose();
    return null;
  }
  const losses = { regressor: history[history.length - 1].trainingLoss };
  return { networks: { regressor }, normalization, codes: encoded.codes, epochs, losses };
};
