// Labelled structures as a regressor learns them: codes in the four poses that leave the curve unchanged, beside their anchors.
import type { Dataset } from '../dataset/load.js';
import { joined } from '../joined.js';
import type { VaeArchitecture } from '../model/architecture.js';
import { encodeImages } from '../model/codes.js';
import { statisticsOf } from '../model/standard.js';
import { inPose } from '../model/structure-batches.js';
import type { LabelledCodes } from '../model/train-regressor.js';
import type { VaeNetworks } from '../model/vae-loss.js';
import { anchorNames } from '../quantities.js';

/** One record in this many is kept for the test. */
const testEvery = 10;

/** Positions in the data set of what is trained on and what only tests. */
export function splitDataset({ records }: Pick<Dataset, 'records'>): { training: number[]; test: number[] } {
  const positions = records.map((_, position) => position);
  // By the draw, not by the position: a data set that grows keeps its test records.
  const isTest = (position: number) => records[position].index % testEvery === testEvery - 1;
  return { training: positions.filter((p) => !isTest(p)), test: positions.filter(isTest) };
}

export interface EncodedRecords extends LabelledCodes {
  /** Which record each row is. */
  groups: number[];
}

/** @param poses how many of the four poses. @default 1, as drawn */
export function encodeRecords(
  dataset: Pick<Dataset, 'images' | 'cells' | 'anchors'>,
  encoder: VaeNetworks['encoder'],
  vae: VaeArchitecture,
  which: number[],
  poses = 1,
): EncodedRecords {
  const { cells } = dataset;
  const width = anchorNames.length;
  const { latentDim } = vae;
  const codes = new Float32Array(poses * which.length * latentDim);
  for (const { images, first } of imagesInPortions(dataset, which))
    for (let pose = 0; pose < poses; pose++)
      codes.set(encodeImages(encoder, inPose(images, cells, pose), vae), (pose * which.length + first) * latentDim);
  const anchors = new Float32Array(poses * which.length * width);
  const groups: number[] = [];
  for (let pose = 0; pose < poses; pose++)
    which.forEach((position, i) => {
      anchors.set(
        dataset.anchors.subarray(position * width, (position + 1) * width),
        (pose * which.length + i) * width,
      );
      groups.push(position);
    });
  return { codes, anchors, groups };
}

/** Image statistics of records, count x statistics. */
export const recordStatistics = (dataset: Pick<Dataset, 'images' | 'cells'>, which: readonly number[]): Float32Array =>
  joined(Array.from(imagesInPortions(dataset, which), ({ images }) => statisticsOf(images, dataset.cells)));

// 100 kB an image: thousands of records need not be pictures all at once.
const portion = 256;

/** Images of records with the place of the first of them in `which`. */
export function* imagesInPortions({ images }: Pick<Dataset, 'images'>, which: readonly number[]) {
  for (let first = 0; first < which.length; first += portion)
    yield { first, images: images(which.slice(first, first + portion)) };
}
