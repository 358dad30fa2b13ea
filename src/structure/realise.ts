// From a blurry image to grains.
import { createBlur } from './blur.js';
import { type BlurredGrains, evaluate } from './blurred-grains.js';
import { toImage } from './easy-axis-image.js';
import { type Fit, fitGrains } from './fit-grains.js';
import { removalCosts, withoutCheapGrains, withSplitGrains } from './grain-moves.js';
import { paperSample, type Sample } from './grains.js';
import { segmentCentres } from './segment.js';
import type { Structure } from './structure.js';

export interface RealiseOptions extends Sample {
  minimumGrains?: number;
  maximumGrains?: number;
  log?: (s: string) => void;
  rounds?: number;
  c1?: number; c0?: number; s1?: number; s2?: number; inner?: number;
}

export interface Realised {
  structure: Structure;
  imageError: number;
  blur: number;
  blurredError: number;
}

export function realise(
  image: Float32Array,
  { cells = paperSample.cells, size = paperSample.size, thickness = paperSample.thickness, minimumGrains = 16, maximumGrains = 256, log = () => {}, rounds = 5, c0 = 0.02, c1 = 0.01, s1 = 4, s2 = 12, inner = 8 }: RealiseOptions = {},
): Realised {
  const target = Float64Array.from(image);
  let sigma = 2;
  let blur = createBlur(cells, sigma);
  const seeds = segmentCentres(target, { cells });
  const values = Float64Array.from({ length: seeds.length / 2 }, (_, g) => target[Math.floor(seeds[2 * g + 1]) * cells + Math.floor(seeds[2 * g])]);
  let grains: BlurredGrains = { seeds, values };
  const refit = (g: BlurredGrains, steps: number): Fit => fitGrains(g, { image: target, cells, blur, steps, innerSteps: inner });
  const price = (f: Fit) => c0 + c1 * f.evaluation.error;
  const widen = (f: Fit): Fit => {
    for (let n = 0; n < 8; n++) {
      const tries = [sigma * 0.8, sigma * 0.92, sigma * 1.09, sigma * 1.25].map((s) => {
        const b = createBlur(cells, s);
        return { s, b, e: evaluate(f.grains, target, cells, b) };
      });
      const best = tries.reduce((a, b) => (b.e.error < a.e.error ? b : a));
      if (best.e.error >= f.evaluation.error || best.s > 10 || best.s < 0.31) break;
      sigma = best.s; blur = best.b;
      f = { grains: f.grains, evaluation: best.e };
    }
    return f;
  };
  const show = (t: string, f: Fit) => log(`${t} n=${f.grains.values.length} rms=${Math.sqrt(f.evaluation.error / cells / cells).toFixed(4)} sigma=${sigma.toFixed(2)}`);
  let fit = widen(refit(grains, 2));
  show('start', fit);
  const prune = (f: Fit): Fit => {
    for (let sweep = 0; sweep < 4; sweep++) {
      const before = f.grains.values.length;
      grains = withoutCheapGrains(f.grains, removalCosts(f, cells, blur, sigma), price(f), minimumGrains);
      if (grains.values.length === before) break;
      f = refit(grains, 1);
    }
    return f;
  };
  for (let round = 0; round < rounds; round++) {
    fit = prune(fit);
    show(' pruned', fit);
    fit = widen(refit(fit.grains, s1));
    show(' fit', fit);
    if (round === rounds - 1) break;
    grains = withSplitGrains(fit, { cells, blur, sigma, price: price(fit), most: Math.min(maximumGrains - fit.grains.values.length, 8 + fit.grains.values.length / 4) });
    fit = refit(grains, s1);
    show(' split', fit);
  }
  fit = refit(prune(fit).grains, s2);
  show('end', fit);
  const cellSize = size / cells;
  const structure: Structure = { size, cells, cellSize, thickness, seeds: fit.grains.seeds.map((s) => Math.min(size, s * cellSize)), easyAxisAngles: fit.grains.values.map(Math.asin) };
  const sharp = toImage(structure);
  let sum = 0;
  for (let i = 0; i < image.length; i++) sum += (sharp[i] - image[i]) ** 2;
  return { structure, imageError: Math.sqrt(sum / image.length), blur: sigma, blurredError: Math.sqrt(fit.evaluation.error / image.length) };
}
