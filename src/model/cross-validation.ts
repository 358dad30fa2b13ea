// How many epochs to train the regressor: each part of the data in turn is left out, and the epoch is taken at which the mean
// validation loss over the parts is lowest.
import { LoopsmithError } from '../errors.js';
import { createRandom } from '../random.js';
import { pickRows } from './rows.js';
import { countRecords, type RegressorTrainingOptions, trainRegressor } from './train-regressor.js';

export interface CrossValidationOptions extends Omit<RegressorTrainingOptions, 'validation' | 'epochs' | 'network'> {
  /** @default 4 */
  folds?: number;
  /** Epochs to look at. */
  maximumEpochs: number;
  /** Records of one group stay in one part: the poses of one structure, for example. One number a record. @default each its own */
  groups?: ArrayLike<number>;
}

export interface CrossValidation {
  readonly state: 'done' | 'stopped';
  /** Where the mean validation loss is lowest, counted from 1; 0 where it was stopped before the first epoch. */
  readonly epochs: number;
  /** Of each epoch, mean over the folds. */
  readonly validationLoss: readonly number[];
  /** Of each fold and epoch. */
  readonly folds: readonly (readonly number[])[];
}

export async function crossValidate(options: CrossValidationOptions): Promise<CrossValidation> {
  const { folds = 4, maximumEpochs, codes, anchors, latentDim, seed = 1, checkpointDir, groups } = options;
  const count = countRecords(options, latentDim);
  const known = Array.from(groups ?? Array.from({ length: count }, (_, i) => i));
  const different = new Set(known).size;
  if (different < folds)
    throw new LoopsmithError(`cross validation: expected at least ${folds} structures, one a part, got ${different}`);
  const fold = assignFolds(known, folds, seed);
  const losses: number[][] = [];
  let state: CrossValidation['state'] = 'done';
  for (let k = 0; k < folds && state === 'done'; k++) {
    const rows = (inside: boolean) => [...fold.keys()].filter((i) => (fold[i] === k) === inside);
    const part = (which: number[]) => ({
      codes: pickRows(codes, latentDim, which),
      anchors: pickRows(anchors, anchors.length / count, which),
    });
    const trained = await trainRegressor({
      ...options,
      ...part(rows(false)),
      validation: part(rows(true)),
      epochs: maximumEpochs,
      network: `regressor ${k + 1}/${folds}`,
      ...(checkpointDir && { checkpointDir: `${checkpointDir}/fold-${k + 1}` }),
    });
    trained.regressor.dispose();
    state = trained.state;
    losses.push(trained.history.map(({ validationLoss }) => validationLoss ?? Number.NaN));
  }
  const complete = Math.min(...losses.map(({ length }) => length));
  const validationLoss = Array.from(
    { length: complete },
    (_, epoch) => losses.reduce((sum, loss) => sum + loss[epoch], 0) / losses.length,
  );
  return { state, epochs: validationLoss.indexOf(Math.min(...validationLoss)) + 1, validationLoss, folds: losses };
}

/** Part of each record: groups in random order, dealt out like cards. */
export function assignFolds(groups: ArrayLike<number>, folds: number, seed: number): Int32Array {
  const random = createRandom(seed, 'folds');
  const known = [...new Set(Array.from(groups))];
  const dealt = known
    .map((group) => ({ group, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ group }, i) => [group, i % folds] as const);
  const part = new Map(dealt);
  return Int32Array.from(groups, (group) => part.get(group) ?? 0);
}
