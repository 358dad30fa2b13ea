// What every training that a user starts has in common.
import type { Emit } from '../events.js';
import type { BackendRequest } from '../model/backend.js';
import type { DrawImages } from '../model/structure-batches.js';
import type { Pool } from '../pool/pool.js';

export interface TrainingJob {
  /** @default 1 */
  seed?: number;
  /** Go on from the last checkpoint. @default false */
  resume?: boolean;
  /** Seconds between checkpoints: what a crash can lose. @default 300 */
  checkpointSeconds?: number;
  backend?: BackendRequest;
  /** For the card. */
  command: string;
  emit?: Emit;
  signal?: AbortSignal;
}

/** A training on drawn structures. */
export interface DrawingJob extends TrainingJob {
  /** Folder to write, with the checkpoints in it. */
  out: string;
  /** Draws the images. */
  pool: Pool;
}

/** Draws images in a worker of the pool. */
export const drawIn =
  (pool: Pool) =>
  (request: DrawImages): Promise<Float32Array> =>
    pool.run<DrawImages, Float32Array>('draw-images', request);
