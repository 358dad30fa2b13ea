// Least squares of blurred grains to an image: Levenberg-Marquardt, each step solved by conjugate gradients without forming a matrix.
import { type BlurredGrains, type Evaluation, evaluate, linearize, type Target } from './blurred-grains.js';

export interface Fit {
  readonly grains: BlurredGrains;
  readonly evaluation: Evaluation;
}

export interface FitOptions {
  /** Steps that lower the error, at most; fewer where it stops falling. */
  steps: number;
}

/** Conjugate-gradient iterations per step. */
const innerSteps = 8;
/** The longest step of a seed, in cells: beyond it the linear border motion says little. */
const longestStep = 3;
/** A relative gain below this ends the fit. */
const smallestGain = 2e-3;

export function fitGrains(start: BlurredGrains, target: Target, { steps }: FitOptions): Fit {
  let best: Fit = { grains: start, evaluation: evaluate(start, target) };
  let damping = 0.03;
  for (let accepted = 0, rejected = 0; accepted < steps && rejected < 4; ) {
    const step = gaussNewtonStep(best, target, damping);
    const grains = moved(best.grains, step, target.cells);
    const evaluation = evaluate(grains, target);
    const gain = 1 - evaluation.error / best.evaluation.error;
    if (gain > 0) {
      best = { grains, evaluation };
      accepted++;
    }
    rejected = gain > smallestGain ? 0 : rejected + 1;
    damping *= gain > 0 ? 0.4 : 8;
  }
  return best;
}

/** Solves (A + damping diag A) step = D^T wanted, A = D^T (G^2 + kappa) D, approximately. */
function gaussNewtonStep(fit: Fit, target: Target, damping: number): Float64Array {
  const { apply, applyTransposed, diagonal } = linearize(fit.grains, fit.evaluation.ids, target);
  const curvature = diagonal().map((c) => c + smallestCurvature);
  const scale = curvature.map((c) => 1 / (c * (1 + damping)));
  const step = new Float64Array(curvature.length);
  const residual = new Float64Array(curvature.length);
  const product = new Float64Array(curvature.length);
  const image = new Float64Array(target.image.length);
  const blurred = new Float64Array(target.image.length);
  applyTransposed(fit.evaluation.wanted, residual);
  const direction = residual.map((r, k) => scale[k] * r);
  let rho = weightedDot(residual, residual, scale);
  for (let n = 0; n < innerSteps && rho > 0; n++) {
    apply(direction, image);
    weigh(image, blurred, target);
    applyTransposed(image, product);
    for (let k = 0; k < product.length; k++) product[k] += damping * curvature[k] * direction[k];
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

/** image -> (G^2 + kappa) image: how a change of the sharp image counts. */
function weigh(image: Float64Array, scratch: Float64Array, { blur, sharpWeight }: Target): void {
  blur.apply(image, scratch);
  blur.apply(scratch, scratch);
  for (let i = 0; i < image.length; i++) image[i] = scratch[i] + sharpWeight * image[i];
}

/** Of a seed whose borders have no contrast, or of a grain without cells: such a parameter then stays where it is. */
const smallestCurvature = 1e-3;

/** Values stay in [-1, 1], seeds in the sample. */
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
