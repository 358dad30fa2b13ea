// Tables of numbers, one row a record.
import { createRandom, shuffle } from '../random.js';
import { sha256 } from '../store/sha256.js';

/** Rows of a matrix, copied. */
export function pickRows(values: Float32Array, width: number, rows: ArrayLike<number>): Float32Array {
  const picked = new Float32Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) picked.set(values.subarray(rows[i] * width, (rows[i] + 1) * width), i * width);
  return picked;
}

/**
 * Which rows a training step sees: each row once an epoch, in an order of the epoch's own, which is drawn once and kept for its steps.
 * Depends on seed and step only.
 */
export function createBatchRows(count: number, batchSize: number, seed: number): (step: number) => Int32Array {
  const stepsPerEpoch = Math.ceil(count / batchSize);
  let last: { epoch: number; order: Int32Array } | undefined;
  return (step) => {
    const epoch = Math.floor(step / stepsPerEpoch);
    if (last?.epoch !== epoch) last = { epoch, order: orderOf(count, seed, epoch) };
    const start = (step % stepsPerEpoch) * batchSize;
    return last.order.subarray(start, start + batchSize);
  };
}

/** 0 to count - 1 in the order of an epoch. */
const orderOf = (count: number, seed: number, epoch: number): Int32Array =>
  shuffle(
    Int32Array.from({ length: count }, (_, i) => i),
    createRandom(seed, 'order', epoch),
  );

/** Mean and deviation of each column. */
export function columnStatistics(values: Float32Array, width: number): { mean: number[]; deviation: number[] } {
  const count = values.length / width;
  const mean = new Array<number>(width).fill(0);
  const squares = new Array<number>(width).fill(0);
  for (let i = 0; i < values.length; i++) mean[i % width] += values[i] / count;
  for (let i = 0; i < values.length; i++) squares[i % width] += (values[i] - mean[i % width]) ** 2 / count;
  return { mean, deviation: squares.map(Math.sqrt) };
}

/** Tells whether tables are the same. */
const digest = (...arrays: Float32Array[]): string =>
  arrays
    .map((array) => sha256(new Uint8Array(array.buffer, array.byteOffset, array.byteLength)).slice(0, 16))
    .join('-');

/**
 * Tells labelled inputs from others. Where `origin` says what computed the inputs, their bytes do not count: another machine rounds them
 * otherwise, and its checkpoints are good here.
 */
export const labelledDigest = (inputs: Float32Array, anchors: Float32Array, origin?: string): string =>
  origin ? `${origin}-${digest(anchors)}` : digest(inputs, anchors);
