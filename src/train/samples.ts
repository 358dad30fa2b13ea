// Labelled structures as a model sees them: what is left of an image that goes through the code, and what the code says of the curve.
import type { DemagnetizationCurve } from '../curve/curve.js';
import { loadDataset } from '../dataset/load.js';
import { checkModelPhysics } from '../design/check-model.js';
import { LoopsmithError } from '../errors.js';
import type { BackendRequest } from '../model/backend.js';
import { loadModel } from '../model/model.js';
import { pickRows } from '../model/rows.js';
import { type AnchorPoints, anchorNames } from '../quantities.js';
import { anchorPointsAt } from '../search/scoring.js';
import { splitDataset } from './labelled-codes.js';

export interface SamplesOptions {
  /** Name or folder. */
  model: string;
  /** Data folders. */
  data: readonly string[];
  count: number;
  backend?: BackendRequest;
}

export interface SeenStructure {
  /** Number of its draw in the data set. */
  index: number;
  grains: number;
  /** theta of the draw, in rad. */
  maximumMisorientation: number;
  /** cells x cells, k_x. */
  image: Float32Array;
  /** Of the code, by the decoder. */
  reconstruction: Float32Array;
  /** Of the code, by the regressor. */
  predicted: AnchorPoints;
  solved: AnchorPoints;
  curve: DemagnetizationCurve;
}

/** Structures of the test set from the best to the worst aligned, evenly spread over them. */
export async function testSamples({ model: name, data, count, backend }: SamplesOptions) {
  const dataset = await loadDataset(data);
  const model = await loadModel(name, { backend });
  try {
    checkModelPhysics(model.card, dataset.physics);
    const theta = (position: number) => dataset.records[position].maximumMisorientation;
    const test = splitDataset(dataset).test.sort((a, b) => theta(a) - theta(b));
    if (test.length < count)
      throw new LoopsmithError(`${data.join(', ')}: has ${test.length} test records, ${count} were asked for`);
    const which = Array.from({ length: count }, (_, i) => test[Math.floor(((i + 0.5) * test.length) / count)]);
    const images = dataset.images(which);
    const codes = model.encode(images, count);
    const decoded = model.decode(codes, count);
    const predicted = model.predictAnchors(codes, count);
    const solved = pickRows(dataset.anchors, anchorNames.length, which);
    const size = model.cells ** 2;
    const samples = which.map((position, row): SeenStructure => {
      const { index, grains, maximumMisorientation, curve } = dataset.records[position];
      return {
        index,
        grains,
        maximumMisorientation,
        image: images.subarray(row * size, (row + 1) * size),
        reconstruction: decoded.subarray(row * size, (row + 1) * size),
        predicted: anchorPointsAt(predicted, row),
        solved: anchorPointsAt(solved, row),
        curve: {
          appliedField: Float64Array.from(curve.appliedField),
          magnetization: Float64Array.from(curve.magnetization),
        },
      };
    });
    return { model: model.card.name, cells: model.cells, samples };
  } finally {
    model.dispose();
  }
}
