// Training of the regressor on codes and anchor points. Loss: mean squared error of the normalized targets. An anchor that a curve
// does not reach (not finite) is masked: the record still teaches the others.
import * as tf from '@tensorflow/tfjs';
import { LoopsmithError } from '../errors.js';
import { anchorNames } from '../quantities.js';
import { createRandom } from '../random.js';
import { findArchitecture, type RegressorArchitecture } from './architecture.js';
import { initializeWeights, weightsOf } from './initialize.js';
import { planOf } from './labelled-training.js';
import { fitNormalization, type Normalization, normalize } from './normalization.js';
import { createRegressor } from './regressor.js';
import { pickRows } from './rows.js';
import { type TrainingOptions, type TrainingResult, train } from './train-loop.js';

/** Codes and what their structures' curves are. */
export interface LabelledCodes {
  /** count x latentDim */
  readonly codes: Float32Array;
  /** count x 6 in the order of `anchorNames`; not finite where not reached. */
  readonly anchors: Float32Array;
}

export interface RegressorTrainingOptions extends TrainingOptions, LabelledCodes {
  latentDim: number;
  /** Name of an architecture, or its layers. @default 'paper' */
  architecture?: string | RegressorArchitecture;
  epochs: number;
  /** @default 16 */
  batchSize?: number;
  /** Records that no step sees. */
  validation?: LabelledCodes;
  /** What computed the codes: see `labelledDigest`. @default their bytes */
  origin?: string;
  /** For events. @default 'regressor' */
  network?: string;
}

export interface TrainedRegressor extends TrainingResult {
  readonly regressor: tf.LayersModel;
  readonly normalization: Normalization;
}

const n = anchorNames.length;

/** Trains a regressor; the caller disposes it. The backend is the one in use. */
export async function trainRegressor(options: RegressorTrainingOptions): Promise<TrainedRegressor> {
  const { codes, anchors, latentDim, architecture = 'paper', batchSize = 16, seed = 1 } = options;
  const { validation } = options;
  countRecords(options, latentDim); // refuses those that do not fit each other
  const layers = typeof architecture === 'string' ? findArchitecture(architecture).regressor : architecture;
  const regressor = createRegressor(layers, latentDim);
  initializeWeights(regressor, createRandom(seed, 'weights', regressor.name));
  const normalization = fitNormalization(anchors);
  const targets = normalize(anchors, normalization);
  const validationTargets = validation && normalize(validation.anchors, normalization);

  const { plan, rowsOf } = planOf({ ...options, inputs: codes, architecture: layers, batchSize, seed });
  const batch = (step: number): LabelledCodes => {
    const rows = rowsOf(step);
    return { codes: pickRows(codes, latentDim, rows), anchors: pickRows(targets, n, rows) };
  };
  const lossOf = ({ codes, anchors }: LabelledCodes) => {
    const z = tf.tensor2d(codes, [codes.length / latentDim, latentDim]);
    return maskedError(regressor.apply(z, { training: true }) as tf.Tensor2D, anchors);
  };
  const result = await train<LabelledCodes>({
    ...options,
    network: options.network ?? 'regressor',
    networks: [regressor],
    variables: weightsOf(regressor).map(({ val }) => val),
    ...plan,
    batch,
    loss: (part) => ({ loss: lossOf(part) }),
    ...(validation &&
      validationTargets && {
        validate: () => ({ loss: scalar(() => lossOf({ codes: validation.codes, anchors: validationTargets })) }),
      }),
  });
  return { regressor, normalization, ...result };
}

/** Mean of (prediction - target)^2 over the targets that are reached. */
function maskedError(predicted: tf.Tensor2D, targets: Float32Array): tf.Scalar {
  const mask = targets.map((target) => (Number.isFinite(target) ? 1 : 0));
  const reached = Math.max(
    1,
    mask.reduce((sum, value) => sum + value, 0),
  );
  const known = tf.tensor2d(
    targets.map((target, i) => (mask[i] ? target : 0)),
    predicted.shape,
  );
  return tf.div(tf.sum(tf.mul(tf.squaredDifference(predicted, known), tf.tensor2d(mask, predicted.shape))), reached);
}

function scalar(compute: () => tf.Scalar): number {
  const value = tf.tidy(compute);
  const [number] = value.dataSync();
  value.dispose();
  return number;
}

/** How many records these are. @throws LoopsmithError where codes and anchors do not fit each other */
export function countRecords({ codes, anchors }: LabelledCodes, latentDim: number): number {
  const count = codes.length / latentDim;
  if (count > 0 && Number.isInteger(count) && anchors.length === count * n) return count;
  throw new LoopsmithError(
    `expected ${latentDim} code and ${n} anchor values for each record, got ${codes.length} and ${anchors.length} values`,
  );
}
