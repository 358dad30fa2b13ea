// Least squares of blurred grains to an image: Levenberg-Marquardt, each step solved by conjugate gradients without forming J^T J.
import type { Blur } from './blur.js';
import { type BlurredGrains, type Evaluation, evaluate, linearize } from './blurred-grains.js';

export interface Fit {
  readonly grains: BlurredGrains;
  readonly evaluation: Evaluation;
}

export interface FitOptions {
  image: Float64Array;
  cells: number;
  blur: Blur;
  /** Steps at most; fewer where the error stops falling. */
  steps: number;
  /** Conjugate-gradient iterations per step. @default 8 */
  innerSteps?: number;
}

/** Damping per parameter, in the unit of J^T J: a seed step of one cell, and a value step of one, cost this much error. */
interface Damping {
  seed: number;
  value: number;
}

/** The longest step of a seed, in cells: beyond it the linear border motion says little. */
const longestStep = 3;
/** A relative gain below this ends the fit. */
const smallestGain = 2e-3;

export function fitGrains(start: BlurredGrains, { image, cells, blur, steps, innerSteps = 8 }: FitOptions): Fit {
  let best: Fit = { grains: start, evaluation: evaluate(start, image, cells, blur) };
  let damping: Damping = { seed: 0.003, value: 0.3 };
  let idle = 0;
  for (let n = 0; n < steps && idle < 3; n++) {
    const step = gaussNewtonStep(best, cells, blur, damping, innerSteps);
    const grains = moved(best.grains, step, cells);
    const evaluation = evaluate(grains, image, cells, blur);
    const gain = 1 - evaluation.error / best.evaluation.error;
    if (gain > 0) best = { grains, evaluation };
    const factor = gain > 0 ? 0.4 : 4;
    damping = { seed: damping.seed * factor, value: damping.value * factor };
    idle = gain > smallestGain ? 0 : idle + 1;
  }
  return best;
}

/** Solves (J^T J + damping) step = J^T residual approximately. */
function gaussNewtonStep(fit: Fit, cells: number, blur: Blur, damping: Damping, innerSteps: number): Float64Array {
  const { grains, evaluation } = fit;
  const { apply, applyTransposed } = linearize(grains, evaluation.ids, cells, blur);
  const count = grains.values.length;
  const scale = inverseCurvature(grains, evaluation.ids, damping);
  const step = new Float64Array(3 * count);
  const residual = new Float64Array(3 * count);
  const product = new Float64Array(3 * count);
  const image = new Float64Array(cells * cells);
  applyTransposed(evaluation.residual, residual);
  const direction = residual.map((r, k) => scale[k] * r);
  let rho = weightedDot(residual, residual, scale);
  for (let n = 0; n < innerSteps && rho > 0; n++) {
    apply(direction, image);
    applyTransposed(image, product);
    for (let k = 0; k < product.length; k++) product[k] += (k < 2 * count ? damping.seed : damping.value) * direction[k];
    const alpha = rho / dot(direction, product);
    for (let k = 0; k < step.length; k++) {
      step[k] += alpha * direction[k];
      residual[k] -= alpha * product[k];
    }
    const next = weightedDot(residual, residual, scale);
    for (let k = 0; k < step.length; k++) direction[k] = scale[k] * residual[k] + (next / rho) * direction[k];
    rho = next;
  }
  return step;
}

/** Preconditioner: a value acts on the area of its grain, a seed on the border of it times the contrast there (about 0.3 squared). */
function inverseCurvature({ values }: BlurredGrains, ids: Uint16Array, damping: Damping): Float64Array {
  const count = values.length;
  const areas = new Float64Array(count);
  for (let i = 0; i < ids.length; i++) areas[ids[i]]++;
  return Float64Array.from({ length: 3 * count }, (_, k) =>
    k < 2 * count
      ? 1 / (0.02 * Math.sqrt(areas[k >> 1]) + damping.seed)
      : 1 / (0.5 * areas[k - 2 * count] + damping.value),
  );
}

function moved({ seeds, values }: BlurredGrains, step: Float64Array, cells: number): BlurredGrains {
  const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  return {
    seeds: seeds.map((s, k) => clamp(s + clamp(step[k], -longestStep, longestStep), 0, cells)),
    values: values.map((v, k) => clamp(v + step[seeds.length + k], -1, 1)),
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

function weightedDot(a: Float64Array, b: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += weights[k] * a[k] * b[k];
  return sum;
}
