// Training of the ensemble on labelled statistics. Each member leaves out one part of the records, so that every record has a member
// that has not seen it: its errors there are those of a cross validation, and say how far a prediction may be off.
import * as tf from '@tensorflow/tfjs';
import { anchorNames } from '../quantities.js';
import { createRandom } from '../random.js';
import { statisticNames } from '../structure/image-statistics.js';
import type { RegressorArchitecture } from './architecture.js';
import { assignFolds } from './cross-validation.js';
import { initializeWeights, weightsOf } from './initialize.js';
import { planOf } from './labelled-training.js';
import { setLayer } from './layers.js';
import { correctionName, createMembers, deviationName, linearName } from './members.js';
import { membersOutputs } from './members-verdict.js';
import { denormalize, fitNormalization, type Normalization, normalize } from './normalization.js';
import { applyLinear, fitRidge, type Linear, type Table } from './ridge.js';
import { pickRows } from './rows.js';
import { type TrainingOptions, type TrainingResult, train } from './train-loop.js';

export interface MembersTrainingOptions extends TrainingOptions {
  architecture: RegressorArchitecture;
  /** count x statistics, standardized. */
  statistics: Float32Array;
  /** count x 6, all reached. */
  anchors: Float32Array;
  /** Records of one group are seen or left out together: the poses of one structure. One number a record. */
  groups: ArrayLike<number>;
  epochs: number;
  /** @default 64 */
  batchSize?: number;
  /** What computed the statistics: see `labelledDigest`. @default their bytes */
  origin?: string;
  /** For events. @default 'regressor' */
  network?: string;
}

export interface TrainedMembers extends TrainingResult {
  readonly members: tf.LayersModel;
  readonly normalization: Normalization;
  /** count x 6 in Ms and HA: what the member that has not seen the record says of it. */
  readonly unseen: Float32Array;
}

interface Batch {
  statistics: Float32Array;
  /** For each member six: targets, and 1 where the member may see the record. */
  targets: Float32Array;
  seen: Float32Array;
}

const n = anchorNames.length;
const inputs = statisticNames.length;
/** Weight of the mean square of the hidden weights in the loss. */
const decay = 1e-3;
const lambdas = [0.1, 0.3, 1, 3, 10, 30, 100];

/** Trains an ensemble; the caller disposes it. The backend is the one in use. */
export async function trainMembers(options: MembersTrainingOptions): Promise<TrainedMembers> {
  const { architecture, statistics, anchors, groups, batchSize = 64, seed = 1 } = options;
  const members = architecture.statistics?.members ?? 1;
  const network = createMembers(architecture, inputs);
  initializeWeights(network, createRandom(seed, 'weights', network.name));
  const normalization = fitNormalization(anchors);
  const targets = normalize(anchors, normalization);
  const fold = assignFolds(groups, members, seed);
  const [x, y] = [
    { values: statistics, width: inputs },
    { values: targets, width: n },
  ];
  for (const [i, { kernel, bias }] of startOf(x, y, fold, members).entries()) {
    setLayer(network, linearName(i), [kernel, bias]);
    setLayer(network, correctionName(i), [new Float32Array((architecture.head.at(-1) ?? 0) * n)]);
  }
  const { plan, rowsOf } = planOf({ ...options, inputs: statistics, batchSize, seed });
  const batch = (step: number): Batch => {
    const rows = rowsOf(step);
    return { statistics: pickRows(statistics, inputs, rows), ...targetsOf(rows, targets, fold, members) };
  };
  const hidden = network.layers.filter(({ name }) => name.includes('hidden')).map((layer) => layer.getWeights()[0]);
  const trained = weightsOf(network).filter(({ name }) => !name.startsWith(deviationName));
  const result = await train<Batch>({
    ...options,
    network: options.network ?? 'regressor',
    networks: [network],
    variables: trained.map(({ val }) => val),
    ...plan,
    settings: { ...plan.settings, decay },
    batch,
    loss: (part) => ({ loss: tf.add(seenError(network, part, members), tf.mul(meanSquare(hidden), decay)) }),
    validate: () => ({ loss: unseenError(unseenOf(membersOutputs(network, statistics), fold, members), targets) }),
  });
  const outputs = membersOutputs(network, statistics);
  const unseen = unseenOf(outputs, fold, members);
  if (result.state === 'done') setDeviation(network, x, { unseen, targets });
  return { members: network, normalization, unseen: denormalize(unseen, normalization), ...result };
}

