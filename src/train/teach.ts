// How anchor points are learned from labelled structures: one file for each kind of regressor, of this shape.
import type { Dataset } from '../dataset/load.js';
import type { Architecture } from '../model/architecture.js';
import type { Normalization } from '../model/normalization.js';
import type { Networks } from '../model/save-model.js';
import type { Standard } from '../model/standard.js';
import type { TrainingOptions } from '../model/train-loop.js';
import type { StoredNetworks } from './vae-folder.js';

export interface Lesson extends TrainingOptions {
  architecture: Architecture;
  autoencoder: StoredNetworks;
  /** Of the statistics that the autoencoder's reader gives, where it has one. */
  standard?: Standard;
  dataset: Dataset;
  /** Positions in the data set. */
  training: number[];
  test: number[];
  epochs?: number;
  batchSize?: number;
  crossValidation: boolean;
  checkpointDir: string;
}

export interface Taught {
  networks: Pick<Networks, 'regressor' | 'reader' | 'estimator'>;
  normalization: Normalization;
  /** count x latentDim, of the training structures in all poses. */
  codes: Float32Array;
  epochs: number;
  losses: Record<string, number>;
}

/** @returns null where the signal ended it early */
export type Teach = (lesson: Lesson) => Promise<Taught | null>;
