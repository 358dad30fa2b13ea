// The loop that every training shares: ask for a batch, step against its gradient, sum the loss, close the epoch, save.
import * as tf from '@tensorflow/tfjs';
import { LoopsmithError } from '../errors.js';
import type { Emit } from '../events.js';
import {
  type EpochRecord,
  hasCheckpoints,
  restoreCheckpoint,
  saveCheckpoint,
  type TrainingState,
} from './checkpoint.js';
import { type LearningRate, learningRateAt } from './learning-rate.js';
import { createNadam } from './nadam.js';
import { ownedWhile } from './owned-while.js';

/** What a caller of a training may set; every network has these. */
export interface TrainingOptions extends LearningRate {
  /** Of the first weights and everything drawn on the way. @default 1 */
  seed?: number;
  /** Folder of the checkpoints; goes on from the last one in it. Nothing is saved where absent. */
  checkpointDir?: string;
  /** Seconds between checkpoints; the last one is written in any case. @default 300 */
  checkpointSeconds?: number;
  /** Stops after the step under way, with a checkpoint. */
  signal?: AbortSignal;
  emit?: Emit;
}

export interface TrainingResult {
  /** 'stopped' by the signal: resume from the checkpoint. */
  readonly state: 'done' | 'stopped';
  readonly steps: number;
  readonly history: readonly EpochRecord[];
  /** Over all sittings. */
  readonly seconds: number;
}

export interface Training<Batch> extends TrainingOptions {
  /** For events: 'vae', 'regressor'. */
  network: string;
  /** What is trained: disposed where that fails, for nobody else knows of it yet. */
  networks: readonly tf.LayersModel[];
  variables: readonly tf.Variable[];
  /** In all, also those done before a resume. */
  steps: number;
  stepsPerEpoch: number;
  samplesPerStep: number;
  /** What must be equal for a resume. */
  settings: TrainingState['settings'];
  /** Batch of a step, a pure function of the step. The next one is asked for before a step is computed. */
  batch(step: number): Batch | Promise<Batch>;
  /** Scalars whose names are the measures; `loss` is the one that is minimized. Tensors are disposed by the loop. */
  loss(batch: Batch, step: number): Readonly<Record<string, tf.Scalar>> & { readonly loss: tf.Scalar };
  /** At the end of each epoch; `loss` is the validation loss. */
  validate?(): Readonly<Record<string, number>> & { readonly loss: number };
}

/** Runs a training to its end or to the signal, from where its last checkpoint stands. */
export const train = <Batch>(training: Training<Batch>): Promise<TrainingResult> =>
  ownedWhile(training.networks, () => runLoop(training));