/** Ridge regression of each member over what it sees, with the lambda that does best on what they do not see. */
function startOf(x: Table, y: Table, fold: Int32Array, members: number): Linear[] {
  const rows = [...fold.keys()];
  const fits = lambdas.map((lambda) => {
    const linear = Array.from({ length: members }, (_, i) =>
      fitRidge(x, y, members > 1 ? rows.filter((row) => fold[row] !== i) : rows, lambda),
    );
    let error = 0;
    for (let i = 0; i < members; i++) {
      const held = rows.filter((row) => fold[row] === i);
      const said = applyLinear(linear[i], x, held);
      error += pickRows(y.values, n, held).reduce((sum, value, at) => sum + (value - said[at]) ** 2, 0);
    }
    return { linear, error };
  });
  return fits.reduce((best, fit) => (fit.error < best.error ? fit : best)).linear;
}

function targetsOf(rows: Int32Array, targets: Float32Array, fold: Int32Array, members: number) {
  const width = members * n;
  const wanted = new Float32Array(rows.length * width);
  const seen = new Float32Array(rows.length * width);
  for (const [at, row] of rows.entries())
    for (let i = 0; i < members; i++) {
      wanted.set(targets.subarray(row * n, (row + 1) * n), at * width + i * n);
      if (members === 1 || fold[row] !== i) seen.fill(1, at * width + i * n, at * width + (i + 1) * n);
    }
  return { targets: wanted, seen };
}

function seenError(network: tf.LayersModel, { statistics, targets, seen }: Batch, members: number): tf.Scalar {
  const rows = statistics.length / inputs;
  const shape: [number, number] = [rows, members * n];
  const outputs = network.apply(tf.tensor2d(statistics, [rows, inputs]), { training: true }) as tf.Tensor2D;
  const said = tf.slice(outputs, [0, 0], shape);
  const mask = tf.tensor2d(seen, shape);
  const errors = tf.mul(tf.squaredDifference(said, tf.tensor2d(targets, shape)), mask);
  return tf.div(
    tf.sum(errors),
    Math.max(
      1,
      seen.reduce((sum, value) => sum + value, 0),
    ),
  );
}

const meanSquare = (kernels: readonly tf.Tensor[]): tf.Scalar =>
  kernels.length === 0
    ? tf.scalar(0)
    : tf.addN(kernels.map((kernel) => tf.mul<tf.Scalar>(tf.sum(tf.square(kernel)), 1 / kernels.length)));

/** count x 6: of each record what the member says that leaves it out. */
function unseenOf(outputs: Float32Array, fold: Int32Array, members: number): Float32Array {
  const width = (members + 1) * n;
  const unseen = new Float32Array(fold.length * n);
  for (const [row, part] of fold.entries())
    unseen.set(outputs.subarray(row * width + part * n, row * width + part * n + n), row * n);
  return unseen;
}

const unseenError = (unseen: Float32Array, targets: Float32Array): number =>
  unseen.reduce((sum, value, i) => sum + (value - targets[i]) ** 2, 0) / unseen.length;

/** Fits ln |error| of the unseen records, and then its height, so that errors over deviations have a mean square of 1. */
function setDeviation(
  network: tf.LayersModel,
  x: Table,
  { unseen, targets }: { unseen: Float32Array; targets: Float32Array },
): void {
  const errors = unseen.map((value, i) => Math.abs(value - targets[i]));
  const logarithms = errors.map((error) => Math.log(Math.max(error, smallestError)));
  const rows = Array.from({ length: errors.length / n }, (_, row) => row);
  const { kernel, bias } = fitRidge(x, { values: logarithms, width: n }, rows, deviationLambda);
  const said = applyLinear({ kernel, bias }, x, rows);
  for (let k = 0; k < n; k++) {
    const ratios = rows.map((row) => (errors[row * n + k] / Math.exp(said[row * n + k])) ** 2);
    bias[k] += 0.5 * Math.log(ratios.reduce((sum, ratio) => sum + ratio, 0) / rows.length);
  }
  setLayer(network, deviationName, [kernel, bias]);
}

// Below a thousandth of the spread of the data an error is as good as none; its logarithm would pull the fit down.
const smallestError = 1e-3;
// Logarithms of errors scatter by more than 1, so that the fit needs holding.
const deviationLambda = 100;
