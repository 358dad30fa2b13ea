// What the grains are fitted to: the image itself (fine), and a smaller and smoother copy on which seeds find their way (coarse).
import { createBlur } from './blur.js';
import { estimateBlurWidth } from './blur-width.js';
import type { BlurredGrains, Target } from './blurred-grains.js';

export interface Targets {
  readonly fine: Target;
  readonly coarse: Target;
  /** Cells of the coarse image per cell of the fine one, along an edge. */
  readonly ratio: number;
}

/** Weight of the sharp error: grains too small for the blur keep the contrast that the image shows, and not a made-up one. */
const sharpWeight = 0.12;
/** Parts of the measured width to which grains are sharpened: a little less, for a blur that is not Gaussian looks wider. */
const trusted = 0.9;
/** In cells of the fine image. Wider blurs than the widest leave nothing to sharpen; narrower than the least make no smooth way downhill. */
const widest = 6;
const leastFine = 1;
const leastCoarse = 2;

export function createTargets(image: Float64Array, cells: number): Targets {
  const sigma = Math.min(widest, trusted * estimateBlurWidth(image, cells));
  const fine = atLeastBlurred(image, cells, sigma, leastFine);
  const coarse = atLeastBlurred(image, cells, sigma, leastCoarse);
  if (cells % 2 === 1) return { fine, coarse, ratio: 1 };
  const halved = {
    image: halve(coarse.image, cells),
    cells: cells / 2,
    blur: createBlur(cells / 2, coarse.blur.sigma / 2),
    sharpWeight,
  };
  return { fine, coarse: halved, ratio: 0.5 };
}

/** Grains in cells of another raster. */
export const rescaled = ({ seeds, values }: BlurredGrains, ratio: number): BlurredGrains => ({
  seeds: seeds.map((s) => s * ratio),
  values,
});

/** Widths of Gaussians add in squares: what is missing is blurred in, and the model of the blur knows of it. */
function atLeastBlurred(image: Float64Array, cells: number, sigma: number, least: number): Target {
  const smooth = new Float64Array(image.length);
  createBlur(cells, Math.sqrt(Math.max(0, least * least - sigma * sigma))).apply(image, smooth);
  return { image: smooth, cells, blur: createBlur(cells, Math.max(sigma, least)), sharpWeight };
}

function halve(image: Float64Array, cells: number): Float64Array {
  const half = cells / 2;
  return Float64Array.from({ length: half * half }, (_, k) => {
    const i = 2 * Math.floor(k / half) * cells + 2 * (k % half);
    return (image[i] + image[i + 1] + image[i + cells] + image[i + cells + 1]) / 4;
  });
}