async function runLoop<Batch>(training: Training<Batch>): Promise<TrainingResult> {
  const { network, variables, steps, stepsPerEpoch, settings, checkpointDir, checkpointSeconds = 300 } = training;
  const { signal, emit = () => {}, samplesPerStep } = training;
  const epochs = Math.ceil(steps / stepsPerEpoch);
  const nadam = createNadam(variables);
  try {
    const restored = checkpointDir && restoreCheckpoint(checkpointDir, settings, variables, nadam);
    const state = restored || { settings, step: 0, optimizer: nadam.state(), sums: {}, history: [], seconds: 0 };
    if (state.step > steps)
      throw new LoopsmithError(
        `${checkpointDir}: ${state.step} steps are done: expected at least as many, got ${steps}`,
      );
    reopenEpoch(state, training);
    const [first, before, started] = [state.step, state.seconds, performance.now()];
    let saved = started;
    let savedStep = restored ? first : -1;
    const save = () => {
      if (!checkpointDir || savedStep === state.step) return;
      state.optimizer = nadam.state();
      state.seconds = before + (performance.now() - started) / 1000;
      saveCheckpoint(checkpointDir, state, variables, nadam);
      [saved, savedStep] = [performance.now(), state.step];
    };
    let next = ask(training, first);
    while (state.step < steps && !signal?.aborted) {
      const batch = await next;
      if (state.step + 1 < steps) next = ask(training, state.step + 1);
      const measures = takeStep(training, batch, state.step, (gradients) =>
        nadam.step(gradients, learningRateAt(state.step, steps, training)),
      );
      for (const [name, value] of Object.entries({ ...measures, [stepCount]: 1 }))
        state.sums[name] = (state.sums[name] ?? 0) + value;
      state.step += 1;
      checkFinite(training, measures.loss, state.step);
      if (state.step % stepsPerEpoch === 0 || state.step === steps) {
        const record = closeEpoch(state, training);
        checkFinite(training, record.validationLoss ?? 0, state.step);
        const perStep = (performance.now() - started) / 1000 / (state.step - first);
        emit({
          type: 'epoch',
          network,
          epoch: record.epoch,
          epochs,
          trainingLoss: record.trainingLoss,
          validationLoss: record.validationLoss,
          activeDimensions: record.measures['validation.activeDimensions'],
          recentLosses: state.history.slice(-recent).map(({ trainingLoss }) => trainingLoss),
          samplesPerSecond: samplesPerStep / perStep,
          secondsLeft: perStep * (steps - state.step),
        });
      }
      if (performance.now() - saved > checkpointSeconds * 1000) save();
      // Native steps block this thread: let signals, events and the drawing of the next batch have their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    save();
    const seconds = before + (performance.now() - started) / 1000;
    return { state: state.step < steps ? 'stopped' : 'done', steps: state.step, history: state.history, seconds };
  } finally {
    nadam.dispose();
  }
}

const stepCount = 'steps';
// Losses that an event carries, enough for a small curve.
const recent = 24;

/** The batch of a step as a promise; a failure is thrown where it is awaited, also where that is later or never. */
function ask<Batch>({ batch }: Training<Batch>, step: number): Promise<Batch> {
  const promise = Promise.resolve(batch(step));
  promise.catch(() => {});
  return promise;
}

function takeStep<Batch>(
  { variables, loss }: Training<Batch>,
  batch: Batch,
  step: number,
  move: (gradients: tf.NamedTensorMap) => void,
): Record<string, number> {
  let measures: Readonly<Record<string, tf.Scalar>> = {};
  const { value, grads } = tf.variableGrads(() => {
    const scalars = loss(batch, step);
    measures = scalars;
    for (const scalar of Object.values(scalars)) tf.keep(scalar);
    return scalars.loss;
  }, [...variables]);
  move(grads);
  const read = Object.fromEntries(Object.entries(measures).map(([name, scalar]) => [name, scalar.dataSync()[0]]));
  tf.dispose([value, grads, Object.values(measures)]);
  return read;
}

/** Ends a training that has diverged before anything of it is saved: nothing good comes of it any more. */
function checkFinite<Batch>({ network, checkpointDir }: Training<Batch>, loss: number, step: number): void {
  if (Number.isFinite(loss)) return;
  const kept = checkpointDir && hasCheckpoints(checkpointDir) ? `; the checkpoints before are in ${checkpointDir}` : '';
  const advice = 'begin again with a smaller --learning-rate, in another folder';
  throw new LoopsmithError(`${network}: the loss is no longer a number after step ${step}: ${advice}${kept}`, 'failed');
}

/** The last epoch of a training may be a part of one. It is counted anew where that goes on, and counted where it now ends there. */
function reopenEpoch<Batch>(state: TrainingState, training: Training<Batch>): void {
  const { steps, stepsPerEpoch } = training;
  const epochs = state.step / stepsPerEpoch;
  if (state.step < steps && state.history.length > Math.floor(epochs)) state.history.pop();
  if (state.step === steps && state.history.length < Math.ceil(epochs)) closeEpoch(state, training);
}

/** Means of the epoch that ends at this step, or has come to it, appended to the history. */
function closeEpoch<Batch>(state: TrainingState, { validate, stepsPerEpoch }: Training<Batch>): EpochRecord {
  const { loss: sum, [stepCount]: count, ...others } = state.sums;
  const mean = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, value / count]));
  const { loss = null, ...validation } = validate?.() ?? {};
  const measured = Object.fromEntries(Object.entries(validation).map(([name, value]) => [`validation.${name}`, value]));
  const record = {
    epoch: state.history.length + 1,
    trainingLoss: sum / count,
    validationLoss: loss,
    measures: { ...mean, ...measured },
  };
  state.history.push(record);
  if (state.step % stepsPerEpoch === 0) state.sums = {};
  return record;
}
