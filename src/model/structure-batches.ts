// Batches of easy-axis images for the autoencoder: random structures of the paper's distribution, never one twice, each in the four
// poses that the symmetries of the curve allow (as it is, mirrored in x, in y, turned by 180 degrees), which cost nothing.
import { mirrorX, mirrorY, toImage, turn180 } from '../structure/easy-axis-image.js';
import { type DrawLimits, drawStructure } from '../structure/grains.js';

export interface DrawImages {
  seed: number;
  /** Index of the first structure; the others follow. */
  first: number;
  count: number;
  cells: number;
  limits?: DrawLimits;
}

/** Images of structures `first` to `first + count - 1` of a seed, one after the other. Also a task for the pool. */
export function drawImages({ seed, first, count, cells, limits }: DrawImages): Float32Array {
  const images = new Float32Array(count * cells * cells);
  for (let i = 0; i < count; i++) images.set(toImage(drawStructure(seed, first + i, limits), cells), i * cells * cells);
  return images;
}

/** In how many poses an image shows the same magnet. */
export const poseCount = 4;

const poses: readonly ((image: Float32Array, cells: number) => Float32Array)[] = [
  (image) => image,
  mirrorX,
  mirrorY,
  turn180,
];

/** All images in the pose-th of the four poses. */
export function inPose(images: Float32Array, cells: number, pose: number): Float32Array {
  if (pose === 0) return images;
  const turned = new Float32Array(images.length);
  for (let start = 0; start < images.length; start += cells ** 2)
    turned.set(poses[pose](images.subarray(start, start + cells ** 2), cells), start);
  return turned;
}

export interface StructureBatches {
  /** A training seed; its structures differ from those that data sets draw with the same number. @default 1 */
  seed?: number;
  /** @default 160 */
  cells?: number;
  limits?: DrawLimits;
  /** Poses that follow each other; 1 shows every structure as it is drawn, once. @default 4 */
  inPoses?: number;
  /** Where to draw, for example in a worker thread. @default here */
  draw?: (request: DrawImages) => Float32Array | Promise<Float32Array>;
}

/**
 * Batches for trainVae: steps 4 i to 4 i + 3 see the same structures in the four poses.
 * The structures of the next group are asked for while those of this one are in use.
 */
export function structureBatches(options: StructureBatches = {}) {
  const { seed = 1, cells = 160, limits, inPoses = poseCount, draw = drawImages } = options;
  const drawn = new Map<number, { count: number; images: Promise<Float32Array> }>();
  const group = (index: number, count: number) => {
    const known = drawn.get(index);
    if (known?.count === count) return known.images;
    const request = { seed: trainingSeed(seed), first: index * count, count, cells, limits };
    const images = Promise.resolve(draw(request));
    images.catch(() => {});
    drawn.set(index, { count, images });
    return images;
  };
  return async (step: number, batchSize: number): Promise<Float32Array> => {
    const index = Math.floor(step / inPoses);
    for (const old of drawn.keys()) if (old < index || old > index + 1) drawn.delete(old);
    const images = group(index, batchSize);
    if (draw !== drawImages) group(index + 1, batchSize);
    return inPose(await images, cells, step % inPoses);
  };
}

// Labelled data sets count their seeds from 1 upwards; training must not see their structures.
const trainingSeed = (seed: number): number => -1 - Math.abs(seed);
