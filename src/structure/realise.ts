// From a blurry image, as a decoder gives it, to grains that can be written down: the Voronoi structure that, blurred as much as the
// image is, looks most like it. Segment for a first guess; then in turns drop grains that the image does not need, let seeds and
// axes descend, add grains where the image pulls one apart; last, descend on the full image. Deterministic: nothing is drawn.
import { LoopsmithError } from '../errors.js';
import type { BlurredGrains, Target } from './blurred-grains.js';
import { toImage } from './easy-axis-image.js';
import { type Fit, fitGrains } from './fit-grains.js';
import {
  removalCosts,
  withGrainsWhereNeeded,
  withLargestSplit,
  withoutCheapGrains,
  withoutEmptyGrains,
} from './grain-moves.js';
import { paperSample, type Sample } from './grains.js';
import { createTargets, rescaled } from './realise-target.js';
import { segmentCentres } from './segment.js';
import type { Structure } from './structure.js';

export interface RealiseOptions extends Sample {
  /** @default 16 */
  minimumGrains?: number;
  /** @default 256 */
  maximumGrains?: number;
}

export interface RealisedImage {
  structure: Structure;
  /** Root mean square difference between the given image and that of the structure. */
  imageError: number;
  /** Standard deviation of the blur that was taken out, in cells. */
  blur: number;
}

const rounds = 6;

/**
 * @param image k_x, cells x cells, row iy = 0 first; values beyond [-1, 1] are let be
 * @throws LoopsmithError for an image of another size, or with what is no number
 * @returns the structure with between minimumGrains and maximumGrains grains; about 1 s for 160 x 160 cells
 */
export function realise(
  image: Float32Array,
  {
    cells = paperSample.cells,
    size = paperSample.size,
    thickness = paperSample.thickness,
    minimumGrains = 16,
    maximumGrains = 256,
  }: RealiseOptions = {},
): RealisedImage {
  if (image.length !== cells ** 2 || !image.every(Number.isFinite))
    throw new LoopsmithError(`image: expected ${cells} x ${cells} finite numbers, got ${image.length} numbers`);
  const exact = Float64Array.from(image);
  const { fine, coarse, ratio } = createTargets(exact, cells);
  const price = grainPrice(exact);
  let fit = fitGrains(rescaled(firstGuess(exact, cells), ratio), coarse, { steps: 2 });
  for (let round = 0; round < rounds; round++) {
    fit = fitGrains(pruned(fit, coarse, price, maximumGrains).grains, coarse, { steps: round === 0 ? 12 : 5 });
    const more = withGrainsWhereNeeded(fit, coarse, price(fit, coarse));
    if (more.values.length === fit.grains.values.length) break;
    fit = fitGrains(more, coarse, { steps: 4 });
  }
  fit = fitGrains(rescaled(fit.grains, 1 / ratio), fine, { steps: 6 });
  fit = pruned(fit, fine, price, maximumGrains);
  const { seeds, values } = withMinimum(withoutEmptyGrains(fit.grains, cells), fine, minimumGrains);
  const cellSize = size / cells;
  const structure: Structure = {
    size,
    cells,
    cellSize,
    thickness,
    seeds: seeds.map((s) => Math.min(size, s * cellSize)),
    easyAxisAngles: values.map(Math.asin),
  };
  return { structure, imageError: rootMeanSquareDifference(toImage(structure), image), blur: fine.blur.sigma };
}

function firstGuess(image: Float64Array, cells: number): BlurredGrains {
  const seeds = segmentCentres(image, cells);
  const values = Float64Array.from({ length: seeds.length / 2 }, (_, g) => {
    const kx = image[Math.floor(seeds[2 * g + 1]) * cells + Math.floor(seeds[2 * g])];
    return Math.max(-1, Math.min(1, kx));
  });
  return { seeds, values };
}

type Price = (fit: Fit, target: Target) => number;

/** By how much a grain must lower the error to stay: a patch of 30 cells of the image at a tenth of its squared contrast. */
function grainPrice(image: Float64Array): Price {
  const mean = image.reduce((sum, kx) => sum + kx, 0) / image.length;
  const variance = image.reduce((sum, kx) => sum + (kx - mean) ** 2, 0) / image.length;
  const whole = 0.3 * variance + 1e-6;
  return ({ evaluation }, target) => (whole * target.image.length) / image.length + 0.005 * evaluation.error;
}

/** Drops cheap grains in sweeps, and more where there are more than `maximum`. */
function pruned(start: Fit, target: Target, price: Price, maximum: number): Fit {
  let fit = start;
  for (let sweep = 0; sweep < 12; sweep++) {
    const count = fit.grains.values.length;
    const costs = removalCosts(fit, target);
    const grains =
      count > maximum
        ? withoutCheapGrains(fit.grains, costs, Infinity, maximum)
        : withoutCheapGrains(fit.grains, costs, price(fit, target), 1);
    if (grains.values.length === count) break;
    fit = fitGrains(grains, target, { steps: 1 });
  }
  return fit;
}

/** Cuts the largest grains in two until there are `minimum`, a third of them at a time: the image takes up the pieces before the next. */
function withMinimum(start: BlurredGrains, target: Target, minimum: number): BlurredGrains {
  let grains = start;
  for (let round = 0; grains.values.length < minimum; round++) {
    const count = grains.values.length;
    const split = withLargestSplit(grains, target.cells, Math.min(minimum - count, Math.ceil(count / 3)));
    const fitted = withoutEmptyGrains(fitGrains(split, target, { steps: 3 }).grains, target.cells);
    // A fit may leave a piece without cells; where that does not end, the pieces stay as they were cut.
    grains = round < 20 && fitted.values.length > count ? fitted : withoutEmptyGrains(split, target.cells);
    if (grains.values.length <= count) break;
  }
  return grains;
}

function rootMeanSquareDifference(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return Math.sqrt(sum / a.length);
}
