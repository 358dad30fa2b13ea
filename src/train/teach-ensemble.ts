// Ensembles over image statistics: the estimator over the exact ones of structures, for what is at hand as grains, and the regressor
// over those that the reader finds in codes, for the search. Where labels are few, both need far fewer than a network over codes.
import { join } from 'node:path';
import { LoopsmithError } from '../errors.js';
import { predictRows, take } from '../model/codes.js';
import { ownedWhile } from '../model/owned-while.js';
import { pickRows } from '../model/rows.js';
import { standardize } from '../model/standard.js';
import { poseCount } from '../model/structure-batches.js';
import { trainMembers } from '../model/train-members.js';
import { networksDigest } from '../model/weights.js';
import { anchorNames } from '../quantities.js';
import { encodeRecords, recordStatistics } from './labelled-codes.js';
import type { Teach } from './teach.js';

/** Records for each member to leave out, so that its errors say something. */
const statisticsNeeded = 8;

/** Labels that an ensemble needs to train on. */
export const leastLabels = 2 * statisticsNeeded;

export const teachEnsemble: Teach = async ({ architecture, autoencoder, standard, dataset, training, ...options }) => {
  const { epochs = 60, batchSize = 64, learningRate = 1e-3, crossValidation, checkpointDir } = options;
  const { encoder, reader } = autoencoder;
  if (!reader || !standard)
    throw new LoopsmithError('the autoencoder has no reader of image statistics: train it again', 'failed');
  if (crossValidation)
    throw new LoopsmithError('--cross-validation: an ensemble validates itself, each member on what it has not seen');
  if (training.length < leastLabels)
    throw new LoopsmithError(
      `expected at least ${leastLabels} structures to train on, got ${training.length} (every tenth draw only tests)`,
    );
  const { latentDim } = architecture.vae;
  const shared = {
    ...options,
    architecture: architecture.regressor,
    epochs,
    batchSize,
    learningRate,
    finalLearningRate: learningRate / 100,
  };
  const exact = await trainMembers({
    ...shared,
    statistics: standardize(recordStatistics(dataset, training), standard),
    anchors: pickRows(dataset.anchors, anchorNames.length, training),
    groups: training,
    network: 'estimator',
    checkpointDir: join(checkpointDir, 'estimator'),
  });
  if (exact.state === 'stopped') {
    exact.members.dispose();
    return null;
  }
  const { codes, read } = await ownedWhile([exact.members], async () => {
    const { codes, anchors, groups } = encodeRecords(dataset, encoder, architecture.vae, training, poseCount);
    const read = await trainMembers({
      ...shared,
      statistics: take(predictRows(reader, codes, latentDim)),
      anchors,
      groups,
      origin: networksDigest([encoder, reader]),
      // A pass over the poses sees each structure four times.
      epochs: Math.max(1, Math.round(epochs / poseCount)),
      checkpointDir: join(checkpointDir, 'regressor'),
    });
    return { codes, read };
  });
  if (read.state === 'stopped') {
    for (const { members } of [exact, read]) members.dispose();
    return null;
  }
  const last = (trained: typeof exact) => trained.history[trained.history.length - 1];
  return {
    networks: { reader, estimator: exact.members, regressor: read.members },
    normalization: exact.normalization,
    codes,
    epochs,
    losses: {
      estimator: last(exact).trainingLoss,
      estimatorUnseen: last(exact).validationLoss ?? Number.NaN,
      regressor: last(read).trainingLoss,
      regressorUnseen: last(read).validationLoss ?? Number.NaN,
    },
  };
};
